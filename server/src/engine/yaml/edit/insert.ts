import type {TextEdit} from "../../text/edit.ts";
import type {Field} from "../field.ts";
import type {YamlFile} from "../parse.ts";
import {afterDeeperComments, columnOf, indent, lineBreak, linesOf} from "./lines.ts";
import {dashOf} from "./remove.ts";

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
  return insertBehind(file, neighbour, column, `${" ".repeat(column)}${indent(text, column)}`);
}

/** Adds an item (`text` without the dash) at the end of a block list that has items. */
export function addItem(file: YamlFile, list: Field, text: string): TextEdit[] | undefined {
  const last = list.items.at(-1);
  const dash = last && !list.isAlias && !list.isFlow ? dashOf(file, last) : undefined;
  if (!last || dash === undefined) return undefined;
  const margin = " ".repeat(columnOf(file, dash));
  const gap = /^ +/.exec(file.text.slice(dash + 1, last.span.start))?.[0] ?? " ";
  return insertBehind(file, last, margin.length, `${margin}-${gap}${indent(text, margin.length + 1 + gap.length)}`);
}

function insertBehind(file: YamlFile, field: Field, column: number, text: string): TextEdit[] {
  const newline = lineBreak(file);
  const lines = text.replaceAll("\n", newline);
  const end = afterDeeperComments(file, linesOf(file, field).end, column);
  const endsWithBreak = end > 0 && file.text[end - 1] === "\n";
  return [{span: {start: end, end}, newText: endsWithBreak ? `${lines}${newline}` : `${newline}${lines}`}];
}
