import {judgeOf, kindInWords} from "../../schema/words.ts";
import {pointerOf} from "../../yaml/value.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "schema/missing-field",
  summary: "A field that the kind can't do without.",
  severity: "error",

  *check({resource, workspace, schemaProblems}) {
    for (const {keyword, params, field, pointer} of schemaProblems) {
      if (keyword !== "required") continue;
      const name = String(params.missingProperty);
      // A parent's patch may add it: what the cluster gets is the object after all patches.
      if (workspace.mayBeSetByPatch(resource, pointer + pointerOf([name]))) continue;
      const where = field.name === "" ? kindInWords(resource) : `\`${field.name}\``;
      yield {
        at: field.get(name).keySpan ?? field.markOfKey,
        message: `${where} needs \`${name}\`; without it ${judgeOf(resource)} rejects ${resource.kind === "config" ? "the file" : `the ${resource.kind}`}.`,
      };
    }
  },
});
