import type {Random} from "./random.ts";
import {type Json, Verbatim} from "./sample.ts";
import type {FullSchema} from "./schema.ts";
import {isMap, type Path, places, withValue} from "./tree.ts";

/** What can stand between the braces; quoted where YAML would read it otherwise. */
const EXPRESSIONS = [
  "VALUE",
  "VALUE:=default",
  "VALUE:-1h",
  "VALUE=1",
  "OUTER:=$" + "{INNER:=text}",
  "VALUE,,",
  "VALUE^",
  "#VALUE",
  "VALUE:0:3",
  "VALUE##*/",
  "VALUE%.*",
  "VALUE/a/b",
];

/** A value that is known in the cluster alone, written in one of the ways that Flux understands. */
export function substituted(random: Random): Verbatim {
  const text = `\${${random.pick(EXPRESSIONS)}}`;
  return new Verbatim(random.pick([`"${text}"`, `'${text}'`, text, `prefix-${text}-suffix`, `"${text}${text}"`]));
}

/** Documents with substitutions where values were: in every scalar at once, then level by level in maps and lists. */
export function substitutions(document: Json, schema: FullSchema, random: Random): Json[] {
  const all = places(document, schema).filter(({path}) => path.length > 1);
  const isContainer = (value: Json): boolean => Array.isArray(value) || isMap(value);
  const replace = (paths: readonly Path[]): Json =>
    paths.reduce((changed, path) => withValue(changed, path, substituted(random)), document);
  const scalars = all.filter(({value}) => !isContainer(value)).map(({path}) => path);
  const containers = all.filter(({value}) => isContainer(value)).map(({path}) => path);
  const depths = [...new Set(containers.map((path) => path.length))];
  return [replace(scalars), ...depths.map((depth) => replace(containers.filter((path) => path.length === depth)))];
}
