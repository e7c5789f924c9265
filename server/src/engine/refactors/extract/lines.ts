import {joinPath} from "../../text/paths.ts";
import type {Field} from "../../yaml/field.ts";

/** The items of a list that lead to a path. */
export function linesTo(list: Field | undefined, base: string, path: string): Field[] {
  return (list?.items ?? []).filter(({string}) => string !== undefined && joinPath(base, string) === path);
}
