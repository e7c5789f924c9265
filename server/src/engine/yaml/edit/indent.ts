import type {TextEdit} from "../../text/edit.ts";
import type {Span} from "../../text/span.ts";
import type {Field} from "../field.ts";
import type {YamlFile} from "../parse.ts";
import {columnOf, linesOf, startsLine, wholeLines} from "./lines.ts";

/** The step by which a file indents its maps, as seen from one of them; two where it can't be told. */
export function indentStep(file: YamlFile, map: Field): number {
  const own = map.entries[0]?.keySpan;
  const outer = map.parent?.isMap ? map.keySpan : undefined;
  const step = own && outer ? columnOf(file, own.start) - columnOf(file, outer.start) : 2;
  return step > 0 ? step : 2;
}

/**
 * Moves entries of one block map right by `columns`, with the comments right above them; undefined where they share
 * lines with something else.
 */
export function indentEntries(file: YamlFile, entries: readonly Field[], columns: number): TextEdit[] | undefined {
  const first = entries[0]?.keySpan;
  const last = entries.at(-1);
  if (!first || !last || entries[0]?.parent?.isFlow || !startsLine(file, first.start)) return undefined;
  const column = columnOf(file, first.start);
  let {line} = file.lines.positionAt(first.start);
  while (line > 0 && file.lines.lineText(line - 1).search(/\S/) === column && isComment(file, line - 1)) line--;
  return shift(file, {start: file.lines.lineStart(line), end: linesOf(file, last).end}, columns);
}

function isComment(file: YamlFile, line: number): boolean {
  return file.lines.lineText(line).trimStart().startsWith("#");
}

/** Moves an entry of a block map left by `columns`; undefined where a line of it has less room. */
export function outdentEntry(file: YamlFile, entry: Field, columns: number): TextEdit[] | undefined {
  const {keySpan} = entry;
  if (!keySpan || entry.parent?.isFlow || !startsLine(file, keySpan.start)) return undefined;
  return shift(file, {start: keySpan.start, end: linesOf(file, entry).end}, -columns);
}

/** Makes a value the only item of a list in its place: a block map gets a dash, anything short gets brackets. */
export function wrapInList(file: YamlFile, field: Field): TextEdit[] | undefined {
  if (field.isAlias || field.anchor !== undefined) return undefined;
  const {start, end} = field.span;
  const first = field.entries[0]?.keySpan;
  if (field.isMap && !field.isFlow) {
    if (!first || !startsLine(file, first.start)) return undefined;
    const lines = shift(file, {start: first.start, end: linesOf(file, field).end}, 2) ?? [];
    return lines.map((edit, i) => (i === 0 ? {span: {start: first.start, end: first.start}, newText: "- "} : edit));
  }
  if (field.isList && !field.isFlow) return undefined;
  // In brackets some characters of a plain text would mean something.
  if (field.style === "block" || (field.style === "plain" && !/^[\w./@-]+$/.test(field.written))) return undefined;
  return [
    {span: {start, end: start}, newText: "["},
    {span: {start: end, end}, newText: "]"},
  ];
}

/** Takes the dash off the only item of a block list, when the item is a map. */
export function unwrapList(file: YamlFile, list: Field): TextEdit[] | undefined {
  const [item, ...others] = list.items;
  if (!item?.isMap || others.length > 0 || list.isFlow || item.isFlow || list.isAlias || item.isAlias) return undefined;
  const key = item.entries[0]?.keySpan;
  if (!key || list.anchor !== undefined || item.anchor !== undefined) return undefined;
  const dash = file.text.lastIndexOf("-", key.start);
  if (!startsLine(file, dash) || file.text.slice(dash + 1, key.start).trim() !== "") return undefined;
  const owner = list.keySpan;
  // A dash below its own key leaves nothing to move left: then the item stays where it is.
  if (!owner || columnOf(file, dash) <= columnOf(file, owner.start)) {
    return [{span: {start: dash, end: dash + 1}, newText: " "}];
  }
  const columns = key.start - dash;
  const below = file.lines.lineStart(file.lines.positionAt(key.start).line + 1);
  const {end} = linesOf(file, list);
  const rest = below < end ? shift(file, {start: below, end}, -columns) : [];
  return rest && [{span: {start: dash, end: key.start}, newText: ""}, ...rest];
}

/** Moves whole lines; empty ones stay as they are. */
function shift(file: YamlFile, span: Span, columns: number): TextEdit[] | undefined {
  const whole = wholeLines(file, span);
  const edits: TextEdit[] = [];
  for (let line = file.lines.positionAt(whole.start).line; file.lines.lineStart(line) < whole.end; line++) {
    const start = file.lines.lineStart(line);
    const text = file.lines.lineText(line);
    if (text.trim() === "") continue;
    if (columns > 0) edits.push({span: {start, end: start}, newText: " ".repeat(columns)});
    else if (text.slice(0, -columns).trim() === "") edits.push({span: {start, end: start - columns}, newText: ""});
    else if (!text.trimStart().startsWith("#")) return undefined;
    // A comment further left than what it stands in stays there.
  }
  return edits;
}
