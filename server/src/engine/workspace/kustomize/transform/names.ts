import {UNNAMED} from "./field-spec-tables.ts";
import {appliesTo, scalarSetter, setFields} from "./field-specs.ts";
import {type PlainObject, textOf} from "./plain.ts";

/** The object with a new name, unless it is of a kind that keeps its name. */
export function rename(object: PlainObject, renamed: (name: string) => string): PlainObject {
  if (UNNAMED.some((spec) => appliesTo(spec, object))) return object;
  return setFields(
    object,
    [{path: "metadata/name"}],
    scalarSetter((name) => renamed(textOf(name))),
  );
}
