import {isKustomizationFile} from "../resources/resource.ts";
import {isOpenText} from "../resources/substitution.ts";
import type {FluxKustomization} from "./flux/kustomization.ts";
import type {Graph, GraphFiles} from "./graph.ts";
import type {DocumentRef} from "./index.ts";
import type {KustomizationInFolder} from "./kustomize/build.ts";

// What the graph finds out when somebody asks for the first time; `Graph` keeps it.

/** The kustomization of a folder, as kustomize looks for it. */
export function findKustomization(graph: Graph, files: GraphFiles, folder: string): KustomizationInFolder {
  const found = graph.filesIn(folder).filter((path) => isKustomizationFile(path));
  if (found.length > 1) return {type: "several"};
  const [file] = found;
  if (file === undefined) return {type: "none"};
  const summary = graph.summary(file);
  if (!summary?.kustomization || summary.isBroken || files.isIgnored(file)) return {type: "unreadable"};
  return {type: "one", file, spec: summary.kustomization};
}

/** The keys of the entry points in a file, or that its objects come from; "" for what no Flux Kustomization applies. */
export function findStarts(graph: Graph, file: string): readonly string[] {
  const built = graph.builtInFile(file).map(({by}) => by?.key.split("|", 1)[0] ?? "");
  const own = graph.entryPoints.filter(({origin}) => origin.file === file).map(({key}) => key);
  return [...new Set([...built, ...own])];
}

/** The documents of the objects that are called otherwise on a cluster than they are written. */
export function findRenamed(graph: Graph, cluster: string): readonly DocumentRef[] {
  const refs: DocumentRef[] = [];
  for (const flux of graph.flux.on(cluster)) {
    for (const {origin, name, isRenamed} of graph.fluxBuild(flux).resources) {
      if (isRenamed || isOpenText(name)) refs.push({file: origin.file, document: origin.document});
    }
  }
  return refs;
}

/** Whether all that comes of the entry point with a key is known. */
export function isClosed(graph: Graph, key: string): boolean {
  const isOpen = (flux: FluxKustomization): boolean => flux.isHere !== true || graph.fluxBuild(flux).isOpen;
  const near = graph.flux.on(graph.held(key)?.cluster ?? "");
  return !near.some((flux) => `${flux.key}|`.startsWith(`${key}|`) && isOpen(flux));
}
