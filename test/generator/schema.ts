import fs from "node:fs";
import path from "node:path";
import type {SchemaNode} from "../../server/src/engine/schema/schema.ts";
import {ROOT, schemas} from "../support/check.ts";

/** A schema with the keywords that only validators need. */
export interface FullSchema extends SchemaNode {
  readonly properties?: Readonly<Record<string, FullSchema>>;
  readonly items?: FullSchema;
  readonly additionalProperties?: boolean | FullSchema;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
}

const generated = JSON.parse(fs.readFileSync(path.join(ROOT, "schemas/generated/schemas.json"), "utf8")) as {
  kinds: Record<string, FullSchema>;
};

/** Every kind that the build bundles, as `apiVersion/Kind`, with its schema. */
export const KINDS: ReadonlyMap<string, FullSchema> = new Map(Object.entries(generated.kinds));

/** The schema behind a reference. */
export const resolve = (node: FullSchema): FullSchema => schemas.resolve(node) as FullSchema;

/** The types a schema takes. */
export function typesOf(node: FullSchema): readonly string[] {
  return typeof node.type === "string" ? [node.type] : (node.type ?? []);
}
