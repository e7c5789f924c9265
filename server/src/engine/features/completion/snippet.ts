import type {Schemas} from "../../ports.ts";
import type {SchemaNode} from "../../schema/schema.ts";
import {scalarText} from "../../yaml/edit/scalar.ts";

/** Deeper than this, what is required is left to the next completion. */
const MAX_DEPTH = 4;

/** Writes the value of a field as a snippet: what is required, with a place to fill in for every value. */
export class SnippetWriter {
  private next = 1;

  constructor(
    private readonly schemas: Schemas,
    /** Whether lists stand in the column of their keys, as elsewhere in the file. */
    private readonly hasCompactLists: boolean,
  ) {}

  /** `key:` with its value; `column` is where the key stands. */
  entry(key: string, schema: SchemaNode, column: number, depth = 0): string {
    return `${escaped(scalarText(key))}:${this.value(key, schema, column, depth)}`;
  }

  /** An item of a list without its dash; `column` is where its contents stand. */
  item(schema: SchemaNode, column: number, depth = 0): string {
    const node = this.schemas.resolve(schema);
    if (!node.properties) return this.scalar(node);
    return this.entries(node, column, depth) ?? this.place();
  }

  /** A value of a flow map or list. */
  flow(schema: SchemaNode): string {
    const node = this.schemas.resolve(schema);
    if (isMap(node)) return `{${this.place()}}`;
    return node.items || node.type === "array" ? `[${this.place()}]` : this.scalar(node);
  }

  /** A scalar: one of what is allowed, the default, or nothing yet. */
  scalar(node: SchemaNode): string {
    const values = node.type === "boolean" ? booleans(node) : (node.enum ?? []);
    if (values.length === 1) return escaped(textOf(values[0]));
    if (values.length > 1) {
      return `\${${this.next++}|${values.map((value) => textOf(value).replace(/[\\,|}$]/g, "\\$&")).join(",")}|}`;
    }
    if (node.default === undefined || typeof node.default === "object") return this.place();
    return `\${${this.next++}:${escaped(textOf(node.default))}}`;
  }

  private value(key: string, schema: SchemaNode, column: number, depth: number): string {
    const node = this.schemas.resolve(schema);
    const below = `\n${" ".repeat(column + 2)}`;
    if (node.items || node.type === "array") {
      const margin = this.hasCompactLists ? column : column + 2;
      const item = node.items && depth < MAX_DEPTH ? this.item(node.items, margin + 2, depth + 1) : this.place();
      return `\n${" ".repeat(margin)}- ${item}`;
    }
    if (!isMap(node)) return ` ${this.scalar(node)}`;
    // Nothing in the metadata is required by the schema, and no object goes without a name.
    const named = key === "metadata" && node.properties?.name ? {...node, required: ["name"]} : node;
    return below + ((depth < MAX_DEPTH ? this.entries(named, column + 2, depth + 1) : undefined) ?? this.place());
  }

  private entries(node: SchemaNode, column: number, depth: number): string | undefined {
    const required = (node.required ?? []).flatMap((key) => {
      const child = node.properties?.[key];
      return child ? [this.entry(key, child, column, depth)] : [];
    });
    return required.length > 0 ? required.join(`\n${" ".repeat(column)}`) : undefined;
  }

  private place(): string {
    return `$${this.next++}`;
  }
}

/** Whether a value of the schema is a map, however little is known about it. */
export function isMap(node: SchemaNode): boolean {
  return node.properties !== undefined || node.type === "object" || typeof node.additionalProperties === "object";
}

/** Both booleans; the one that is no default first, since nobody writes down a default. */
export function booleans({default: own}: SchemaNode): boolean[] {
  return own === true ? [false, true] : [true, false];
}

/** A text as part of a snippet. */
export function escaped(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** A value as YAML. */
export function textOf(value: unknown): string {
  const isScalar = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isScalar ? scalarText(value) : JSON.stringify(value);
}
