import type {TextEdit} from "../../text/edit.ts";
import {applyEdits} from "../../text/edit.ts";
import type {Field} from "../field.ts";
import {parseYaml, type YamlFile} from "../parse.ts";
import {plainValue} from "../value.ts";
import {columnOf, lineBreak, linesOf, startsLine} from "./lines.ts";
import {dashOf, definesAnchor} from "./remove.ts";

/**
 * Makes a text of a block map or list: its lines become a literal block scalar, comments included, as they stand. An
 * item of a list becomes a map that has the text as `key`. Undefined where the text would be read as something else.
 */
export function toBlockScalar(file: YamlFile, field: Field, key: string): TextEdit[] | undefined {
  if (!(field.isMap || field.isList) || field.isFlow || field.isAlias || definesAnchor(field)) return undefined;
  const edits = field.keySpan ? ofEntry(file, field) : ofItem(file, field, key);
  return edits && readsTheSame(file, field, edits) ? edits : undefined;
}

function ofEntry(file: YamlFile, field: Field): TextEdit[] | undefined {
  const {start} = field.span;
  const colon = file.text.indexOf(":", field.keySpan?.end ?? start) + 1;
  const keyLine = file.lines.positionAt(colon).line;
  const rest = file.text.slice(colon, file.lines.lineEnd(keyLine));
  if (!startsLine(file, start) || !/^\s*(?:#.*)?$/.test(rest)) return undefined;
  const column = columnOf(file, field.keySpan?.start ?? start);
  const own = columnOf(file, start);
  const margin = own > column ? own : column + 2;
  return [{span: {start: colon, end: colon}, newText: " |"}, ...indented(file, field, keyLine + 1, margin)];
}

function ofItem(file: YamlFile, field: Field, key: string): TextEdit[] | undefined {
  const {start} = field.span;
  if (dashOf(file, field) === undefined) return undefined;
  const margin = columnOf(file, start) + 2;
  const header = `${key}: |${lineBreak(file)}${" ".repeat(margin)}`;
  const below = file.lines.positionAt(start).line + 1;
  return [{span: {start, end: start}, newText: header}, ...indented(file, field, below, margin)];
}

/** Moves the lines of a value so that none stands left of `margin`; blank ones stay. */
function indented(file: YamlFile, field: Field, from: number, margin: number): TextEdit[] {
  const {end} = linesOf(file, field);
  const first = file.lines.positionAt(field.span.start).line;
  const own = columnOf(file, field.span.start);
  const edits: TextEdit[] = [];
  for (let line = from; file.lines.lineStart(line) < end; line++) {
    const text = file.lines.lineText(line);
    if (text.trim() === "") continue;
    const column = text.search(/\S/);
    // The first line of a text says how far it is indented, so a comment there must not be deeper.
    const target = line < first ? margin : Math.max(margin, column + margin - own);
    const start = file.lines.lineStart(line);
    if (target !== column) edits.push({span: {start, end: start + column}, newText: " ".repeat(target)});
  }
  return edits;
}

/** Whether the value of the new text is what stood there. */
function readsTheSame(file: YamlFile, field: Field, edits: readonly TextEdit[]): boolean {
  const {start, end} = linesOf(file, field);
  const inside = edits.map(({span, newText}) => ({
    span: {start: span.start - start, end: span.end - start},
    newText,
  }));
  const lines = applyEdits(file.text.slice(start, end), inside);
  const [document, ...others] = parseYaml("", lines).documents;
  const written = document?.root.isList ? document.root.item(0) : document?.root;
  const text = written?.entries[0]?.scalar;
  if (typeof text !== "string" || document?.problems.length !== 0 || others.length > 0) return false;
  const [read, ...more] = parseYaml("", text).documents;
  if (!read || read.problems.length > 0 || more.length > 0) return false;
  return JSON.stringify(plainValue(read.root).value) === JSON.stringify(plainValue(field).value);
}
