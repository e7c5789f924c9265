import {quoted} from "../schema/words.ts";
import type {FluxKustomization} from "../workspace/flux/kustomization.ts";
import type {Applied, Graph} from "../workspace/graph.ts";
import {ANY_NAME} from "../workspace/index.ts";

/** What the tree of a Flux Kustomization starts with. */
export function rootOf(flux: FluxKustomization): FluxKustomization {
  return flux.parent ? rootOf(flux.parent) : flux;
}

/**
 * Whether two Flux Kustomizations may be on one cluster. The names of clusters are guessed where nobody has configured
 * them, so that two trees count as two clusters only where they start with the same name, which one cluster can't have
 * twice.
 */
export function mayBeOneCluster(graph: Graph, a: FluxKustomization, b: FluxKustomization): boolean {
  if (a.cluster === b.cluster) return true;
  const {clusters} = graph.config;
  if (clusters.has(a.cluster) && clusters.has(b.cluster)) return false;
  const [one, other] = [rootOf(a), rootOf(b)];
  return one.name !== other.name || one.namespace !== other.namespace;
}

/** Whether objects of a file may be on the cluster of a Flux Kustomization, with Flux applying them. */
export function mayShareCluster(graph: Graph, file: string, by: FluxKustomization): boolean {
  return graph.startsOf(file).some((key) => {
    const start = graph.held(key);
    return start !== undefined && mayBeOneCluster(graph, start, by);
  });
}

/** Whether a Flux Kustomization applies to another cluster than the one it is on. */
export function goesElsewhere(flux: FluxKustomization): boolean {
  for (let one: FluxKustomization | undefined = flux; one; one = one.parent) {
    if (one.spec.kubeConfig !== undefined) return true;
  }
  return false;
}

/** Whether some kustomization of what Flux builds has one of these fields. */
export function hasFields(graph: Graph, flux: FluxKustomization, fields: readonly string[]): boolean {
  return [...graph.fluxBuild(flux).files].some((file) =>
    graph.summary(file)?.kustomization?.opaque.some((field) => fields.includes(field)),
  );
}

/** Whether everything that Flux applies on the cluster of a Flux Kustomization is in this repository and can be read. */
export function isAllKnown(graph: Graph, by: FluxKustomization): boolean {
  return graph.entryPoints.filter((start) => mayBeOneCluster(graph, start, by)).every((start) => graph.isClosed(start));
}

/** The objects of a type that Flux applies on the cluster of a Flux Kustomization, or may apply there. */
export function appliedOfType(graph: Graph, type: string, on: FluxKustomization): Applied[] {
  const refs = [...graph.index.objects.get(`${type}|${ANY_NAME}`)].filter(({file}) => mayShareCluster(graph, file, on));
  return refs.flatMap((ref) =>
    graph
      .applied(ref)
      .filter(({resource, by}) => resource.type === type && by !== undefined && mayBeOneCluster(graph, by, on)),
  );
}

/** ` on cluster \`main\``, where something does not hold for every way; otherwise nothing. */
export function onClusters(misses: readonly {readonly cluster: string}[], isEverywhere: boolean): string {
  if (isEverywhere) return "";
  const names = quoted([...new Set(misses.map(({cluster}) => cluster))]);
  return ` on cluster ${names.join(", ")}`;
}
