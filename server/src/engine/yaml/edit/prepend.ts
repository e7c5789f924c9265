import type {TextEdit} from "../../text/edit.ts";
import type {Field} from "../field.ts";
import type {YamlFile} from "../parse.ts";
import {columnOf, indent, lineBreak, startsLine} from "./lines.ts";

/**
 * Adds `text` (one or more `key: value` entries, unindented, lines separated by `\n`) before the first entry of a block
 * map; comments above that entry stay above. Undefined for flow maps, empty maps and aliases.
 */
export function prependEntries(file: YamlFile, map: Field, text: string): TextEdit[] | undefined {
  const start = map.entries[0]?.keySpan?.start;
  if (start === undefined || map.isAlias || map.isFlow || !startsLine(file, start)) return undefined;
  const column = columnOf(file, start);
  const lines = `${indent(text, column)}\n${" ".repeat(column)}`.replaceAll("\n", lineBreak(file));
  return [{span: {start, end: start}, newText: lines}];
}
