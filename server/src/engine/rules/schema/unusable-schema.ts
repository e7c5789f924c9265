import {schemaKey} from "../../schema/check.ts";
import {modelineOf} from "../../schema/modeline.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "schema/unusable-schema",
  summary: "A `$schema` comment that names a schema which can't be used, for a kind that has no other.",
  severity: "info",

  *check({resource, schemas}) {
    if (schemas.has(schemaKey(resource))) return;
    const modeline = schemas.external && modelineOf(resource.document);
    const schema = modeline && schemas.external?.(resource.document.file.path, modeline.url);
    if (!modeline || schema?.reason === undefined) return;
    yield {
      at: modeline.span,
      message: `The schema of this ${resource.kind} is not used: ${schema.reason}. The document is not checked.`,
    };
  },
});
