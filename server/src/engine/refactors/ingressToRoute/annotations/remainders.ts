import {DROPPED, TODO} from "./edits.ts";
import {rowOf} from "./row.ts";
import {tableOf} from "./tables.ts";

/** What a comment shows of an ingress that is no more. */
export interface Remainder {
  readonly key: string;
  /** What it did, to stand behind its key in a sentence; undefined where that depended on what was around it. */
  readonly why: string | undefined;
  readonly isDropped: boolean;
}

/** What a comment of this refactoring is about; undefined for other comments. */
export function remainderOf(comment: string): Remainder | undefined {
  const marker = [TODO, DROPPED].find((text) => comment.startsWith(text));
  if (!marker) return undefined;
  const text = comment.slice(marker.length);
  const key = /^(["']?)([^\s"']+)\1:(?:\s|$)/.exec(text)?.[2] ?? text;
  const place = tableOf(key);
  const row = place && (rowOf(place.table, place.name) ?? place.table.otherwise);
  return {key, why: row && "why" in row ? row.why : undefined, isDropped: marker === DROPPED};
}
