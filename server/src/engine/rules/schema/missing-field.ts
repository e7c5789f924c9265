import type {SchemaProblem} from "../../schema/check.ts";
import {childSchema} from "../../schema/lookup.ts";
import {didYouMean, judgeOf, kindInWords, severityOf} from "../../schema/words.ts";
import {pointerOf} from "../../yaml/value.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "schema/missing-field",
  summary: "A field that the kind can't do without.",
  severity: "error",
  judgesWhole: true,

  *check({resource, workspace, schemas, schemaProblems}) {
    for (const problem of schemaProblems) {
      const {keyword, params, field, pointer, schema} = problem;
      if (keyword !== "required") continue;
      const name = String(params.missingProperty);
      // What has a default is filled in before anybody looks.
      const missing = schema && childSchema(schemas, schema, name);
      if (missing && schemas.resolve(missing).default !== undefined) continue;
      if (isMisspelt(problem, name, schemaProblems)) continue;
      // A parent's patch may add it: what the cluster gets is the object after all patches.
      if (workspace.mayBeSetByPatch(resource, pointer + pointerOf([name]))) continue;
      const written = field.get(name).keySpan;
      const where = field.name === "" ? kindInWords(resource) : `\`${field.name}\``;
      const what = resource.type === "config" ? "it" : `the ${resource.kind}`;
      yield {
        at: written ?? field.markOfKey,
        ...severityOf(problem),
        message: written
          ? `${where} needs \`${name}\`, and here it is empty, which counts as missing; ${judgeOf(resource, problem)} rejects ${what}.`
          : `${where} needs \`${name}\`; without it ${judgeOf(resource, problem)} rejects ${what}.`,
      };
    }
  },
});

/** Whether the field is there under a wrong name, which `schema/unknown-field` tells together with the right one. */
function isMisspelt({pointer}: SchemaProblem, name: string, problems: readonly SchemaProblem[]): boolean {
  return problems.some(
    (other) =>
      other.keyword === "additionalProperties" &&
      other.pointer === pointer &&
      didYouMean(String(other.params.additionalProperty), [name]) === name,
  );
}
