import {FILTERED_ROUTES, FILTERS} from "../../resources/gateway-api.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {numberOr, select} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "gateway/invalid-mirror-share",
  summary: "A share of requests to mirror that is given twice, or is more than all.",
  severity: "error",
  types: FILTERED_ROUTES,
  patches: true,

  *check({resource, root}) {
    const {file} = resource.document;
    for (const mirror of FILTERS.flatMap((filter) => select(root, `${filter}.requestMirror`))) {
      const percent = mirror.get("percent");
      const fraction = mirror.get("fraction");
      if (percent.exists && !percent.isUnknown && fraction.isMap) {
        yield {
          at: fraction.mark,
          message: `\`requestMirror\` takes either \`percent\` or \`fraction\`; the API server rejects the ${resource.kind} with both.`,
          fixes: [percent, fraction].map((field) => ({
            title: `Remove \`${field.key}\``,
            edits: removeField(file, field),
          })),
        };
      }
      const numerator = fraction.get("numerator");
      const whole = numberOr(fraction.get("denominator"), 100);
      if (numerator.number !== undefined && whole !== undefined && numerator.number > whole) {
        yield {
          at: numerator.mark,
          message: `${numerator.number} of ${whole} is more than all requests; the API server rejects the ${resource.kind}. \`numerator\` can't be greater than \`denominator\` (100 when left out).`,
        };
      }
    }
  },
});
