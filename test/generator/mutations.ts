import {isDuration} from "../../server/src/engine/schema/patterns.ts";
import type {Random} from "./random.ts";
import {type Json, sample} from "./sample.ts";
import {type FullSchema, resolve, typesOf} from "./schema.ts";
import {malformedText} from "./texts.ts";
import {isMap, type Path, type Place, places, withValue} from "./tree.ts";

/** One mistake in a document. */
export interface Mutation {
  readonly kind: string;
  /** What is changed. */
  readonly path: Path;
  /** The new value; undefined takes away the old one. */
  readonly value: Json | undefined;
  /** The value on whose line the mistake has to be found. */
  readonly at: Path;
  /** The rule that finds it, unless another one supersedes that rule. */
  readonly rule: string;
}

/** More items than this in one list say nothing that fewer do not say. */
const MAX_LENGTH = 5000;
const MAX_ITEMS = 128;

/** Every mistake that the schema lets one make in a document, at every place. */
export function mutations(document: Json, schema: FullSchema, random: Random): Mutation[] {
  return places(document, schema)
    .filter(({path}) => path[0] !== "apiVersion" && path[0] !== "kind")
    .flatMap((place) => [...inMap(place), ...ofValue(place, random)]);
}

/** Groups mistakes so that those of a group do not get in each other's way. */
export function groups(all: readonly Mutation[]): Mutation[][] {
  const result: Mutation[][] = [];
  for (const mutation of all) {
    const group = result.find((others) => others.every((other) => isIndependent(other, mutation)));
    if (group) group.push(mutation);
    else result.push([mutation]);
  }
  return result;
}

/** The document with all these mistakes. */
export function mutated(document: Json, all: readonly Mutation[]): Json {
  return all.reduce((changed, {path, value}) => withValue(changed, path, value), document);
}

function* inMap({path, schema, value}: Place): Iterable<Mutation> {
  if (!isMap(value)) return;
  if (schema.additionalProperties === false) {
    const at = [...path, "zzUnknown"];
    yield {kind: "unknown field", path: at, value: 1, at, rule: "schema/unknown-field"};
  }
  for (const name of schema.required ?? []) {
    if (!Object.hasOwn(value, name) || (path.length === 0 && (name === "apiVersion" || name === "kind"))) continue;
    // The API server fills in defaults before it looks at what is missing.
    const field = schema.properties?.[name];
    if (field && resolve(field).default !== undefined) continue;
    yield {kind: "missing field", path: [...path, name], value: undefined, at: path, rule: "schema/missing-field"};
  }
}

function* ofValue({path, schema, value}: Place, random: Random): Iterable<Mutation> {
  if (path.length === 0) return;
  const change = (kind: string, wrong: Json, rule: string): Mutation => {
    const isWrongDuration = isDuration(schema) && !isMap(wrong) && !Array.isArray(wrong);
    return {kind, path, value: wrong, at: path, rule: isWrongDuration ? "flux/invalid-duration" : rule};
  };
  const wrongTypes = valuesOfOtherTypes(schema);
  if (wrongTypes.length > 0) yield change("wrong type", random.pick(wrongTypes), "schema/wrong-type");
  if (typeof schema.enum?.[0] === "string") yield change("wrong value", "zzWrong", "schema/invalid-value");
  for (const [kind, wrong] of outsideLimits(schema, value)) yield change(kind, wrong, "schema/invalid-format");
}

function valuesOfOtherTypes(schema: FullSchema): Json[] {
  const types = typesOf(schema);
  if (types.length === 0) return [];
  const takes = (...names: string[]): boolean => names.some((name) => types.includes(name));
  return [
    ...(takes("string", "integer", "number") ? [] : ["perhaps"]),
    ...(takes("integer", "number") ? [] : [5]),
    ...(takes("boolean") ? [] : [true]),
    ...(takes("object") ? [] : [{key: "value"}]),
    ...(takes("array") ? [] : [["value"]]),
  ];
}

function* outsideLimits(schema: FullSchema, value: Json): Iterable<[kind: string, wrong: Json]> {
  const {minimum, maximum, minLength = 0, maxLength = MAX_LENGTH, minItems = 0, maxItems = MAX_ITEMS} = schema;
  if (typeof value === "number") {
    if (minimum !== undefined) yield ["too small", minimum - 1];
    if (maximum !== undefined) yield ["too large", maximum + 1];
  } else if (typeof value === "string" && !schema.enum) {
    const malformed = malformedText(schema);
    if (malformed !== undefined) yield ["malformed", malformed];
    if (minLength > 0) yield ["too short", ""];
    if (maxLength < MAX_LENGTH) yield ["too long", value.padEnd(maxLength + 1, "a")];
  } else if (Array.isArray(value) && schema.items) {
    if (minItems > 0) yield ["too few items", []];
    const [item = sample(schema.items, "required")] = value;
    if (maxItems < MAX_ITEMS) yield ["too many items", Array.from({length: maxItems + 1}, () => item)];
  }
}

function isIndependent(a: Mutation, b: Mutation): boolean {
  if (a.kind !== b.kind) return false;
  const shared = Math.min(a.path.length, b.path.length);
  return a.path.slice(0, shared).some((step, i) => step !== b.path[i]);
}
