import {folderOf} from "../text/paths.ts";
import type {FluxKustomization} from "./flux/kustomization.ts";
import type {Graph} from "./graph.ts";
import {Accumulation} from "./kustomize/accumulation.ts";
import type {BuildProblem} from "./kustomize/build.ts";

/** What is wrong with a build at a place of a file, and for which clusters. */
export interface FoundProblem extends BuildProblem {
  /** The clusters for which it holds, where it does not hold for all that build the file; otherwise none. */
  readonly clusters: readonly string[];
}

/**
 * What goes wrong in builds because of a kustomization file. Where Flux builds the folder, what counts is what Flux
 * builds there: components of a Flux Kustomization can bring in what a patch in the file needs.
 */
export function problemsOfKustomization(graph: Graph, file: string): FoundProblem[] {
  const folder = folderOf(file);
  const found = graph.kustomizationIn(folder);
  if (found.type !== "one") return [];
  if (found.spec.kind === "Component") return structuralProblems(graph, folder, file);
  const builders = [...graph.index.fluxFolders.get(folder)]
    .flatMap((ref) => graph.instancesOf(ref))
    .filter((flux) => flux.folder === folder);
  if (builders.length === 0)
    return inFile(graph.build(folder).problems, file).map((problem) => ({...problem, clusters: []}));
  return common(graph, builders, file);
}

/** A Component's patches can only be judged by what it is added to; what it includes is the same everywhere. */
function structuralProblems(graph: Graph, folder: string, file: string): FoundProblem[] {
  const found = graph.kustomizationIn(folder);
  if (found.type !== "one") return [];
  const run = new Accumulation(graph, [folder]);
  run.accumulate(file, {...found.spec, patches: [], strategicMerges: [], jsonPatches: []}, (pointer) => ({
    file,
    document: 0,
    pointer,
  }));
  return inFile(run.result.problems, file).map((problem) => ({...problem, clusters: []}));
}

function common(graph: Graph, builders: readonly FluxKustomization[], file: string): FoundProblem[] {
  const byKey = new Map<string, {problem: BuildProblem; clusters: Set<string>; count: number}>();
  for (const flux of builders) {
    for (const problem of inFile(graph.fluxBuild(flux).problems, file)) {
      const {place, cause} = problem;
      const patch = "patch" in cause ? JSON.stringify(cause.patch) : "";
      const key = `${place.document}${place.pointer} ${cause.type} ${patch}`;
      const known = byKey.get(key) ?? {problem, clusters: new Set<string>(), count: 0};
      known.clusters.add(flux.cluster);
      known.count++;
      byKey.set(key, known);
    }
  }
  return [...byKey.values()].map(({problem, clusters, count}) => ({
    ...problem,
    clusters: count < builders.length ? [...clusters] : [],
  }));
}

function inFile(problems: readonly BuildProblem[], file: string): BuildProblem[] {
  return problems.filter(({place}) => place.file === file);
}
