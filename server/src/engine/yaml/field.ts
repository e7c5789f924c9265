import {isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair, Scalar} from "yaml";
import type {Span} from "../text/span.ts";
import type {Anchors} from "./anchors.ts";
import {isMerge, type KeyIndex, keyText} from "./keys.ts";

/** What stands at a place: nothing, an empty value, or something. */
export type FieldType = "missing" | "null" | "scalar" | "map" | "list";

interface Source {
  readonly anchors: Anchors;
  readonly keys: KeyIndex;
  /** The text of the whole file. */
  readonly text: string;
  /** Where the parsed text starts in the file: not at 0 for YAML inside a block scalar. */
  readonly shift: number;
}

/**
 * A place in a document, whether something stands there or not: `root.at("spec", "chart")` never fails.
 * Aliases and merge keys are followed. Values that only the cluster knows (`${VAR}`, SOPS) are *unknown*:
 * they exist, but have no `string`, `number` or `boolean`, so that no rule can judge them.
 */
export class Field {
  private constructor(
    private readonly source: Source,
    /** The node as written; an alias is not followed. */
    readonly node: Node | null | undefined,
    readonly parent: Field | undefined,
    /** Key in the parent map, or index in the parent list. */
    readonly key: string | number | undefined,
    private readonly pair: Pair | undefined,
    private readonly offset: number,
  ) {}

  /** The root of a document. `offset` is where the document starts, for documents without contents. */
  static root(source: Source, node: Node | null, offset: number): Field {
    return new Field(source, node, undefined, undefined, undefined, offset);
  }

  /** The node that counts: where an alias stands, what it stands for. Undefined for an alias of nothing. */
  get target(): Node | null | undefined {
    return isAlias(this.node) ? this.source.anchors.resolve(this.node) : this.node;
  }

  get type(): FieldType {
    const node = this.target;
    if (node === undefined) return "missing";
    if (node === null) return this.parent === undefined ? "missing" : "null";
    if (isMap(node)) return "map";
    if (isSeq(node)) return "list";
    return isScalar(node) && node.value === null ? "null" : "scalar";
  }

  /** Whether something other than null stands here. The API server drops null fields before it looks at them. */
  get exists(): boolean {
    const type = this.type;
    return type !== "missing" && type !== "null";
  }

  get isMap(): boolean {
    return this.type === "map";
  }

  get isList(): boolean {
    return this.type === "list";
  }

  /** Whether the node is written as an alias (`*name`). */
  get isAlias(): boolean {
    return isAlias(this.node);
  }

  /** Whether the node or one it stands for carries an anchor (`&name`). */
  get anchor(): string | undefined {
    const node = this.node;
    return isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
  }

  /** Whether the collection is written in brackets or braces. */
  get isFlow(): boolean {
    const node = this.target;
    return (isMap(node) || isSeq(node)) && node.flow === true;
  }

  /** The field of a map, the last of duplicates; fields that a merge key (`<<`) brings in are found too. */
  get(key: string): Field {
    const node = this.target;
    if (isMap(node)) {
      const written = this.source.keys.find(node, key);
      if (written) return this.child(written, key);
      for (const pair of this.source.keys.merges(node)) {
        for (const merged of this.mergedMaps(pair)) {
          const found = merged.get(key);
          if (found.type !== "missing") return found;
        }
      }
    }
    return new Field(this.source, undefined, this, key, undefined, this.offset);
  }

  /** The field below a path of keys and list positions. */
  at(...path: readonly (string | number)[]): Field {
    let field: Field = this;
    for (const step of path) field = typeof step === "number" ? field.item(step) : field.get(step);
    return field;
  }

  /** The item of a list at `index`. */
  item(index: number): Field {
    const node = this.target;
    const item = isSeq(node) ? node.items[index] : undefined;
    return new Field(this.source, item as Node | undefined, this, index, undefined, this.offset);
  }

  /** The items of a list; none for anything else. */
  get items(): Field[] {
    const node = this.target;
    if (!isSeq(node)) return [];
    return node.items.map((item, i) => new Field(this.source, item as Node | null, this, i, undefined, this.offset));
  }

  /** The entries of a map as written, duplicates included, merge keys left out; none for anything else. */
  get entries(): Field[] {
    const node = this.target;
    if (!isMap(node)) return [];
    return node.items.filter((pair) => !isMerge(pair)).map((pair) => this.child(pair, keyText(pair) ?? ""));
  }

  /** The values of a map's merge keys, as written; none for anything else. */
  get merges(): Field[] {
    const node = this.target;
    return isMap(node) ? node.items.filter(isMerge).map((pair) => this.child(pair, "<<")) : [];
  }

  /** The entries of a map with those that merge keys bring in, each key once. */
  get mergedEntries(): Field[] {
    const node = this.target;
    if (!isMap(node) || !node.items.some(isMerge)) return this.entries;
    const byKey = new Map<string | number | undefined, Field>();
    for (const pair of node.items.filter(isMerge)) {
      for (const merged of this.mergedMaps(pair)) {
        for (const entry of merged.mergedEntries) if (!byKey.has(entry.key)) byKey.set(entry.key, entry);
      }
    }
    for (const entry of this.entries) byKey.set(entry.key, entry);
    return [...byKey.values()];
  }

