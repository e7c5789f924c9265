import {HELM_RELEASE} from "../../resources/flux-kinds.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/chart-or-chart-ref",
  summary: "A HelmRelease with both `chart` and `chartRef`, or with neither.",
  severity: "error",
  judgesWhole: true,
  types: [HELM_RELEASE],
  patches: true,

  *check(context) {
    const spec = context.root.get("spec");
    if (!spec.isMap) return;
    const sure = certaintyOf(context, spec);
    if (sure.has("chart") && sure.has("chartRef")) {
      const {file} = context.resource.document;
      yield {
        at: spec.get("chartRef").markOfKey,
        related: [{file: file.path, span: spec.get("chart").markOfKey, message: "The other one"}],
        message:
          "A HelmRelease takes its chart from `chart` or from `chartRef`; the API server rejects one that has both. " +
          "Keep the one that is meant.",
        fixes: ["chart", "chartRef"].map((name) => ({
          title: `Remove \`${name}\``,
          edits: removeField(file, spec.get(name)),
        })),
      };
    } else if (sure.lacks("chart") && sure.lacks("chartRef")) {
      yield {
        at: spec.markOfKey,
        message:
          "A HelmRelease without a chart is rejected by the API server. Point at an OCIRepository with `chartRef`, or " +
          "name chart and repository in `chart.spec`.",
      };
    }
  },
});
