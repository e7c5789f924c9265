import {RESOURCE_SET} from "../../resources/flux-kinds.ts";
import {select} from "../../yaml/select.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

const CONTENTS = ["resources", "resourcesTemplate"];

export default defineRule({
  id: "flux/resource-set-contents",
  summary: "A ResourceSet, or a step of one, without resources; or one with steps and resources beside them.",
  severity: "error",
  judgesWhole: true,
  types: [RESOURCE_SET],

  *check(context) {
    const spec = context.root.get("spec");
    if (!spec.isMap) return;
    const sure = certaintyOf(context, spec);
    for (const name of CONTENTS) {
      if (!sure.has("steps") || !sure.has(name)) continue;
      yield {
        at: spec.get(name).markOfKey,
        message:
          `A ResourceSet with \`steps\` has its resources in the steps; the API server rejects \`${name}\` beside them. ` +
          "Put them into a step of their own.",
      };
    }
    if (["steps", ...CONTENTS].every(sure.lacks)) {
      yield {
        at: spec.markOfKey,
        message:
          "A ResourceSet without `resources`, `resourcesTemplate` or `steps` makes nothing; the API server rejects it.",
      };
    }
    for (const step of select(context.root, "spec.steps[]")) {
      if (!step.isMap || !CONTENTS.every(certaintyOf(context, step).lacks)) continue;
      yield {
        at: step.get("name").mark,
        message: "A step needs `resources` or `resourcesTemplate`; the API server rejects the ResourceSet without.",
      };
    }
  },
});
