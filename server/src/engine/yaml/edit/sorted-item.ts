import type {TextEdit} from "../../text/edit.ts";
import type {Field} from "../field.ts";
import type {YamlFile} from "../parse.ts";
import {addEntries, addItem} from "./insert.ts";
import {columnOf, lineBreak, linesOf, startsLine} from "./lines.ts";
import {dashOf} from "./remove.ts";
import {scalarText} from "./scalar.ts";

/**
 * Adds a text to the list `key` of a map: in its place where the texts are in order, else at the end. `isPinned` says
 * which items stand where they do for other reasons than the order. Makes the list where there is none, behind `after`.
 */
export function addSorted(
  file: YamlFile,
  map: Field,
  key: string,
  text: string,
  {after, isPinned}: {after?: string; isPinned(item: string): boolean},
): TextEdit[] | undefined {
  const list = map.get(key);
  const item = scalarText(text);
  if (list.type === "missing") return addEntries(file, map, `${key}:\n${marginOfLists(file, map)}- ${item}`, after);
  const {items} = list;
  if (list.isAlias || list.anchor !== undefined) return undefined;
  if (items.length === 0) return undefined;
  const at = placeIn(file, items, text, isPinned);
  if (list.isFlow) return intoBrackets(items, at, item);
  if (at === items.length) return addItem(file, list, item);
  return at === 0 ? beforeFirst(file, items[0], item) : behind(file, items[at - 1], item);
}

/** How far the dashes of a map's other lists stand behind their keys. */
function marginOfLists(file: YamlFile, map: Field): string {
  for (const {keySpan, isList, isFlow, isAlias, items} of map.entries) {
    const dash = isList && !isFlow && !isAlias && items[0] ? dashOf(file, items[0]) : undefined;
    if (!keySpan || dash === undefined || !startsLine(file, dash)) continue;
    return " ".repeat(Math.max(columnOf(file, dash) - columnOf(file, keySpan.start), 0));
  }
  return "  ";
}

/** The position at which a text keeps the order. */
function placeIn(file: YamlFile, items: readonly Field[], text: string, isPinned: (item: string) => boolean): number {
  const texts = items.map((item) => item.string);
  // A comment between the items is a heading, and what is below it a group of its own.
  const first = items[0]?.span.start ?? 0;
  const hasHeadings = /^\s*#/m.test(file.text.slice(first, items.at(-1)?.span.start));
  const free = texts.filter((other): other is string => other !== undefined && !isPinned(other));
  const isSorted = free.every((other, i) => i === 0 || compare(free[i - 1] ?? "", other) <= 0);
  if (hasHeadings || texts.includes(undefined) || free.length < 2 || !isSorted) return items.length;
  const place = texts.findIndex((other) => other !== undefined && !isPinned(other) && compare(other, text) > 0);
  return place < 0 ? items.length : place;
}

/** Texts in the order of their characters, whatever the machine's language is. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function intoBrackets(items: readonly Field[], at: number, item: string): TextEdit[] | undefined {
  const before = items[at - 1];
  const next = items[at];
  if (/[,[\]{}]/.test(item)) return undefined;
  if (next) return [{span: {start: next.span.start, end: next.span.start}, newText: `${item}, `}];
  return before && [{span: {start: before.span.end, end: before.span.end}, newText: `, ${item}`}];
}

function beforeFirst(file: YamlFile, first: Field | undefined, item: string): TextEdit[] | undefined {
  const dash = first && dashOf(file, first);
  if (dash === undefined || !startsLine(file, dash)) return undefined;
  const start = dash - columnOf(file, dash);
  return [{span: {start, end: start}, newText: lineOf(file, dash, item)}];
}

function behind(file: YamlFile, previous: Field | undefined, item: string): TextEdit[] | undefined {
  const dash = previous && dashOf(file, previous);
  if (!previous || dash === undefined || !startsLine(file, dash)) return undefined;
  const {end} = linesOf(file, previous);
  return [{span: {start: end, end}, newText: lineOf(file, dash, item)}];
}

/** An item on a line of its own, indented as the one with this dash. */
function lineOf(file: YamlFile, dash: number, item: string): string {
  const gap = /^ +/.exec(file.text.slice(dash + 1))?.[0] ?? " ";
  return `${" ".repeat(columnOf(file, dash))}-${gap}${item}${lineBreak(file)}`;
}
