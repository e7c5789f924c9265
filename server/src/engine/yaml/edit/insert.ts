import type {TextEdit} from "../../text/edit.ts";
import type {Field} from "../field.ts";
import type {YamlFile} from "../parse.ts";
import {columnOf, indent, lineBreak, wholeLines} from "./lines.ts";

/**
 * Adds `text` (one or more `key: value` entries, unindented, lines separated by `\n`) to a block map, behind the entry
 * `after` or at its end. Undefined for flow maps, empty maps and aliases.
 */
export function addEntries(file: YamlFile, map: Field, text: string, after?: string): TextEdit[] | undefined {
  const {entries} = map;
  const first = entries[0];
  if (!first?.keySpan || map.isAlias || map.isFlow) return undefined;
  const neighbour = entries.find((entry) => entry.key === after) ?? entries[entries.length - 1];
  if (!neighbour?.keySpan) return undefined;
  const column = columnOf(file, first.keySpan.start);
  return insertBehind(file, neighbour, `${" ".repeat(column)}${indent(text, column)}`);
}

/** Adds an item (`text` without the dash) at the end of a block list that has items. */
export function addItem(file: YamlFile, list: Field, text: string): TextEdit[] | undefined {
  const last = list.items[list.items.length - 1];
  if (!last || list.isAlias || list.isFlow) return undefined;
  const line = file.lines.lineText(file.lines.positionAt(last.span.start).line);
  const dash = /^(\s*)-(\s+)/.exec(line);
  if (!dash) return undefined;
  const [, margin = "", gap = " "] = dash;
  return insertBehind(file, last, `${margin}-${gap}${indent(text, margin.length + 1 + gap.length)}`);
}

function insertBehind(file: YamlFile, field: Field, text: string): TextEdit[] {
  const newline = lineBreak(file);
  const lines = text.replaceAll("\n", newline);
  const {start} = field.keySpan ?? field.span;
  const {end} = wholeLines(file, {start, end: contentEnd(file, Math.max(field.span.end, start))});
  const endsWithBreak = end > 0 && file.text[end - 1] === "\n";
  return [{span: {start: end, end}, newText: endsWithBreak ? `${lines}${newline}` : `${newline}${lines}`}];
}

/** Where the visible contents before an offset end: a block's span can reach over blank and comment lines. */
function contentEnd(file: YamlFile, end: number): number {
  let line = file.lines.positionAt(end).line;
  if (file.lines.lineStart(line) === end && line > 0) line--;
  while (line > 0 && /^\s*(?:#.*)?$/.test(file.lines.lineText(line))) line--;
  return Math.min(end, file.lines.lineEnd(line));
}
