import type {TextEdit} from "../../text/edit.ts";
import type {Field} from "../field.ts";
import type {YamlFile} from "../parse.ts";
import {addEntries} from "./insert.ts";
import {renameKey} from "./key.ts";
import {columnOf, indent, lineBreak, linesOf, startsLine, wholeLines} from "./lines.ts";
import {dashOf, definesAnchor, isBehindKeptText} from "./remove.ts";

/**
 * Moves items of a list to the end of the list `key` of the same map, which is made where there is none, with the
 * comments above and behind them. A list that would be left empty goes away. Undefined where lines are shared with
 * something else.
 */
export function moveItems(file: YamlFile, items: readonly Field[], key: string): TextEdit[] | undefined {
  const list = items[0]?.parent;
  const map = list?.parent;
  if (!list?.isList || !map?.isMap || list.isAlias || map.isFlow || items.some(definesAnchor)) return undefined;
  const isWhole = items.length === list.items.length;
  const target = map.get(key);
  if (target.type === "missing" && isWhole) return renameKey(list, key);
  const texts = defined(items.map((item) => itemText(file, item)));
  const added =
    texts && (target.type === "missing" ? newList(file, list, key, texts) : insertItems(file, target, texts));
  const removed = isWhole ? removeList(file, list) : defined(items.map((item) => removeItem(file, item)));
  return added && removed && [...added, ...removed];
}

/** A list without holes, or nothing. */
function defined<T>(values: readonly (T | undefined)[]): T[] | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? known : undefined;
}

/** An item without its dash, and the comment lines above it without their margin. Lines are separated by `\n`. */
interface ItemText {
  readonly comments: readonly string[];
  readonly text: string;
}

function itemText(file: YamlFile, item: Field): ItemText | undefined {
  if (item.parent?.isFlow) return {comments: [], text: item.written};
  const dash = dashOf(file, item);
  if (dash === undefined || !startsLine(file, dash)) return undefined;
  const {start} = item.span;
  // To a text that keeps its blank lines, those between the items belong too.
  if (/[|>]\d?\+/.test(item.written)) return undefined;
  const column = columnOf(file, start);
  const [first = "", ...rest] = file.text
    .slice(start, linesOf(file, item).end)
    .replace(/\r?\n$/, "")
    .split(/\r?\n/);
  const dedented = rest.map((line) => (line.slice(0, column).trim() === "" ? line.slice(column) : line.trimStart()));
  const comments = commentLines(file, dash).map((line) => file.lines.lineText(line).trim());
  return {comments, text: [first, ...dedented].join("\n")};
}

/** The numbers of the comment lines right above a dash that are as deep as it. */
function commentLines(file: YamlFile, dash: number): number[] {
  const lines: number[] = [];
  const column = columnOf(file, dash);
  for (let line = file.lines.positionAt(dash).line - 1; line >= 0; line--) {
    const text = file.lines.lineText(line);
    if (!text.trimStart().startsWith("#") || text.search(/\S/) !== column) break;
    lines.unshift(line);
  }
  return lines;
}

function insertItems(file: YamlFile, list: Field, texts: readonly ItemText[]): TextEdit[] | undefined {
  const last = list.items.at(-1);
  if (!last || list.isAlias) return undefined;
  if (list.isFlow) return insertIntoBrackets(last, texts);
  const dash = dashOf(file, last);
  if (dash === undefined || !startsLine(file, dash)) return undefined;
  const gap = file.text.slice(dash + 1, last.span.start);
  const lines = withDashes(file, texts, columnOf(file, dash), /^ +$/.test(gap) ? gap : " ");
  const {end} = linesOf(file, last);
  const newText = file.text[end - 1] === "\n" ? lines : lineBreak(file) + lines.replace(/\r?\n$/, "");
  return [{span: {start: end, end}, newText}];
}

function insertIntoBrackets(last: Field, texts: readonly ItemText[]): TextEdit[] | undefined {
  // A comment or a second line has no place between brackets.
  if (texts.some(({comments, text}) => comments.length > 0 || /\n|\s#|[,[\]{}]|: /.test(text))) return undefined;
  const at = last.span.end;
  return [{span: {start: at, end: at}, newText: texts.map(({text}) => `, ${text}`).join("")}];
}

function newList(file: YamlFile, list: Field, key: string, texts: readonly ItemText[]): TextEdit[] | undefined {
  const map = list.parent;
  const first = list.items[0];
  const dash = first && !list.isFlow ? dashOf(file, first) : undefined;
  const owner = list.keySpan;
  if (!map || !owner) return undefined;
  const column = dash === undefined ? 2 : Math.max(0, columnOf(file, dash) - columnOf(file, owner.start));
  const lines = withDashes(file, texts, column, " ").replaceAll("\r\n", "\n").trimEnd();
  return addEntries(file, map, `${key}:\n${lines}`, String(list.key));
}

function withDashes(file: YamlFile, texts: readonly ItemText[], column: number, gap: string): string {
  const margin = " ".repeat(column);
  const newline = lineBreak(file);
  const lines = texts.flatMap(({comments, text}) => [
    ...comments.map((comment) => margin + comment),
    `${margin}-${gap}${indent(text, column + 1 + gap.length)}`,
  ]);
  return lines.map((line) => line.replaceAll("\n", newline) + newline).join("");
}

function removeList(file: YamlFile, list: Field): TextEdit[] | undefined {
  if (!list.keySpan || !startsLine(file, list.keySpan.start) || isBehindKeptText(file, list)) return undefined;
  return [{span: linesOf(file, list), newText: ""}];
}

function removeItem(file: YamlFile, item: Field): TextEdit | undefined {
  const list = item.parent;
  if (list?.isFlow) {
    const index = Number(item.key);
    const [previous, next] = [list.items[index - 1], list.items[index + 1]];
    if (next) return {span: {start: item.span.start, end: next.span.start}, newText: ""};
    return previous && {span: {start: previous.span.end, end: item.span.end}, newText: ""};
  }
  const dash = dashOf(file, item);
  if (dash === undefined || isBehindKeptText(file, item)) return undefined;
  const [comment] = commentLines(file, dash);
  const start = file.lines.lineStart(comment ?? file.lines.positionAt(dash).line);
  return {span: wholeLines(file, {start, end: linesOf(file, item).end}), newText: ""};
}
