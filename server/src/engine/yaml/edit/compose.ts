import type {Comment} from "../comments.ts";
import type {Field} from "../field.ts";
import type {YamlFile} from "../parse.ts";
import {columnOf, lineBreak} from "./lines.ts";
import {dashOf} from "./remove.ts";
import {scalarText} from "./scalar.ts";

/** New YAML before it is a text: what is taken from a file is written as it stood there. */
export type Part = Leaf | MapPart | ListPart;

/** A scalar or an alias, on one line. */
export interface Leaf {
  readonly text: string;
  /** Where in the file it comes from: comments from there go along. */
  readonly from?: number;
}

/** A map; entries are written in their order. */
export interface MapPart {
  readonly entries: readonly Entry[];
  readonly isFlow?: boolean;
}

export type Entry = readonly [key: string, value: Part];

/** A list. */
export interface ListPart {
  readonly items: readonly Part[];
  readonly isFlow?: boolean;
}

/** How a file lays out its collections. */
export interface Layout {
  /** The column of the entries. */
  readonly column: number;
  /** By how many columns a map stands right of its key. */
  readonly step: number;
  /** By how many columns a dash stands right of the key of its list: often 2 or 0. */
  readonly dash: number;
  readonly newline: string;
}

/** The layout of the entries of a block map, as the map and its lists show it; where they don't, as most people write. */
export function layoutOf(file: YamlFile, map: Field): Layout {
  const own = map.entries[0]?.keySpan;
  const outer = map.keySpan;
  const column = own ? columnOf(file, own.start) : 0;
  const step = own && outer ? column - columnOf(file, outer.start) : 2;
  return {column, step: step > 0 ? step : 2, dash: dashColumns(file, map) ?? 2, newline: lineBreak(file)};
}

