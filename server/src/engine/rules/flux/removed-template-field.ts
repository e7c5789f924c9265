import {IMAGE_UPDATE_AUTOMATION} from "../../resources/flux-kinds.ts";
import {compareMinors} from "../../resources/flux-versions.ts";
import {MESSAGE_TEMPLATE, REMOVED_TEMPLATE_FIELDS} from "../../resources/migrations.ts";
import {defineRule} from "../rule.ts";

/** The Flux minor from which the fields fail. */
const REMOVED = "2.7";

export default defineRule({
  id: "flux/removed-template-field",
  summary: "A commit message template with a field that Flux has removed.",
  severity: "error",
  types: [IMAGE_UPDATE_AUTOMATION],
  patches: true,

  *check({root, workspace}) {
    const template = root.at(...MESSAGE_TEMPLATE.split("."));
    const text = template.scalar;
    if (typeof text !== "string" || compareMinors(workspace.config.flux, REMOVED) < 0) return;
    for (const {name, uses, instead} of REMOVED_TEMPLATE_FIELDS) {
      if (!uses.test(text)) continue;
      yield {
        at: template.mark,
        message:
          `Flux ${REMOVED} removed \`${name}\` from commit message templates: the automation fails when it comes to ` +
          `commit. Use ${instead}.`,
      };
    }
  },
});
