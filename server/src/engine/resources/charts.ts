import {HELM_CHART, HELM_RELEASE, OCI_REPOSITORY} from "./flux-kinds.ts";
import type {Resource} from "./resource.ts";
import {isOpenText} from "./substitution.ts";

/** A document that says which chart it is about. */
export interface ChartSummary {
  readonly document: number;
  readonly type: string;
  /** The chart's own name: what its address or path ends with. */
  readonly chart: string;
}

/** Where the kinds that bring charts say which one. */
const CHART_FIELDS: Readonly<Record<string, readonly string[]>> = {
  [HELM_RELEASE]: ["spec", "chart", "spec", "chart"],
  [HELM_CHART]: ["spec", "chart"],
  [OCI_REPOSITORY]: ["spec", "url"],
};

/** The chart of what does not say which one it is about, or only to the cluster. */
export const UNKNOWN_CHART = "?";

/** The chart that a resource is about; none for a HelmRelease that leaves that to its source. */
export function chartSummaries({type, root, document}: Resource): ChartSummary[] {
  const path = CHART_FIELDS[type];
  if (!path || (type === HELM_RELEASE && root.at("spec", "chartRef", "name").string !== undefined)) return [];
  const text = root.at(...path).scalar;
  const chart = typeof text === "string" ? text.replace(/\/+$/, "").split("/").at(-1) : undefined;
  return [{document: document.index, type, chart: chart && !isOpenText(chart) ? chart : UNKNOWN_CHART}];
}