/** How far right of its key the first block list below a field has its dashes. */
function dashColumns(file: YamlFile, field: Field): number | undefined {
  const [item] = field.items;
  const dash = item && !field.isFlow && field.keySpan ? dashOf(file, item) : undefined;
  if (dash !== undefined && field.keySpan)
    return Math.max(0, columnOf(file, dash) - columnOf(file, field.keySpan.start));
  for (const below of [...field.entries, ...field.items]) {
    const found = below.isAlias ? undefined : dashColumns(file, below);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A scalar or alias as it is written in its file, its anchor included; a text over several lines is put into quotes. */
export function leafOf(field: Field): Leaf {
  const from = field.span.start;
  const isOneLine = field.isAlias || (field.style !== "block" && !field.written.includes("\n"));
  const text = isOneLine ? field.written : scalarText(String(field.scalar));
  return {text: field.anchor === undefined ? text : `&${field.anchor} ${text}`, from};
}

/** A value of our own. */
export function leaf(value: string | number | boolean, from?: number): Leaf {
  return {text: scalarText(value), ...(from !== undefined && {from})};
}

/** Plain data, as JSON has it, as a part. Entries without a value are left out. */
export function partOf(value: unknown): Part {
  if (Array.isArray(value)) return {items: value.map(partOf), isFlow: value.length === 0};
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return {entries: entries.map(([key, inner]) => [key, partOf(inner)]), isFlow: entries.length === 0};
  }
  return leaf(value as string | number | boolean);
}

/** A line with the leaves that stand in it. */
interface Line {
  readonly column: number;
  readonly text: string;
  readonly leaves: readonly Leaf[];
}

/**
 * Entries as lines, each ended by a line break. Comments stand where what they stood at has come to: behind the leaf of
 * their line, or above the next one that was written behind them; what finds no place there stands above the last one.
 */
export function compose(entries: readonly Entry[], layout: Layout, comments: readonly Comment[] = []): string {
  return withComments(entryLines(entries, layout), comments)
    .map((line) => line + layout.newline)
    .join("");
}

/** Entries in braces and brackets on one line, without the outer braces: `a: 1, b: [x]`. */
export function composeFlow(entries: readonly Entry[]): string {
  return entries.map(([key, value]) => `${scalarText(key)}: ${flowText(value)}`).join(", ");
}

function entryLines(entries: readonly Entry[], layout: Layout): Line[] {
  const {column} = layout;
  return entries.flatMap(([name, value]) => {
    const key = `${scalarText(name)}:`;
    if ("text" in value || isOnOneLine(value)) {
      return [{column, text: `${key} ${flowText(value)}`, leaves: leavesOf(value)}];
    }
    const head = {column, text: key, leaves: []};
    if ("items" in value) return [head, ...itemLines(value.items, {...layout, column: column + layout.dash})];
    return [head, ...entryLines(value.entries, {...layout, column: column + layout.step})];
  });
}

function itemLines(items: readonly Part[], layout: Layout): Line[] {
  const {column} = layout;
  return items.flatMap((item) => {
    if ("text" in item || isOnOneLine(item)) return [{column, text: `- ${flowText(item)}`, leaves: leavesOf(item)}];
    const inner = {...layout, column: column + 2};
    const [first, ...rest] = "items" in item ? itemLines(item.items, inner) : entryLines(item.entries, inner);
    return first ? [{...first, column, text: `- ${first.text}`}, ...rest] : [];
  });
}

function isOnOneLine(part: MapPart | ListPart): boolean {
  return part.isFlow === true || ("items" in part ? part.items : part.entries).length === 0;
}

function flowText(part: Part): string {
  if ("text" in part) return part.text;
  if ("items" in part) return `[${part.items.map(flowText).join(", ")}]`;
  return part.entries.length === 0 ? "{}" : `{ ${composeFlow(part.entries)} }`;
}

/** The leaves of a part, in the order in which they are written. */
export function leavesOf(part: Part): Leaf[] {
  if ("text" in part) return [part];
  return "items" in part ? part.items.flatMap(leavesOf) : part.entries.flatMap(([, value]) => leavesOf(value));
}

/** Entries with other texts in their leaves: `next` is asked for each, in the order in which they are written. */
export function withTexts(entries: readonly Entry[], next: () => string): Entry[] {
  const filled = (part: Part): Part => {
    if ("text" in part) return {...part, text: next()};
    return "items" in part
      ? {...part, items: part.items.map(filled)}
      : {...part, entries: withTexts(part.entries, next)};
  };
  return entries.map(([key, value]): Entry => [key, filled(value)]);
}

/** The first line of the outermost item that a line is in, with nothing from the file between: what is above it all. */
function startOfItem(lines: readonly Line[], home: number): number {
  const isItem = (line: Line | undefined): boolean => line?.text.startsWith("- ") ?? false;
  let start = home;
  for (let at = home - 1; at >= 0; at--) {
    const line = lines[at];
    const own = lines[start];
    if (!line || !own || line.leaves.some(({from}) => from !== undefined)) break;
    if (isItem(line)) start = at;
    else if (isItem(own) && line.column <= own.column) break;
  }
  return start;
}

function withComments(lines: readonly Line[], comments: readonly Comment[]): string[] {
  const above = lines.map((): string[] => []);
  const behind = lines.map((): string | undefined => undefined);
  const homes = lines
    .flatMap(({leaves}, line) => leaves.flatMap(({from}) => (from === undefined ? [] : [{from, line}])))
    .sort((a, b) => a.from - b.from);
  for (const {span, text, isBehind} of comments) {
    const before = homes.findLast(({from}) => from < span.start);
    const next = homes.find(({from}) => from > span.start);
    const home = ((isBehind ? before : next) ?? next ?? before)?.line ?? lines.length - 1;
    if (isBehind && before && behind[home] === undefined) behind[home] = text;
    else above[isBehind ? home : startOfItem(lines, home)]?.push(text);
  }
  return lines.flatMap(({column, text}, i) => [
    ...(above[i] ?? []).map((comment) => " ".repeat(column) + comment),
    " ".repeat(column) + text + (behind[i] === undefined ? "" : ` ${behind[i]}`),
  ]);
}
