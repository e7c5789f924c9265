import {HELM_CHART, HELM_RELEASE} from "../../resources/flux-kinds.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

/** Where the kinds hold the description of a chart. */
const CHART_AT: ReadonlyMap<string, readonly string[]> = new Map([
  [HELM_CHART, ["spec"]],
  [HELM_RELEASE, ["spec", "chart", "spec"]],
]);

/** The sources that hold charts without signatures. */
const UNSIGNED: readonly unknown[] = ["GitRepository", "Bucket"];

export default defineRule({
  id: "flux/chart-verify-source",
  summary: "A chart from Git or a bucket whose signature shall be verified.",
  severity: "error",
  judgesWhole: true,
  types: [HELM_CHART, HELM_RELEASE],
  patches: true,

  *check(context) {
    const {resource} = context;
    const chart = context.root.at(...(CHART_AT.get(resource.type) ?? []));
    const verify = chart.get("verify");
    const sure = certaintyOf(context, chart);
    const kind = sure.value("sourceRef.kind");
    if (!sure.has("verify") || !UNSIGNED.includes(kind)) return;
    const because = resource.type === HELM_RELEASE ? "the HelmChart that Flux makes of it" : "the HelmChart";
    yield {
      at: verify.markOfKey,
      message: `\`verify\` works for charts from a HelmRepository only; with a ${kind} the API server rejects ${because}.`,
      fixes: [{title: "Remove `verify`", edits: removeField(resource.document.file, verify)}],
    };
  },
});
