import type {Schemas} from "../ports.ts";
import type {SchemaNode} from "./schema.ts";

/** The schema of the value at a JSON pointer; undefined where the schema says nothing about it. */
export function schemaAt(schemas: Schemas, key: string, pointer: string): SchemaNode | undefined {
  let node = schemas.schema(key);
  for (const step of pointer.split("/").slice(1)) {
    if (!node) return undefined;
    node = childSchema(schemas, schemas.resolve(node), step.replaceAll("~1", "/").replaceAll("~0", "~"));
  }
  return node && schemas.resolve(node);
}

/** The schema of a key, or of an item, below a schema. */
export function childSchema(schemas: Schemas, node: SchemaNode, step: string): SchemaNode | undefined {
  const {properties, items, additionalProperties} = schemas.resolve(node);
  if (properties && Object.hasOwn(properties, step)) return properties[step];
  if (items) return items;
  return typeof additionalProperties === "object" ? additionalProperties : undefined;
}
