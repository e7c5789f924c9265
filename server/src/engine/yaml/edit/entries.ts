import type {TextEdit} from "../../text/edit.ts";
import type {Field} from "../field.ts";
import type {YamlFile} from "../parse.ts";
import {linesOf, startsLine} from "./lines.ts";
import {definesAnchor} from "./remove.ts";

/**
 * Removes several entries of one map, in block or flow style, also those that stand behind the dash of a list item.
 * Undefined where nothing would be left, or an anchor would be lost.
 */
export function removeEntries(file: YamlFile, entries: readonly Field[]): TextEdit[] | undefined {
  const map = entries[0]?.parent;
  if (!map || map.isAlias || entries.some(definesAnchor)) return undefined;
  const keys = new Set(entries.map(({key}) => key));
  const edits: TextEdit[] = [];
  let kept: Field | undefined;
  let rest = map.entries;
  while (rest.length > 0) {
    const next = rest.findIndex(({key}) => !keys.has(key));
    const run = next < 0 ? rest : rest.slice(0, next);
    const following = next < 0 ? undefined : rest[next];
    const edit = run.length === 0 ? [] : removeRun(file, map, kept, run, following);
    if (!edit) return undefined;
    edits.push(...edit);
    kept = following;
    rest = next < 0 ? [] : rest.slice(next + 1);
  }
  return edits;
}

/** Removes neighbours, between an entry before and one behind them that stay. */
function removeRun(
  file: YamlFile,
  map: Field,
  before: Field | undefined,
  run: readonly Field[],
  behind: Field | undefined,
): TextEdit[] | undefined {
  const first = run[0]?.keySpan;
  const last = run.at(-1);
  if (!first || !last || (!before && !behind)) return undefined;
  if (!map.isFlow && startsLine(file, first.start)) {
    return run.map((entry) => ({span: linesOf(file, entry), newText: ""}));
  }
  // Behind a dash or a brace, the next entry moves up; else the comma before goes along.
  if (behind?.keySpan) return [{span: {start: first.start, end: behind.keySpan.start}, newText: ""}];
  return before && map.isFlow ? [{span: {start: before.contentEnd, end: last.contentEnd}, newText: ""}] : undefined;
}
