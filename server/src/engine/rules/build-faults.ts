import {KUSTOMIZATION as FLUX_KUSTOMIZATION} from "../resources/flux-kinds.ts";
import {COMPONENT} from "../resources/kustomize.ts";
import type {Resource} from "../resources/resource.ts";
import {allOf, quoted} from "../schema/words.ts";
import {folderOf} from "../text/paths.ts";
import type {FluxKustomization} from "../workspace/flux/kustomization.ts";
import type {Graph} from "../workspace/graph.ts";
import type {DocumentRef} from "../workspace/index.ts";
import type {Build, BuildCause, BuildProblem} from "../workspace/kustomize/build.ts";
import {problemsOfKustomization} from "../workspace/problems.ts";

/** A build that a document has a part in, and the cluster that it is for, where Flux builds it. */
export interface Part {
  readonly build: Build;
  readonly cluster: string | undefined;
}

type CauseType = BuildCause["type"];
type Cause<T extends CauseType> = Extract<BuildCause, {readonly type: T}>;

/** A fault of builds at a place of one document. */
export interface BuildFault<T extends CauseType> {
  readonly cause: Cause<T>;
  /** The JSON pointer of the place. */
  readonly pointer: string;
  /** The clusters that have it, where not every build that the document has a part in does; otherwise none. */
  readonly clusters: readonly string[];
}

/** A fault of a Component that only some of those have that include it. */
export interface FaultOfComponent<T extends CauseType> {
  readonly cause: Cause<T>;
  /** The folder of the Component. */
  readonly folder: string;
  readonly clusters: readonly string[];
}

/** The builds that a kustomization or a Flux Kustomization has a part in: a Component, in those of all its users. */
export function partsOf(graph: Graph, {type, document}: Resource): Part[] {
  const {path} = document.file;
  if (type === FLUX_KUSTOMIZATION) {
    return fluxParts(graph, [{file: path, document: document.index}], ({folder}) => folder !== undefined);
  }
  return document.index === 0 ? partsOfFolder(graph, folderOf(path)) : [];
}

/**
 * What goes wrong in builds because of what is written in a resource's own document. What a Component does is a fault
 * of the Component only where all that use it agree.
 */
export function faultsOf<T extends CauseType>(graph: Graph, resource: Resource, type: T): BuildFault<T>[] {
  const {file, index} = resource.document;
  const parts = partsOf(graph, resource);
  if (parts.length === 0) return resource.type === COMPONENT ? unusedFaults(graph, file.path, type) : [];
  const faults = grouped(parts, type, ({place}) => place.file === file.path && place.document === index);
  return faults
    .filter(({count}) => resource.type !== COMPONENT || count === parts.length)
    .map(({problem, cause, count, clusters}) => ({
      cause,
      pointer: problem.place.pointer,
      clusters: count < parts.length ? clusters : [],
    }));
}

/** What goes wrong in Components because of what this resource, as opposed to others, adds them to. */
export function faultsOfComponents<T extends CauseType>(
  graph: Graph,
  resource: Resource,
  type: T,
): FaultOfComponent<T>[] {
  if (resource.type === COMPONENT) return [];
  const parts = partsOf(graph, resource);
  const isInComponent = ({place}: BuildProblem): boolean => {
    const found = graph.kustomizationIn(folderOf(place.file));
    return found.type === "one" && found.file === place.file && found.spec.kind === "Component";
  };
  return grouped(parts, type, isInComponent).flatMap(({problem, cause, key, count, clusters}) => {
    const folder = folderOf(problem.place.file);
    const users = partsOfFolder(graph, folder);
    const isFaultOfComponent = grouped(users, type, isInComponent).some(
      (fault) => fault.key === key && fault.count === users.length,
    );
    return isFaultOfComponent ? [] : [{cause, folder, clusters: count < parts.length ? clusters : []}];
  });
}

/** Whether a Component in `folder` includes the one in `wanted`, at any depth, or is it. */
export function leadsTo(graph: Graph, folder: string, wanted: string, seen: Set<string> = new Set()): boolean {
  if (folder === wanted) return true;
  if (seen.has(folder)) return false;
  seen.add(folder);
  const found = graph.kustomizationIn(folder);
  if (found.type !== "one" || found.spec.kind !== "Component") return false;
  return found.spec.components.some(({target}) => target !== undefined && leadsTo(graph, target, wanted, seen));
}

