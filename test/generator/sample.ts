import {type FullSchema, resolve, typesOf} from "./schema.ts";
import {validText} from "./texts.ts";

export type Json = string | number | boolean | null | Verbatim | Json[] | {[key: string]: Json};

/** A scalar that is written as it stands, without quotes. */
export class Verbatim {
  constructor(readonly text: string) {}
}

/** A value that a schema accepts: with every field it knows, or with those alone that it requires. */
export function sample(schema: FullSchema, fields: "all" | "required"): Json {
  const node = resolve(schema);
  const allowed = node.enum?.filter((value) => value !== null);
  if (allowed && allowed.length > 0) return allowed[0] as Json;
  const [type] = typesOf(node);
  switch (type) {
    case "object":
      return sampleMap(node, fields);
    case "array":
      return sampleList(node, fields);
    case "integer":
    case "number":
      return node.minimum ?? Math.min(1, node.maximum ?? 1);
    case "boolean":
      return true;
    case "string":
      return validText(node);
    default:
      return fields === "all" ? {anything: "goes"} : {};
  }
}

function sampleMap(node: FullSchema, fields: "all" | "required"): Json {
  const names = fields === "all" ? Object.keys(node.properties ?? {}) : (node.required ?? []);
  const entries = names.flatMap((name) => {
    const property = node.properties?.[name];
    return property ? [[name, sample(property, fields)] as const] : [];
  });
  if (fields === "all" && typeof node.additionalProperties === "object" && !node.properties) {
    entries.push(["key", sample(node.additionalProperties, fields)]);
  }
  return Object.fromEntries(entries);
}

function sampleList(node: FullSchema, fields: "all" | "required"): Json {
  const {items} = node;
  if (!items) return [];
  const count = fields === "all" ? Math.max(1, node.minItems ?? 0) : (node.minItems ?? 0);
  return Array.from({length: count}, () => sample(items, fields));
}
