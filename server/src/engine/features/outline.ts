import type {LineIndex} from "../text/lines.ts";

/** An entry of a map as it is written on its line. */
export interface OutlineEntry {
  readonly line: number;
  readonly keyColumn: number;
  readonly valueColumn: number;
  /** The value on the line, without a comment; "" when it follows on the next lines, or is missing. */
  readonly value: string;
}

/** A map or a list that is open at a line. */
export interface Level {
  readonly kind: "map" | "list";
  readonly column: number;
  readonly entries: Map<string, OutlineEntry>;
  /** The last key, or the index of the last item. */
  last: string | number;
  /** What the last entry or item has on its line; "" lets lines that are deeper belong to it. */
  value: string;
  /** The line of the last entry or item. */
  line: number;
}

/** A line taken apart: `- - key: value # comment`. */
export interface Line {
  readonly dashes: readonly number[];
  /** Where the contents behind indentation and dashes start. */
  readonly column: number;
  readonly key: string | undefined;
  readonly valueColumn: number;
  readonly value: string;
}

const KEY = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s"'#{}[\],|>][^#]*?))\s*:(?=\s|$)/;

/**
 * The nesting of maps and lists by indentation alone, line by line. It sees what a parser sees in well-formed YAML, and
 * what a person means in a text that is half typed.
 */
export class Outline {
  readonly levels: Level[] = [];
  /** The outermost map, which in a resource holds `kind` and `apiVersion`. */
  root: Level | undefined;

  /** Adds a line. One that continues a value from above, a text on several lines or brackets, is left out. */
  add(line: Line, number: number): void {
    if (!this.reaches(line)) return;
    this.open(line);
    const {key, dashes, column, valueColumn, value} = line;
    const level = key === undefined ? this.levels.at(-1) : this.mapAt(column);
    if (!level || (key === undefined && dashes.length === 0)) return;
    level.line = number;
    level.value = isOpen(value) ? "" : value;
    if (key === undefined) return;
    level.last = key;
    level.entries.set(key, {line: number, keyColumn: column, valueColumn, value});
  }

  /** Closes what is deeper than a line; false when the line continues a value that began above. */
  reaches({dashes, column}: Pick<Line, "dashes" | "column">): boolean {
    const start = dashes[0] ?? column;
    while ((this.levels.at(-1)?.column ?? -1) > start) this.levels.pop();
    const top = this.levels.at(-1);
    return !top || top.column === start || top.value === "";
  }

  /** Opens the lists of a line's dashes, after `reaches`. */
  open({dashes, column}: Pick<Line, "dashes" | "column">): void {
    const top = this.levels.at(-1);
    // A list may stand in the column of its key; the next key there ends it.
    if (dashes.length === 0 && top?.kind === "list" && top.column === column) this.levels.pop();
    for (const dash of dashes) {
      const list = this.levels.at(-1);
      if (list?.kind === "list" && list.column === dash) {
        list.last = Number(list.last) + 1;
        list.value = "";
      } else {
        this.levels.push({kind: "list", column: dash, entries: new Map(), last: 0, value: "", line: 0});
      }
    }
  }

  /** The map whose keys stand in a column; a new one when there is none yet. */
  mapAt(column: number): Level {
    const top = this.levels.at(-1);
    if (top?.kind === "map" && top.column === column) return top;
    const map: Level = {kind: "map", column, entries: new Map(), last: "", value: "", line: 0};
    this.levels.push(map);
    if (this.levels.length === 1) this.root = map;
    return map;
  }

  /** Keys and indexes down to the last entry of `levels`. */
  static path(levels: readonly Level[]): (string | number)[] {
    return levels.map(({last}) => last);
  }
}

/** Takes a line apart; undefined for one that says nothing: blank, or only a comment. */
export function readLine(text: string): Line | undefined {
  const dashes: number[] = [];
  let column = text.search(/\S/);
  if (column < 0 || text[column] === "#") return undefined;
  while (text[column] === "-" && /^-(\s|$)/.test(text.slice(column))) {
    dashes.push(column);
    const gap = /^-\s*/.exec(text.slice(column))?.[0].length ?? 1;
    column += gap;
  }
  const content = text.slice(column);
  const match = KEY.exec(content);
  if (!match) return {dashes, column, key: undefined, valueColumn: column, value: withoutComment(content)};
  const key = match[1] ?? match[2] ?? match[3] ?? "";
  const rest = content.slice(match[0].length);
  const valueColumn = column + match[0].length + (rest.length - rest.trimStart().length);
  return {dashes, column, key, valueColumn, value: withoutComment(rest)};
}

/** Whether a line of a document's text ends the document. */
export function isDocumentEnd(text: string): boolean {
  return /^(---|\.\.\.)(\s|$)/.test(text);
}

/** The lines of the document around a line. */
export function documentLines(lines: LineIndex, line: number): {first: number; last: number} {
  let first = line;
  while (first > 0 && !isDocumentEnd(lines.lineText(first - 1))) first--;
  let last = line;
  while (last + 1 < lines.lineCount && !isDocumentEnd(lines.lineText(last + 1))) last++;
  return {first, last};
}

/** Anchors and tags stand before a value, they are none. */
function isOpen(value: string): boolean {
  return /^(?:[&!]\S*\s*)*$/.test(value);
}

function withoutComment(text: string): string {
  const value = text.trim();
  const quotedText = /^"(?:[^"\\]|\\.)*"|^'(?:[^']|'')*'/.exec(value)?.[0];
  if (quotedText !== undefined) return quotedText;
  return value.startsWith("#") ? "" : value.replace(/\s+#.*$/, "");
}
