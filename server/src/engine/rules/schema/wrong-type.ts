import {isDuration} from "../../schema/patterns.ts";
import type {SchemaNode} from "../../schema/schema.ts";
import {judgeOf, typeInWords, valueInWords} from "../../schema/words.ts";
import {quoteScalar, unquoteScalar} from "../../yaml/edit/scalar.ts";
import type {Field} from "../../yaml/field.ts";
import {plainValue} from "../../yaml/value.ts";
import {defineRule, type ProposedFix} from "../rule.ts";

export default defineRule({
  id: "schema/wrong-type",
  summary: "A value of another type than the field has.",
  severity: "error",
  patches: true,

  *check({resource, schemaProblems}) {
    for (const {keyword, params, field, schema} of schemaProblems) {
      if (keyword !== "type" || isDuration(schema)) continue;
      const wanted = (schema?.type ?? params.type) as SchemaNode["type"];
      yield {
        at: field.mark,
        message: `\`${field.name || resource.kind}\` must be ${typeInWords(wanted)}, not ${valueInWords(plainValue(field).value)}; ${judgeOf(resource)} rejects it.`,
        fixes: [requote(field, schema, wanted)],
      };
    }
  },
});

/** Quotes make a text of anything, and their absence a number or a boolean of what looks like one. */
function requote(field: Field, schema: SchemaNode | undefined, wanted: SchemaNode["type"]): ProposedFix | undefined {
  if (wanted === "string" && isAllowed(schema, field.written)) {
    return {title: `Quote: \`"${field.written}"\``, safe: true, edits: quoteScalar(field)};
  }
  if (wanted === "boolean" && (field.scalar === "true" || field.scalar === "false")) {
    return {title: "Remove the quotes", safe: true, edits: unquoteScalar(field)};
  }
  if ((wanted === "integer" || wanted === "number") && /^-?\d+$/.test(String(field.scalar))) {
    return {title: "Remove the quotes", safe: true, edits: unquoteScalar(field)};
  }
  return undefined;
}

function isAllowed(schema: SchemaNode | undefined, text: string): boolean {
  if (schema?.enum && !schema.enum.includes(text)) return false;
  return schema?.pattern === undefined || new RegExp(schema.pattern, "u").test(text);
}
