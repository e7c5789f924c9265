import {isScalar} from "yaml";
import type {Field} from "./field.ts";

/** The plain value of a field, as JSON has it, and where it is not to be trusted. */
export interface PlainValue {
  readonly value: unknown;
  /** JSON pointers (`/spec/interval`) of values, or of maps with a key, that only the cluster knows. */
  readonly unknown: ReadonlySet<string>;
  /** Entries of maps that hold nothing and are left out of `value`, as JSON pointer of the map and key. */
  readonly empty: readonly {readonly map: string; readonly key: string}[];
  /** Aliases made the value too large or endless; `value` is incomplete then. */
  readonly isTooLarge: boolean;
}

/** How plain words are read. YAML 1.1 has more booleans (`yes`, `off`); kustomize reads its own files by it. */
export type YamlVersion = "1.1" | "1.2";

/** More values than any manifest has. */
const MAX_VALUES = 500_000;
/** More values than any manifest has through aliases; ten lines of aliases can stand for billions. */
const MAX_ALIASED_VALUES = 20_000;
const MAX_DEPTH = 200;

/**
 * The plain value of `field`. Null entries of maps are left out, as the API server does before it validates.
 */
export function plainValue(field: Field, version: YamlVersion = "1.2"): PlainValue {
  const walk = new Walk(version);
  const value = walk.valueOf(field, 0);
  return {value, unknown: walk.unknown, empty: walk.empty, isTooLarge: walk.isTooLarge};
}

class Walk {
  readonly unknown = new Set<string>();
  readonly empty: {map: string; key: string}[] = [];
  isTooLarge = false;
  private readonly path: (string | number)[] = [];
  private count = 0;
  private aliasedCount = 0;
  /** How many aliases lead to where the walk is. */
  private aliases = 0;

  constructor(private readonly version: YamlVersion) {}

  valueOf(field: Field, depth: number): unknown {
    if (this.aliases > 0) this.aliasedCount++;
    if (++this.count > MAX_VALUES || this.aliasedCount > MAX_ALIASED_VALUES || depth > MAX_DEPTH) {
      this.isTooLarge = true;
      return undefined;
    }
    if (!field.isAlias) return this.valueOfNode(field, depth);
    this.aliases++;
    const value = this.valueOfNode(field, depth);
    this.aliases--;
    return value;
  }

  private valueOfNode(field: Field, depth: number): unknown {
    switch (field.type) {
      case "map":
        return this.mapOf(field, depth);
      case "list":
        return field.items.map((item, i) => this.below(i, item, depth) ?? null);
      case "scalar":
        if (field.isUnknown) this.markUnknown();
        return scalarValue(field, this.version);
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
      if (!entry.exists && !entry.isAlias) {
        this.empty.push({map: pointerOf(this.path), key});
        continue;
      }
      const plain = this.below(key, entry, depth);
      if (plain === null) continue;
      // An assignment would give the map another prototype.
      if (key === "__proto__") {
        Object.defineProperty(value, key, {value: plain, enumerable: true, configurable: true, writable: true});
      } else value[key] = plain;
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

const YAML_1_1_BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...["y", "yes", "on"].map((word): [string, boolean] => [word, true]),
  ...["n", "no", "off"].map((word): [string, boolean] => [word, false]),
]);

/** The boolean that YAML 1.1 reads where YAML 1.2 reads a text; undefined for everything else. */
export function yaml11Boolean(field: Field): boolean | undefined {
  const value = field.scalar;
  if (typeof value !== "string" || field.style !== "plain" || value.length > 3) return undefined;
  // `yes`, `Yes` and `YES`, but not `yEs`.
  const isOneWord = /^(?:[a-z]+|[A-Z]+|[A-Z][a-z]+)$/.test(value);
  return isOneWord ? YAML_1_1_BOOLEANS.get(value.toLowerCase()) : undefined;
}

/** The value that Flux's tools read. They are written in Go and know more ways to write a number than YAML 1.2. */
function scalarValue(field: Field, version: YamlVersion): unknown {
  const node = field.target;
  const value = field.scalar;
  if (!isScalar(node) || field.style !== "plain" || node.tag !== undefined) return value;
  const source = node.source ?? "";
  const number = goNumber(source);
  if (number !== undefined) return number;
  // Too large for a number, as the commit `6e71234`: a text to Go.
  if (typeof value === "number" && /^[-+]?\d/.test(source)) return source;
  return (version === "1.1" ? yaml11Boolean(field) : undefined) ?? value;
}

const GO_INTEGER = /^[-+]?(?:0x[\da-f]+|0b[01]+|0o?[0-7]+|0|[1-9]\d*)$/i;
const GO_FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?$/i;

/** The number that Go reads in a plain text, as `1_000`, `0b11`, `-0x1f`, `0644`; undefined for texts. */
function goNumber(text: string): number | undefined {
  if (!/^[-+.\d]/.test(text)) return undefined;
  const digits = text.replaceAll("_", "");
  if (GO_INTEGER.test(digits)) {
    const absolute = Number(digits.replace(/^[-+]/, "").replace(/^0(?=[0-7])/, "0o"));
    return digits.startsWith("-") ? -absolute : absolute;
  }
  const number = GO_FLOAT.test(digits) ? Number(digits) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}
