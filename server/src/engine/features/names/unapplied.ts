import {folderOf} from "../../text/paths.ts";
import type {Graph} from "../../workspace/graph.ts";
import type {DocumentRef} from "../../workspace/index.ts";
import type {Resolution, Target} from "../../workspace/resolve.ts";

/**
 * What a reference leads to where people apply something by hand: what starts Flux on a cluster, with its source, is in
 * the repository, but nothing in the repository applies it. It belongs to the cluster whose entry points are near it.
 */
export function withUnapplied(
  graph: Graph,
  file: string,
  types: readonly string[],
  resolution: Resolution,
): Resolution {
  const {found, elsewhere, name, namespace, from, cluster} = resolution;
  const isSettled = from ? found.length > 0 || name === undefined : found.length < 2;
  if (isSettled) return resolution;
  const here = (): ReadonlySet<string> => (cluster === undefined ? clustersNear(graph, file) : new Set([cluster]));
  if (!from) return {...resolution, found: narrowed(graph, found, here(), namespace)};
  const unapplied = types.flatMap((type) =>
    [...graph.index.objects.get(`${type}|${name}`)]
      .filter((at) => graph.applied(at).length === 0 && isNear(graph, at.file, here()))
      .map((at) => unappliedTarget(graph, at, type)),
  );
  const meant = unapplied.filter((target) => isInNamespace(target, namespace));
  const others = unapplied.filter((target) => !isInNamespace(target, namespace));
  return {
    ...resolution,
    found: meant,
    elsewhere: [...elsewhere, ...others],
    state: meant.length > 0 ? "found" : resolution.state,
  };
}

function unappliedTarget(graph: Graph, at: DocumentRef, type: string): Target {
  const namespace = writtenNamespace(graph, at);
  return {at, type, applied: undefined, namespace, isMade: false, isCertain: true, isClusterScoped: false};
}

/** Of several that may be meant, those of the same cluster and namespace, where there are such. */
function narrowed(
  graph: Graph,
  found: readonly Target[],
  here: ReadonlySet<string>,
  namespace: string | undefined,
): readonly Target[] {
  const near = found.filter(
    (target) =>
      (target.applied?.cluster === undefined
        ? isNear(graph, target.at.file, here)
        : here.size === 0 || here.has(target.applied.cluster)) &&
      isInNamespace(target.applied ? target : {namespace: writtenNamespace(graph, target.at)}, namespace),
  );
  return near.length > 0 ? near : found;
}

function isInNamespace(target: Pick<Target, "namespace">, namespace: string | undefined): boolean {
  return namespace === undefined || target.namespace === undefined || target.namespace === namespace;
}

function writtenNamespace(graph: Graph, {file, document}: DocumentRef): string | undefined {
  const objects = graph.summary(file)?.objects;
  return objects?.find((object) => object.document === document)?.head.metadata.namespace;
}

function isNear(graph: Graph, file: string, clusters: ReadonlySet<string>): boolean {
  const own = clustersNear(graph, file);
  return own.size === 0 || clusters.size === 0 || [...own].some((cluster) => clusters.has(cluster));
}

/** The clusters of the entry points in the nearest folder around a file that has some. */
function clustersNear(graph: Graph, file: string): ReadonlySet<string> {
  const entries = graph.fluxKustomizations.filter(({parent}) => !parent);
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    const inside = entries.filter(({origin}) => folder === "" || origin.file.startsWith(`${folder}/`));
    if (inside.length > 0 || folder === "") return new Set(inside.map(({cluster}) => cluster));
  }
}
