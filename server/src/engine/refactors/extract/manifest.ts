import {applyEdits, type TextEdit} from "../../text/edit.ts";
import {asWord} from "../../workspace/copies.ts";
import {scalarText} from "../../yaml/edit/scalar.ts";
import type {Field} from "../../yaml/field.ts";
import {fieldAt, pointerOf} from "../../yaml/value.ts";
import {walk} from "../../yaml/walk.ts";
import type {Copy} from "./copies.ts";

/** A variable that takes the place of what differs between copies. */
export interface Variable {
  readonly name: string;
  /** Its value for each of the copies, in their order. */
  readonly values: readonly string[];
}

/** One manifest in place of several. */
export interface SharedManifest {
  readonly text: string;
  readonly variables: readonly Variable[];
}

/** With more variables than that, what is left in common is hardly one manifest. */
const MAX_VARIABLES = 2;

/**
 * The text of the first copy, with variables where the others differ; why not where there is none. `isFree` says
 * whether a variable can have these values.
 */
export function sharedManifest(
  copies: readonly Copy[],
  isFree: (variable: Variable) => boolean,
): SharedManifest | {readonly refused: string} {
  const [first] = copies;
  if (!first) return {refused: "There is nothing to share."};
  const names = copies.map(({app}) => app.name);
  const variables = new Map<string, Variable>();
  const edits: TextEdit[] = [];
  for (const [at, {root}] of first.file.documents.entries()) {
    for (const field of walk(root)) {
      if (field.isAlias || field.type !== "scalar") continue;
      const pointer = pointerOf(field.path);
      const others = copies.map(({file}) => fieldAt(file.documents[at]?.root ?? root, pointer).scalar);
      if (others.every((other) => other === field.scalar)) continue;
      if (!others.every((other) => typeof other === "string")) {
        return {refused: `\`${field.name}\` differs between the copies, and is no text.`};
      }
      const variable = nameVariable(names, others) ?? ownVariable(field, others);
      const known = [...variables.values()].find(({values}) => areSame(values, variable.values));
      const named = known ?? firstFree(variable, variables, isFree);
      if (!named) return {refused: `There is no name for a variable in place of \`${field.name}\`.`};
      if (!variable.values.every(isPlain)) {
        return {refused: `\`${field.name}\` has values that Flux would not read as the same texts.`};
      }
      variables.set(named.name, named);
      const written = inPlace(field, variable.values[0] ?? "", named.name);
      if (written === undefined) return {refused: `\`${field.name}\` is written in a way that can't hold a variable.`};
      edits.push({span: field.span, newText: written});
    }
  }
  if ([...variables.values()].filter(({values}) => !areSame(values, names)).length > MAX_VARIABLES) {
    return {refused: `More than ${MAX_VARIABLES} values differ, so there is little that the copies have in common.`};
  }
  return {text: applyEdits(first.file.text, edits), variables: [...variables.values()]};
}

/** The app's name as a variable, where it is all that the values differ in. */
function nameVariable(names: readonly string[], values: readonly string[]): Variable | undefined {
  const [name = "", value = ""] = [names[0], values[0]];
  const isName = values.every((other, i) => value.replace(asWord(name), () => names[i] ?? "") === other);
  return isName ? {name: "APP", values: names} : undefined;
}

/** A variable for whole values, called after the field. */
function ownVariable(field: Field, values: readonly string[]): Variable {
  const keys = field.path.filter((step): step is string => typeof step === "string");
  const key = keys.at(-1) ?? "VALUE";
  return {
    name: key
      .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
      .replace(/\W+/g, "_")
      .toUpperCase(),
    values,
  };
}

function firstFree(
  {name, values}: Variable,
  taken: ReadonlyMap<string, Variable>,
  isFree: (variable: Variable) => boolean,
): Variable | undefined {
  if (!/^[A-Z_]/.test(name)) return undefined;
  return ["", "_2", "_3", "_4"]
    .map((suffix): Variable => ({name: `${name}${suffix}`, values}))
    .find((variable) => !taken.has(variable.name) && isFree(variable));
}

/**
 * Whether Flux reads a text as the same one after it has put it into YAML in place of a variable. Go reads more as
 * numbers than other languages, so that a text must have something that no number has.
 */
function isPlain(value: string): boolean {
  const isNoNumber = /^[A-Za-z/]/.test(value) || /^\d.*(?:[g-np-wyzG-NP-WYZ]|\..*\.)/.test(value);
  return isNoNumber && scalarText(value) === value && !/["'\\$\n]/.test(value);
}

/** The field as it is written, with a variable in place of a part of its value. */
function inPlace(field: Field, part: string, variable: string): string | undefined {
  const {written, style} = field;
  // In brackets, the braces of a variable would end a plain text.
  if (style === "plain" && field.parent?.isFlow) return undefined;
  const replaced = written.replace(asWord(part), () => `\${${variable}}`);
  return replaced === written ? undefined : replaced;
}

function areSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}
