import type {Cluster} from "../../config.ts";

/** Folder names that say what is in a folder, not which cluster it is for. */
const GENERIC = new Set([
  "apps",
  "base",
  "bootstrap",
  "cluster",
  "clusters",
  "config",
  "deploy",
  "environments",
  "envs",
  "flux",
  "flux-system",
  "fluxcd",
  "gitops",
  "infra",
  "infrastructure",
  "k8s",
  "kubernetes",
  "manifests",
  "overlays",
  "sync",
]);

/**
 * The cluster of an entry point: the one whose configured path holds what it builds, or the file it is in; else the
 * first folder on the way to what it builds that does not just say what is in it; else the entry point's own name.
 */
export function clusterOf(
  clusters: ReadonlyMap<string, Cluster>,
  folder: string | undefined,
  file: string,
  name: string,
): string {
  const places = [...(folder === undefined ? [] : [folder]), file];
  for (const place of places) {
    for (const [cluster, {path}] of clusters) if (path !== undefined && isIn(place, path)) return cluster;
  }
  const telling = (folder || file).split("/").find((segment) => !GENERIC.has(segment) && !/\.ya?ml$/.test(segment));
  return telling ?? (GENERIC.has(name) ? "cluster" : name);
}

function isIn(place: string, path: string): boolean {
  const folder = path.replace(/^\.\//, "").replace(/\/$/, "");
  return folder === "" || place === folder || place.startsWith(`${folder}/`);
}
