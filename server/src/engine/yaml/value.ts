import type {Field} from "./field.ts";

/** The plain value of a field, as JSON has it, and where it is not to be trusted. */
export interface PlainValue {
  readonly value: unknown;
  /** JSON pointers (`/spec/interval`) of values, or of maps with a key, that only the cluster knows. */
  readonly unknown: ReadonlySet<string>;
  /** Aliases made the value too large or endless; `value` is incomplete then. */
  readonly isTooLarge: boolean;
}

/** More values than any manifest has; only a document that multiplies itself through aliases gets there. */
const MAX_VALUES = 200_000;
const MAX_DEPTH = 200;

/**
 * The plain value of `field`. Null entries of maps are left out, as the API server does before it validates.
 */
export function plainValue(field: Field): PlainValue {
  const walk = new Walk();
  const value = walk.valueOf(field, 0);
  return {value, unknown: walk.unknown, isTooLarge: walk.isTooLarge};
}

class Walk {
  readonly unknown = new Set<string>();
  isTooLarge = false;
  private readonly path: (string | number)[] = [];
  private count = 0;

  valueOf(field: Field, depth: number): unknown {
    if (++this.count > MAX_VALUES || depth > MAX_DEPTH) {
      this.isTooLarge = true;
      return undefined;
    }
    switch (field.type) {
      case "map":
        return this.mapOf(field, depth);
      case "list":
        return field.items.map((item, i) => this.below(i, item, depth) ?? null);
      case "scalar":
        if (field.isUnknown || isReadDifferently(field)) this.markUnknown();
        return field.scalar;
      default:
        // An alias of an anchor that does not exist is reported by its own rule.
        if (field.isAlias) this.markUnknown();
        return null;
    }
  }

  private mapOf(field: Field, depth: number): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    for (const entry of field.mergedEntries) {
      const key = String(entry.key);
      if (key.includes("${")) {
        this.markUnknown();
        continue;
      }
      if (!entry.exists && !entry.isAlias) continue;
      const plain = this.below(key, entry, depth);
      // defineProperty, because a key may be `__proto__`.
      if (plain !== null) {
        Object.defineProperty(value, key, {value: plain, enumerable: true, configurable: true, writable: true});
      }
    }
    return value;
  }

  private below(step: string | number, field: Field, depth: number): unknown {
    if (this.isTooLarge) return undefined;
    this.path.push(step);
    const value = this.valueOf(field, depth + 1);
    this.path.pop();
    return value;
  }

  private markUnknown(): void {
    this.unknown.add(pointerOf(this.path));
  }
}

/** The JSON pointer of a path: `["spec", "a/b", 0]` is `/spec/a~1b/0`. */
export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The path of a JSON pointer. List positions come as texts; `Field.at` wants numbers, see `fieldAt`. */
export function fieldAt(root: Field, pointer: string): Field {
  let field = root;
  for (const step of pointer.split("/").slice(1)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    field = field.isList ? field.item(Number(key)) : field.get(key);
  }
  return field;
}

/**
 * Plain scalars that YAML 1.1 reads as booleans and YAML 1.2 as texts. Flux's tools read them now one way, now the
 * other, so neither type is certain.
 */
const YAML_1_1_BOOLEAN = /^(?:y|n|yes|no|on|off)$/i;

function isReadDifferently(field: Field): boolean {
  const value = field.scalar;
  return typeof value === "string" && value.length <= 3 && field.style === "plain" && YAML_1_1_BOOLEAN.test(value);
}