  /** Where the value stands; where it would stand, as an empty range, when there is none. */
  get span(): Span {
    const span = this.spanOf(this.node);
    if (span) return span;
    const key = this.keySpan;
    if (key) return {start: key.end, end: key.end};
    return {start: this.offset, end: this.offset};
  }

  /** Where the last visible character of key and value ends; for a block scalar, where its last line ends. */
  get contentEnd(): number {
    return Math.max(this.keySpan?.end ?? 0, this.endOf(this.node) ?? this.span.end);
  }

  /** Where the key stands, for fields of maps that are written down. */
  get keySpan(): Span | undefined {
    return this.spanOf(this.pair?.key as Node | null | undefined);
  }

  /**
   * What to underline for this field: a scalar as it is written, the key of a map or list, and for a field that is
   * not there the same of the nearest parent that is.
   */
  get mark(): Span {
    if (this.type === "missing") return this.parent?.markOfKey ?? this.firstLine;
    if (this.type === "scalar" && this.isOnOneLine) return this.span;
    return this.markOfKey;
  }

  /** The key of this field, or of the nearest parent that has one. */
  get markOfKey(): Span {
    if (this.keySpan) return this.keySpan;
    if (typeof this.key === "number" && this.node?.range) return this.firstLineOf(this.span);
    if (this.parent) return this.parent.markOfKey;
    return this.firstLine;
  }

  /** Whether the value is decided only in the cluster: it holds a `${VAR}`, or SOPS has encrypted it. */
  get isUnknown(): boolean {
    const node = this.target;
    return isScalar(node) && typeof node.value === "string" && isUnknownText(node.value);
  }

  /** The text of a string that is known; undefined for anything else. */
  get string(): string | undefined {
    const value = this.scalar;
    return typeof value === "string" && !isUnknownText(value) ? value : undefined;
  }

  get number(): number | undefined {
    const value = this.scalar;
    return typeof value === "number" ? value : undefined;
  }

  get boolean(): boolean | undefined {
    const value = this.scalar;
    return typeof value === "boolean" ? value : undefined;
  }

  /** The value of a scalar as the parser reads it, unknown texts included. */
  get scalar(): unknown {
    const node = this.target;
    return isScalar(node) ? node.value : undefined;
  }

  /** How a scalar is written. */
  get style(): "plain" | "quoted" | "block" | undefined {
    const node = this.target;
    if (!isScalar(node)) return undefined;
    if (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED) return "block";
    return node.type === Scalar.PLAIN ? "plain" : "quoted";
  }

  /** The scalar as it is written in the file, quotes included. */
  get written(): string {
    return this.source.text.slice(this.span.start, this.span.end);
  }

  /** Keys and indexes from the root to here. */
  get path(): (string | number)[] {
    const path: (string | number)[] = [];
    for (let field: Field | undefined = this; field?.key !== undefined; field = field.parent) path.unshift(field.key);
    return path;
  }

  /** The path as people write it: `spec.rules[0].matches`. */
  get name(): string {
    return this.path.reduce<string>(
      (name, step) => name + (typeof step === "number" ? `[${step}]` : stepInWords(step, name === "")),
      "",
    );
  }

  private spanOf(node: Node | null | undefined): Span | undefined {
    const range = node?.range;
    return range ? {start: range[0] + this.source.shift, end: range[1] + this.source.shift} : undefined;
  }

  /** A block collection's own range can reach over the comments behind it, its last part's does not. */
  private endOf(node: Node | null | undefined): number | undefined {
    if ((isMap(node) || isSeq(node)) && !node.flow) {
      const last = node.items.at(-1);
      const end = isPair(last)
        ? Math.max(this.endOf(last.key as Node | null) ?? 0, this.endOf(last.value as Node | null) ?? 0)
        : this.endOf(last as Node | null | undefined);
      if (end) return end;
    }
    return this.spanOf(node)?.end;
  }

  private get isOnOneLine(): boolean {
    const {start, end} = this.span;
    const newline = this.source.text.indexOf("\n", start);
    return newline < 0 || newline >= end;
  }

  private get firstLine(): Span {
    return this.firstLineOf(this.spanOf(this.node) ?? {start: this.offset, end: this.offset});
  }

  private firstLineOf(span: Span): Span {
    const newline = this.source.text.indexOf("\n", span.start);
    return {start: span.start, end: newline < 0 || newline > span.end ? span.end : newline};
  }

  private child(pair: Pair, key: string): Field {
    // A key without a value (`key:` at the end) has the value null, which is not the same as no key.
    return new Field(this.source, (pair.value as Node | null) ?? null, this, key, pair, this.offset);
  }

  private mergedMaps(pair: Pair): Field[] {
    const value = this.child(pair, "<<");
    return value.isList ? value.items.filter((item) => item.isMap) : value.isMap ? [value] : [];
  }
}

/** A key behind a dot; one with dots of its own in brackets. */
function stepInWords(key: string, isFirst: boolean): string {
  if (!/^[\w$-]+$/.test(key)) return `["${key}"]`;
  return isFirst ? key : `.${key}`;
}

/** Whether the text is decided only in the cluster: a substitution, or a value that SOPS has encrypted. */
export function isUnknownText(text: string): boolean {
  return text.includes("${") || text.startsWith("ENC[");
}
