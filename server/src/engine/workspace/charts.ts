import {UNKNOWN_CHART} from "../resources/charts.ts";
import {HELM_RELEASE} from "../resources/flux-kinds.ts";
import type {Graph} from "./graph.ts";
import {mayBeOn, type Placed, placedAs} from "./placed.ts";
import {itemsAt, valueAt} from "./values.ts";

/** A HelmRelease, as it gets to one cluster. */
export interface Release extends Placed {
  readonly values: unknown;
  /** Whether nothing outside of `values` has a say: no ConfigMaps or Secrets with more, no post-renderers. */
  readonly isWhole: boolean;
}

/** The HelmReleases of a chart, in the order of their files. */
export function releasesOfChart(graph: Graph, chart: string): Release[] {
  const found = [...graph.index.charts.get(chart)].flatMap(({file, document, type}) => {
    const placed = placedAs(graph, type, {file, document});
    return type === HELM_RELEASE ? placed : placed.flatMap((source) => usersOf(graph, type, source));
  });
  const byPlace = new Map(
    found.map((one) => [`${one.at.file}\n${one.at.document}\n${one.cluster}\n${one.namespace}`, one]),
  );
  return [...byPlace].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => releaseOf(one));
}

/** Whether a cluster may have releases of which nobody knows here what chart they are of. */
export function mayHaveMoreReleases(graph: Graph, cluster: string | undefined): boolean {
  return [...graph.index.charts.get(UNKNOWN_CHART)].some(({file, document, type}) =>
    placedAs(graph, type, {file, document}).some((one) => mayBeOn(one, cluster)),
  );
}

/** The HelmReleases that take their chart from a source. */
function usersOf(graph: Graph, type: string, source: Placed): Placed[] {
  const {name, namespace} = source;
  if (!name) return [];
  const files = [...new Set(graph.index.references.get(`${type}|${name}`))];
  return files.flatMap((file) => {
    const documents = (graph.summary(file)?.objects ?? []).filter(({head}) => head.kind === "HelmRelease");
    return documents
      .flatMap(({document}) => placedAs(graph, HELM_RELEASE, {file, document}))
      .filter((release) => {
        const ref = valueAt(release.object, ["spec", "chartRef"]);
        const own = valueAt(ref, ["namespace"]) ?? release.namespace;
        const isOne = valueAt(ref, ["name"]) === name && type.endsWith(`/${valueAt(ref, ["kind"])}`);
        return (
          isOne && own === namespace && (!source.cluster || !release.cluster || source.cluster === release.cluster)
        );
      });
  });
}

/** A HelmRelease with its values. */
export function releaseOf(placed: Placed): Release {
  const spec = valueAt(placed.object, ["spec"]);
  const isWhole = itemsAt(spec, ["valuesFrom"]).length === 0 && itemsAt(spec, ["postRenderers"]).length === 0;
  return {...placed, values: valueAt(spec, ["values"]), isWhole: placed.object !== undefined && isWhole};
}
