import type {TextEdit} from "../../text/edit.ts";
import type {Field} from "../field.ts";
import type {YamlFile} from "../parse.ts";
import {indentEntries} from "./indent.ts";
import {columnOf, indent, lineBreak, linesOf, startsLine, wholeLines} from "./lines.ts";
import {definesAnchor} from "./remove.ts";
import {scalarText} from "./scalar.ts";

/**
 * Puts an entry of a block map below new keys: `above` holds the lines that come before it, unindented and separated by
 * `\n`, and the entry goes on behind them as `key`, moved right by `columns`.
 */
export function nestEntry(
  file: YamlFile,
  entry: Field,
  above: string,
  columns: number,
  key: string,
): TextEdit[] | undefined {
  const {keySpan, parent} = entry;
  const [first, ...others] = indentEntries(file, [entry], columns) ?? [];
  if (!keySpan || !first || parent?.isAlias) return undefined;
  const column = columnOf(file, keySpan.start);
  const lines = `${" ".repeat(column)}${indent(above, column)}\n`.replaceAll("\n", lineBreak(file));
  return [{span: first.span, newText: lines + first.newText}, ...others, {span: keySpan, newText: scalarText(key)}];
}

/**
 * Puts a block map that stands deep inside an entry in that entry's place, as `key`. Comments on lines of their own
 * stay; whatever else the entry holds is dropped. Undefined where lines are shared, or an anchor would be lost.
 */
export function liftMap(file: YamlFile, outer: Field, inner: Field, key: string): TextEdit[] | undefined {
  const first = outer.entries[0]?.keySpan;
  const start = inner.entries[0]?.keySpan;
  if (!outer.keySpan || !first || !start || definesAnchor(outer)) return undefined;
  const depth = inner.path.length - outer.path.length;
  for (let field: Field | undefined = inner, level = 0; level <= depth; field = field?.parent, level++) {
    if (!field?.isMap || field.isFlow || field.isAlias) return undefined;
  }
  if (![outer.keySpan, first, start].every((key) => startsLine(file, key.start))) return undefined;
  const kept = wholeLines(file, {start: start.start, end: linesOf(file, inner).end});
  const margin = columnOf(file, first.start);
  const columns = columnOf(file, start.start) - margin;
  const edits: TextEdit[] = [{span: outer.keySpan, newText: scalarText(key)}];
  const {end} = linesOf(file, outer);
  for (let {line} = file.lines.positionAt(first.start); file.lines.lineStart(line) < end; line++) {
    const lineStart = file.lines.lineStart(line);
    const text = file.lines.lineText(line);
    const indentation = text.search(/\S|$/);
    if (lineStart >= kept.start && lineStart < kept.end) {
      edits.push({span: {start: lineStart, end: lineStart + Math.min(indentation, columns)}, newText: ""});
    } else if (text.trimStart().startsWith("#")) {
      edits.push({span: {start: lineStart, end: lineStart + indentation}, newText: " ".repeat(margin)});
    } else {
      edits.push({span: wholeLines(file, {start: lineStart, end: lineStart}), newText: ""});
    }
  }
  return edits;
}
