import {childSchema} from "../../schema/lookup.ts";
import {judgeOf, kindInWords} from "../../schema/words.ts";
import {pointerOf} from "../../yaml/value.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "schema/missing-field",
  summary: "A field that the kind can't do without.",
  severity: "error",

  *check({resource, workspace, schemas, schemaProblems}) {
    for (const {keyword, params, field, pointer, schema} of schemaProblems) {
      if (keyword !== "required") continue;
      const name = String(params.missingProperty);
      // What has a default is filled in before anybody looks.
      const missing = schema && childSchema(schemas, schema, name);
      if (missing && schemas.resolve(missing).default !== undefined) continue;
      // A parent's patch may add it: what the cluster gets is the object after all patches.
      if (workspace.mayBeSetByPatch(resource, pointer + pointerOf([name]))) continue;
      const written = field.get(name).keySpan;
      const where = field.name === "" ? kindInWords(resource) : `\`${field.name}\``;
      const what = resource.type === "config" ? "it" : `the ${resource.kind}`;
      yield {
        at: written ?? field.markOfKey,
        message: written
          ? `${where} needs \`${name}\`, and here it is empty, which counts as missing; ${judgeOf(resource)} rejects ${what}.`
          : `${where} needs \`${name}\`; without it ${judgeOf(resource)} rejects ${what}.`,
      };
    }
  },
});
