import {fluxKind, PROVIDER} from "../../resources/flux-kinds.ts";
import {compareMinors, NEWEST_FLUX} from "../../resources/flux-versions.ts";
import {schemaKey} from "../../schema/check.ts";
import type {SchemaNode} from "../../schema/schema.ts";
import type {Field} from "../../yaml/field.ts";
import {defineRule, type Report, type RuleContext} from "../rule.ts";

/** Kinds whose schema knows what comes after the newest release: all others have nothing new for a current Flux. */
const AHEAD: readonly string[] = [PROVIDER];

export default defineRule({
  id: "flux/field-not-in-version",
  summary: "A field, or a value of one, that came later than the Flux of this repository.",
  severity: "warning",
  patches: true,

  *check(context) {
    const {resource, schemas, root} = context;
    if (!fluxKind(resource.group, resource.kind)) return;
    const isCurrent = compareMinors(context.workspace.config.flux, NEWEST_FLUX) >= 0;
    if (isCurrent && !AHEAD.includes(resource.type)) return;
    const schema = schemas.schema(schemaKey(resource));
    if (schema) yield* newParts(context, root, schema);
  },
});

function* newParts(context: RuleContext, field: Field, schema: SchemaNode): Iterable<Report> {
  const node = context.schemas.resolve(schema);
  const since = node["x-since"];
  const valueSince = field.string === undefined ? undefined : node["x-enum-since"]?.[field.string];
  const {flux} = context.workspace.config;
  if (since && compareMinors(since, flux) > 0) {
    yield {at: field.markOfKey, message: sentence(`\`${field.name}\``, since, flux)};
  } else if (valueSince && compareMinors(valueSince, flux) > 0) {
    yield {at: field.mark, message: sentence(`The value \`${field.string}\` of \`${field.name}\``, valueSince, flux)};
  } else {
    for (const entry of field.mergedEntries) {
      const child = node.properties?.[String(entry.key)];
      if (child && entry.exists) yield* newParts(context, entry, child);
    }
    if (node.items) for (const item of field.items) yield* newParts(context, item, node.items);
  }
}

function sentence(what: string, since: string, flux: string): string {
  const isReleased = compareMinors(since, NEWEST_FLUX) <= 0;
  return isReleased
    ? `${what} came with Flux ${since}; the API server of Flux ${flux} rejects it.`
    : `${what} is in no Flux up to ${NEWEST_FLUX}; the API server rejects it.`;
}
