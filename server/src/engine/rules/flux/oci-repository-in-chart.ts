import {HELM_RELEASE} from "../../resources/flux-kinds.ts";
import type {Resource} from "../../resources/resource.ts";
import {quoted} from "../../schema/words.ts";
import {liftMap} from "../../yaml/edit/nest.ts";
import type {Field} from "../../yaml/field.ts";
import {defineRule, type ProposedFix} from "../rule.ts";

/** Fields of `chart.spec` that an OCIRepository makes superfluous: it names one chart and says itself which version. */
const DROPPED = ["chart", "version", "interval", "reconcileStrategy"];

export default defineRule({
  id: "flux/oci-repository-in-chart",
  summary: "An OCIRepository under `chart.spec.sourceRef`, where only repositories of many charts can stand.",
  severity: "error",
  types: [HELM_RELEASE],
  patches: true,
  supersedes: ["schema/invalid-value"],

  *check({resource, root}) {
    const chart = root.at("spec", "chart");
    const kind = chart.at("spec", "sourceRef", "kind");
    if (kind.string !== "OCIRepository") return;
    yield {
      at: kind.mark,
      message:
        "`chart.spec.sourceRef` can't be an OCIRepository; the API server takes `HelmRepository`, `GitRepository` or " +
        "`Bucket` there. An OCIRepository is one chart already: point at it with `chartRef`" +
        `${dropped(chart.get("spec"))}.`,
      fixes: [toChartRef(resource, chart)],
    };
  },
});

function dropped(spec: Field): string {
  const names = DROPPED.filter((name) => spec.get(name).exists);
  if (names.length === 0) return "";
  return `. ${quoted(names).join(", ")} then go, since its \`url\` names the chart and its \`ref\` the version`;
}

/** Not for a patch, where the object's own `chart` would stay; not where something has no place under `chartRef`. */
function toChartRef({role, root, document}: Resource, chart: Field): ProposedFix | undefined {
  const isMovable =
    chart.entries.every(({key}) => key === "spec") &&
    chart.get("spec").entries.every(({key}) => key === "sourceRef" || DROPPED.includes(String(key)));
  if (role === "patch" || !isMovable || root.at("spec", "chartRef").exists) return undefined;
  const edits = liftMap(document.file, chart, chart.at("spec", "sourceRef"), "chartRef");
  return {title: "Point at the OCIRepository with `chartRef`", edits};
}
