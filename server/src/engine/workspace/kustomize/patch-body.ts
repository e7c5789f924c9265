import {parseYaml, type YamlDocument} from "../../yaml/parse.ts";
import type {PatchBody} from "./build.ts";
import type {PlainObject} from "./transform/steps.ts";

/** The plain value of a document with the entries that hold nothing: a patch deletes by them. */
export function valueWithNulls(document: YamlDocument): unknown {
  const {value, empty, isTooLarge} = document.plain();
  if (isTooLarge) return undefined;
  if (empty.length === 0) return value;
  const copy = JSON.parse(JSON.stringify(value)) as unknown;
  for (const {map, key} of empty) {
    const at = valueAt(copy, map);
    if (typeof at === "object" && at !== null) (at as Record<string, unknown>)[key] = null;
  }
  return copy;
}

/** The body of a patch in parsed documents; undefined where it is no patch, or is broken. */
export function patchBodyIn(documents: readonly YamlDocument[]): PatchBody | undefined {
  if (documents.some(({problems}) => problems.length > 0)) return undefined;
  const values = documents.filter(({root}) => root.exists).map(valueWithNulls);
  const [first] = values;
  if (Array.isArray(first)) return {type: "json", operations: first};
  if (values.length === 0 || !values.every(isObject)) return undefined;
  return {type: "merge", documents: values};
}

/** How many texts stay parsed: a root patch is in every child of its Kustomization. */
const MAX_TEXTS = 500;

/** The bodies of inline patches, by their texts. */
export class PatchTexts {
  private readonly bodies = new Map<string, PatchBody | undefined>();

  bodyOf(text: string): PatchBody | undefined {
    if (this.bodies.has(text)) return this.bodies.get(text);
    if (this.bodies.size >= MAX_TEXTS) this.bodies.clear();
    const body = patchBodyIn(parseYaml("", text).documents);
    this.bodies.set(text, body);
    return body;
  }
}

function isObject(value: unknown): value is PlainObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function valueAt(value: unknown, pointer: string): unknown {
  let at = value;
  for (const step of pointer.split("/").slice(1)) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Record<string, unknown>)[step.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return at;
}
