import {HELM_RELEASE} from "../../resources/flux-kinds.ts";
import type {Resource} from "../../resources/resource.ts";
import {nestEntry} from "../../yaml/edit/nest.ts";
import {replaceScalar, scalarText} from "../../yaml/edit/scalar.ts";
import type {Field} from "../../yaml/field.ts";
import {defineRule, type ProposedFix} from "../rule.ts";

/** Kinds that belong under `chart.spec.sourceRef`, and what `chart.spec.chart` says of them. */
const SOURCES: ReadonlyMap<string | undefined, string> = new Map([
  ["HelmRepository", "the name of the chart"],
  ["GitRepository", "the path of the chart"],
  ["Bucket", "the path of the chart"],
]);

export default defineRule({
  id: "flux/helm-repository-in-chart-ref",
  summary: "A HelmRepository, GitRepository or Bucket under `chartRef`, where one finished chart must stand.",
  severity: "error",
  types: [HELM_RELEASE],
  patches: true,
  supersedes: ["schema/invalid-value"],

  *check({resource, root}) {
    const chartRef = root.at("spec", "chartRef");
    const kind = chartRef.get("kind");
    const chart = SOURCES.get(kind.string);
    if (!chart) return;
    yield {
      at: kind.mark,
      message:
        `\`chartRef\` can't be a ${kind.string}; the API server takes \`OCIRepository\`, \`HelmChart\` or ` +
        "`ExternalArtifact` there, which are one chart each. Name the source in `chart.spec.sourceRef`, and " +
        `${chart} in \`chart.spec.chart\`.`,
      // Which path in Git or a bucket holds the chart, nobody can guess.
      fixes:
        kind.string === "HelmRepository"
          ? [{title: "Use `OCIRepository`", edits: replaceScalar(kind, "OCIRepository")}, toChart(resource, chartRef)]
          : [],
    };
  },
});

/** Most releases have the name of their chart; a guess, but a better one than none. */
function toChart({role, root, name, document}: Resource, chartRef: Field): ProposedFix | undefined {
  if (role === "patch" || name === undefined || root.at("spec", "chart").exists || chartRef.isFlow) return undefined;
  const above = `chart:\n  spec:\n    chart: ${scalarText(name)}`;
  return {
    title: `Use \`chart.spec.sourceRef\`, with the chart \`${name}\``,
    edits: nestEntry(document.file, chartRef, above, 4, "sourceRef"),
  };
}
