import type {Schemas} from "../../ports.ts";
import {schemaKey} from "../../schema/check.ts";
import {childSchema} from "../../schema/lookup.ts";
import type {SchemaNode} from "../../schema/schema.ts";
import {typeInWords} from "../../schema/words.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import type {Field} from "../../yaml/field.ts";
import type {YamlFile} from "../../yaml/parse.ts";
import {defineRule, type Report} from "../rule.ts";

/** Kinds that come from CRDs; Flux reads the Kubernetes kinds themselves in a way that forgives an empty field. */
const CRD_GROUPS = /(?:^|\.)(?:fluxcd\.io|fluxcd\.controlplane\.io|gateway\.networking\.k8s\.io)$/;

export default defineRule({
  id: "schema/empty-field",
  summary: "A field with nothing behind it, which Flux applies as null.",
  severity: "error",
  supersedes: ["schema/missing-field"],

  *check({resource, root, schemas}) {
    if (!CRD_GROUPS.test(resource.group)) return;
    const schema = schemas.has(schemaKey(resource)) ? schemas.schema(schemaKey(resource)) : undefined;
    const spec = schema && childSchema(schemas, schema, "spec");
    if (!spec) return;
    const {file} = resource.document;
    for (const empty of emptyFields(schemas, root.get("spec"), schemas.resolve(spec), 0)) yield report(file, empty);
    for (const name of ["labels", "annotations"]) {
      const field = root.at("metadata", name);
      if (field.type === "null" && !field.isAlias) yield report(file, {field, type: "object", isRequired: false});
    }
  },
});

interface EmptyField {
  readonly field: Field;
  readonly type: NonNullable<SchemaNode["type"]>;
  readonly isRequired: boolean;
}

/** Fields that are known, typed and null. A nested text is passed on as an empty text, which may well be allowed. */
function* emptyFields(schemas: Schemas, field: Field, schema: SchemaNode, depth: number): Iterable<EmptyField> {
  if (field.isAlias) return;
  for (const entry of field.entries) {
    const own = childSchema(schemas, schema, String(entry.key));
    const child = own && schemas.resolve(own);
    if (!child?.type) continue;
    if (entry.type === "null") {
      const isRequired = schema.required?.includes(String(entry.key)) ?? false;
      if (depth === 0 || child.type !== "string") yield {field: entry, type: child.type, isRequired};
    } else yield* emptyFields(schemas, entry, child, depth + 1);
  }
  const items = schema.items && schemas.resolve(schema.items);
  if (items) for (const item of field.items) yield* emptyFields(schemas, item, items, depth + 1);
}

function report(file: YamlFile, {field, type, isRequired}: EmptyField): Report {
  const wanted = typeInWords(type);
  return {
    at: field.markOfKey,
    message: isRequired
      ? `\`${field.name}\` is empty, and can't be: write ${wanted}.`
      : `\`${field.name}\` is empty. The API server would leave it out, but Flux applies it as null and is refused: ` +
        `write ${wanted}, or remove the field.`,
    fixes: isRequired ? [] : [{title: `Remove \`${field.key}\``, safe: true, edits: removeField(file, field)}],
  };
}