/** Where a fault holds, as a part of a sentence: "" for everywhere. */
export function onClusters(clusters: readonly string[]): string {
  if (clusters.length === 0) return "";
  return ` on ${clusters.length === 1 ? "cluster" : "the clusters"} ${allOf(quoted([...clusters].sort()))}`;
}

interface GroupedFault<T extends CauseType> {
  readonly problem: BuildProblem;
  readonly cause: Cause<T>;
  readonly key: string;
  readonly clusters: string[];
  /** How many of the builds have it. */
  readonly count: number;
}

/** The faults of builds that are in scope, each once. */
function grouped<T extends CauseType>(
  parts: readonly Part[],
  type: T,
  isInScope: (problem: BuildProblem) => boolean,
): GroupedFault<T>[] {
  const found = new Map<string, {problem: BuildProblem; cause: Cause<T>; clusters: Set<string>; count: number}>();
  for (const {build, cluster} of parts) {
    const own = new Set<string>();
    for (const [problem, cause] of certain(build, type)) {
      const key = `${problem.place.file} ${problem.place.document}${problem.place.pointer} ${subjectOf(cause)}`;
      if (!isInScope(problem) || own.has(key)) continue;
      own.add(key);
      const known = found.get(key) ?? {problem, cause, clusters: new Set<string>(), count: 0};
      if (cluster !== undefined) known.clusters.add(cluster);
      known.count++;
      found.set(key, known);
    }
  }
  return [...found].map(([key, {clusters, ...rest}]) => ({...rest, key, clusters: [...clusters]}));
}

/** The problems of a build that what it does not show can't undo. */
function certain<T extends CauseType>(build: Build, type: T): [BuildProblem, Cause<T>][] {
  if (type === "matchesNothing" && build.isOpen) return [];
  const seen = new Set<string>();
  return build.problems.flatMap((problem): [BuildProblem, Cause<T>][] => {
    const {cause} = problem;
    if (cause.type !== type) return [];
    // Two objects that have become one are still one after everything that comes later.
    const pair = cause.type === "duplicate" ? subjectOf(cause) : undefined;
    if (pair !== undefined && seen.has(pair)) return [];
    if (pair !== undefined) seen.add(pair);
    return [[problem, cause as Cause<T>]];
  });
}

/** What a fault is about, where several may lie at one place. */
function subjectOf(cause: BuildCause): string {
  switch (cause.type) {
    case "duplicate":
      return JSON.stringify([cause.first.origin, cause.second.origin]);
    case "matchesNothing":
    case "ambiguous":
      return JSON.stringify(cause.patch);
    case "failed":
      return JSON.stringify(cause.resource.origin);
    default:
      return "";
  }
}

function unusedFaults<T extends CauseType>(graph: Graph, file: string, type: T): BuildFault<T>[] {
  return problemsOfKustomization(graph, file).flatMap(({cause, place, clusters}) =>
    cause.type === type ? [{cause: cause as Cause<T>, pointer: place.pointer, clusters}] : [],
  );
}

function partsOfFolder(graph: Graph, folder: string, seen: Set<string> = new Set()): Part[] {
  const found = graph.kustomizationIn(folder);
  if (found.type !== "one" || seen.has(folder)) return [];
  seen.add(folder);
  const {index} = graph;
  if (found.spec.kind === "Kustomization") {
    const built = fluxParts(graph, index.fluxFolders.get(folder), (flux) => flux.folder === folder);
    return built.length > 0 ? built : [{build: graph.build(folder), cluster: undefined}];
  }
  const users = [...index.includes.files(folder)].map(folderOf).filter((user) => {
    const includer = graph.kustomizationIn(user);
    return includer.type === "one" && includer.spec.components.some(({target}) => target === folder);
  });
  const added = fluxParts(graph, index.fluxComponents.get(folder), (flux) =>
    flux.components.some((component) => component.folder === folder),
  );
  const all = [...users.flatMap((user) => partsOfFolder(graph, user, seen)), ...added];
  // Several ways may lead to one build.
  return [...new Map(all.map((part) => [part.build, part])).values()];
}

function fluxParts(graph: Graph, refs: Iterable<DocumentRef>, isWanted: (flux: FluxKustomization) => boolean): Part[] {
  return [...refs]
    .flatMap((ref) => graph.instancesOf(ref))
    .filter(isWanted)
    .map((flux) => ({build: graph.fluxBuild(flux), cluster: flux.cluster}));
}
