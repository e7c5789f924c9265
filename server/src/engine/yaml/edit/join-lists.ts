import {applyEdits, type TextEdit} from "../../text/edit.ts";
import type {Field} from "../field.ts";
import type {YamlFile} from "../parse.ts";
import {columnOf, lineBreak, linesOf, startsLine} from "./lines.ts";
import {scalarText} from "./scalar.ts";

/**
 * Makes one block list, called `key`, of several that stand in one map: in the place of the first, with the items in
 * the order of `lists`. `edits` are changes inside the lists that are made on the way. Comments between the items move
 * with them, and so does one behind a key that goes. Undefined where a list shares its lines with something else.
 */
export function joinLists(
  file: YamlFile,
  lists: readonly Field[],
  key: string,
  edits: readonly TextEdit[],
): TextEdit[] | undefined {
  const [home, ...others] = [...lists].sort((a, b) => linesOf(file, a).start - linesOf(file, b).start);
  if (!home?.keySpan || !lists.every((list) => isBlockList(file, list))) return undefined;
  const rename = home.key === key ? [] : [{span: home.keySpan, newText: scalarText(key)}];
  if (others.length === 0) return [...rename, ...edits];
  const column = columnOf(file, home.span.start);
  const texts = lists.map((list) => {
    const note = list === home ? "" : noteOf(file, list);
    const text = note + bodyOf(file, list, edits);
    return shifted(text, column - columnOf(file, list.span.start));
  });
  const body = bodySpan(file, home);
  return [
    ...rename,
    {span: body, newText: texts.join("")},
    ...others.map((list) => ({span: linesOf(file, list), newText: ""})),
  ];
}

function isBlockList(file: YamlFile, list: Field): boolean {
  return list.isList && !list.isFlow && !list.isAlias && list.anchor === undefined && startsLine(file, list.span.start);
}

/** The comment in the line of a key, as a line of its own above the items. */
function noteOf(file: YamlFile, list: Field): string {
  const start = list.keySpan?.end ?? list.span.start;
  const line = file.text.slice(start, file.lines.lineEnd(file.lines.positionAt(start).line));
  const comment = /\s(#.*)$/.exec(line)?.[1];
  return comment === undefined ? "" : " ".repeat(columnOf(file, list.span.start)) + comment + lineBreak(file);
}

/** The lines of a list below its key. */
function bodySpan(file: YamlFile, list: Field): {start: number; end: number} {
  const {start, end} = linesOf(file, list);
  return {start: file.lines.lineStart(file.lines.positionAt(start).line + 1), end};
}

function bodyOf(file: YamlFile, list: Field, edits: readonly TextEdit[]): string {
  const {start, end} = bodySpan(file, list);
  const inside = edits
    .filter(({span}) => span.start >= start && span.end <= end)
    .map(({span, newText}) => ({span: {start: span.start - start, end: span.end - start}, newText}));
  const text = applyEdits(file.text.slice(start, end), inside);
  return text.endsWith("\n") ? text : text + lineBreak(file);
}

function shifted(text: string, columns: number): string {
  if (columns === 0) return text;
  return columns > 0
    ? text.replace(/^(?=[^\r\n])/gm, " ".repeat(columns))
    : text.replace(new RegExp(`^ {1,${-columns}}`, "gm"), "");
}
