import {isKustomizationFile} from "../../resources/resource.ts";
import {folderOf} from "../../text/paths.ts";
import type {FluxKustomization} from "../../workspace/flux/kustomization.ts";
import type {Graph} from "../../workspace/graph.ts";

/**
 * The kustomizations through which a file gets into what a Flux Kustomization builds, the nearest first; of several
 * ways the shortest. None for a file that Flux takes by itself.
 */
export function inclusionChain(graph: Graph, flux: FluxKustomization, file: string): string[] {
  const {files} = graph.fluxBuild(flux);
  const tops = new Set([flux.folder, ...flux.components.map(({folder}) => folder)]);
  const below = new Map<string, string | undefined>([[file, undefined]]);
  let last = file;
  for (const path of below.keys()) {
    const isKustomization = isKustomizationFile(path);
    if (isKustomization) last = path;
    if (isKustomization && tops.has(folderOf(path))) break;
    // A kustomization is included by its folder, everything else by itself.
    for (const above of graph.index.includes.files(isKustomization ? folderOf(path) : path)) {
      if (files.has(above) && !below.has(above)) below.set(above, path);
    }
  }
  return wayTo(last, below).filter((path) => path !== file);
}

function wayTo(path: string, below: ReadonlyMap<string, string | undefined>): string[] {
  const way: string[] = [];
  for (let at: string | undefined = path; at !== undefined; at = below.get(at)) way.unshift(at);
  return way;
}
