import type {Field} from "../field.ts";
import type {YamlFile} from "../parse.ts";
import {columnOf, linesOf, startsLine, wholeLines} from "./lines.ts";

/**
 * The entries of a map as they are written, with the comments between them and without their margin; lines are
 * separated by `\n`. A map in braces comes in its braces. Undefined where a block map starts in the line of its key.
 */
export function mapText(file: YamlFile, map: Field): string | undefined {
  if (!map.isMap || map.isAlias) return undefined;
  if (map.isFlow) return map.written;
  const first = map.entries[0]?.keySpan;
  if (!first || !startsLine(file, first.start)) return undefined;
  const column = columnOf(file, first.start);
  const {start} = wholeLines(file, {start: first.start, end: first.start});
  const lines = file.text
    .slice(start, linesOf(file, map).end)
    .replace(/\r?\n$/, "")
    .split(/\r?\n/);
  return lines.map((line) => (line.slice(0, column).trim() === "" ? line.slice(column) : line.trimStart())).join("\n");
}
