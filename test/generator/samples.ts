import type {Finding} from "../../server/src/engine/finding.ts";
import {check} from "../support/check.ts";
import {BASES} from "./bases.ts";
import {emit} from "./emit.ts";
import {type Json, sample} from "./sample.ts";
import {type FullSchema, resolve} from "./schema.ts";
import {isMap, type Path, places, pointer, schemaOf, withValue} from "./tree.ts";

/** Whether a rule holds a document against the schema of its kind, and not several fields against each other. */
export const isSchemaRule = (rule: string): boolean => rule.startsWith("schema/");

/** Valid documents of a kind that between them have every field that can be in a valid one. */
export interface Samples {
  readonly documents: readonly Json[];
  /** Whether another version of the kind has the same fields, and so the same documents. */
  readonly isRepeated: boolean;
  /** Places of the schema that are in none of them, because a rule about several fields objects. */
  readonly missing: readonly string[];
}

/** The file that a document of a kind would stand in. */
export function fileOf(key: string): string {
  if (key === "flux-workbench/config") return ".flux-workbench.yaml";
  return key.startsWith("kustomize.config.k8s.io/") ? "kustomization.yaml" : "app.yaml";
}

/** What is found in a document that stands alone. */
export function findingsIn(key: string, document: Json): Finding[] {
  return check(emit(document).text, fileOf(key));
}

/** Generates the valid documents of a kind: each base, grown by every field that the rules allow beside the others. */
export function samplesOf(key: string, schema: FullSchema): Samples {
  const {apiVersion, ...fields} = schema.properties ?? {};
  const id = typeOf(key) + JSON.stringify(fields);
  const known = documentsByFields.get(id);
  const version = apiVersion?.enum?.[0] as Json;
  const documents =
    known?.map((document) => withValue(document, ["apiVersion"], version)) ??
    basesOf(key, schema).flatMap((base) => [base, grow(key, base, schema)]);
  documentsByFields.set(id, documents);
  return {documents, isRepeated: known !== undefined, missing: missingFrom(documents, schema)};
}

/** Growing takes time, and many kinds have several versions with the same fields. */
const documentsByFields = new Map<string, readonly Json[]>();

function missingFrom(documents: readonly Json[], schema: FullSchema): string[] {
  const placed = new Set(documents.flatMap((document) => places(document, schema)).map(({path}) => general(path)));
  const all = places(sample(schema, "all"), schema).map(({path}) => general(path));
  return [...new Set(all)].filter((place) => !placed.has(place));
}

/** `group/Kind` of `group/version/Kind`. */
function typeOf(key: string): string {
  return key.replace(/\/[^/]+\/(?=[^/]+$)/, "/");
}

function basesOf(key: string, schema: FullSchema): Json[] {
  // Every object in a cluster has a name; kustomization files are none.
  const named = fileOf(key) === "app.yaml" ? {metadata: {name: "app"}} : {};
  return (BASES[typeOf(key)] ?? [{}]).map((base) => completed({...named, ...base}, schema));
}

/** The value with what its schema requires in each of its maps. */
function completed(value: Json, schema: FullSchema): Json {
  const node = resolve(schema);
  const {items} = node;
  if (Array.isArray(value) && items) return value.map((item) => completed(item, items));
  if (!isMap(value)) return value;
  const present = Object.entries(value).map(([key, child]) => {
    const childSchema = schemaOf(node, key);
    return [key, childSchema ? completed(child, childSchema) : child];
  });
  const required = sample(node, "required");
  return {...(isMap(required) && required), ...Object.fromEntries(present)};
}

/** The document with all fields below a path that no rule about several fields objects to. */
function grow(key: string, document: Json, schema: FullSchema, path: Path = []): Json {
  const node = resolve(schema);
  const value = valueAt(document, path);
  if (Array.isArray(value) && node.items) {
    return value.reduce<Json>((grown, _, i) => grow(key, grown, node.items as FullSchema, [...path, i]), document);
  }
  if (!isMap(value)) return document;
  const properties = Object.entries(node.properties ?? {});
  const present = properties.filter(([name]) => !isEmpty(value[name]));
  const absent = properties.filter(([name]) => isEmpty(value[name]));
  const grown = present.reduce((result, [name, child]) => grow(key, result, child, [...path, name]), document);
  const full = absent.reduce(
    (result, [name, child]) => withValue(result, [...path, name], sample(child, "all")),
    grown,
  );
  // Most often everything goes together; where it does not, each field is tried by itself.
  if (isAllowed(key, full)) return full;
  return absent.reduce((result, [name, child]) => growField(key, result, child, [...path, name]), grown);
}

/** The document with a field that was not there, as large as the rules allow. */
function growField(key: string, document: Json, schema: FullSchema, path: Path): Json {
  const full = withValue(document, path, sample(schema, "all"));
  if (isAllowed(key, full)) return full;
  const small = withValue(document, path, leastSample(schema));
  return isAllowed(key, small) ? grow(key, small, schema, path) : document;
}

/** Whether nothing is there to grow: no field, or a list without items. */
function isEmpty(value: Json | undefined): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

/** The least that shows a field: what is required, and in a list one such item. */
function leastSample(schema: FullSchema): Json {
  const least = sample(schema, "required");
  const {items} = resolve(schema);
  return Array.isArray(least) && least.length === 0 && items ? [sample(items, "required")] : least;
}

/** Whether no rule about several fields objects. What schema rules say is the tests' business. */
function isAllowed(key: string, document: Json): boolean {
  return findingsIn(key, document).every(({rule, severity}) => severity !== "error" || isSchemaRule(rule));
}

function valueAt(document: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)];
    return isMap(value) ? value[String(step)] : undefined;
  }, document);
}

/** A place whatever its position in lists is. */
function general(path: Path): string {
  return pointer(path.map((step) => (typeof step === "number" ? "*" : step)));
}
