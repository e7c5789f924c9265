import {isKustomizationFile} from "../resources/resource.ts";
import {baseName, folderOf} from "../text/paths.ts";
import type {Graph} from "../workspace/graph.ts";
import {UNKNOWN_FOLDER} from "../workspace/index.ts";
import {allPathEntries} from "../workspace/kustomize-entries.ts";
import type {Workspace} from "../workspace/workspace.ts";

/** A manifest that is not applied although Flux builds the kustomization that stands nearest to it. */
export interface Unreferenced {
  /** The nearest kustomization file. */
  readonly kustomization: string;
  /** What that would have to list: the file, or its folder where it is a kustomization. */
  readonly target: string;
  /** The folder right below the kustomization's that the file is in, when nobody refers to anything there. */
  readonly idleFolder: string | undefined;
}

/** Words in names of files that are not meant for a cluster. */
const NOT_MEANT =
  /(?:^|[._-])(?:archived?|bak|backup|deprecated|disabled|example|examples|old|sample|samples|templates?|tests?|tmpl|unused)(?:[._-]|$)/i;

/** What keeps a file from being applied; undefined where something refers to it, or may do so. */
export function unreferenced(workspace: Workspace, file: string): Unreferenced | undefined {
  const {graph} = workspace;
  // A Flux Kustomization whose folder only the cluster knows may build any.
  if (graph.index.fluxFolders.has(UNKNOWN_FOLDER)) return undefined;
  const isKustomization = isKustomizationFile(file);
  const target = isKustomization ? folderOf(file) : file;
  if (target === "" || isReferredTo(workspace, file, () => true) || !isManifest(workspace, file)) return undefined;
  const kustomization = nearestAbove(graph, folderOf(target));
  if (kustomization === undefined) return undefined;
  const above = folderOf(kustomization);
  if (isSetAside(graph, above, file) || !isBuilt(graph, kustomization)) return undefined;
  if (pathsBelow(workspace, above).has(file)) return undefined;
  const top = folderBelow(above, file);
  if (top === undefined || !isIdle(workspace, top)) return {kustomization, target, idleFolder: undefined};
  return representative(workspace, top) === file ? {kustomization, target, idleFolder: top} : undefined;
}

/** Whether a file holds objects that nothing applies yet by another way, such as a person who starts with them. */
function isManifest({graph}: Workspace, file: string): boolean {
  const summary = graph.summary(file);
  if (!summary || summary.isBroken || summary.kustomization?.kind === "Component") return false;
  if (isKustomizationFile(file)) return graph.kustomizationIn(folderOf(file)).type === "one";
  const entries = [...summary.flux, ...summary.syncs];
  if (entries.some(({document}) => graph.instancesOf({file, document}).length > 0)) return false;
  return (summary.objects?.length ?? 0) > 0;
}

/** Whether a kustomization or a Flux Kustomization in one of the files that count names a file, or its folder. */
function isReferredTo({graph}: Workspace, file: string, counts: (from: string) => boolean): boolean {
  const {index} = graph;
  const path = isKustomizationFile(file) ? folderOf(file) : file;
  const isNamed = [
    ...index.includes.files(path),
    ...index.patchFiles.files(path),
    ...index.pluginFiles.files(path),
    ...index.fluxComponents.files(path),
  ].some(counts);
  return isNamed || [...index.fluxFolders.files(path)].some(counts);
}

function nearestAbove(graph: Graph, start: string): string | undefined {
  for (let folder = start; ; folder = folderOf(folder)) {
    const found = graph.kustomizationIn(folder);
    if (found.type === "one") return found.file;
    if (found.type !== "none" || folder === "") return undefined;
  }
}

/** Whether the way to a file says that it is for something else, or Flux takes all that lies in one of the folders. */
function isSetAside(graph: Graph, above: string, file: string): boolean {
  if (NOT_MEANT.test(baseName(file))) return true;
  for (let folder = folderOf(file); folder !== above; folder = folderOf(folder)) {
    if (NOT_MEANT.test(baseName(folder)) || baseName(folder).startsWith(".")) return true;
    if (graph.presence(`${folder}/Chart.yaml`) === "file" || graph.index.fluxFolders.has(folder)) return true;
  }
  return false;
}

/** Whether Flux builds something in which a kustomization file has a part. */
function isBuilt(graph: Graph, kustomization: string): boolean {
  return graph
    .appliersOf(kustomization)
    .flux.some((ref) => graph.instancesOf(ref).some((flux) => graph.fluxBuild(flux).files.has(kustomization)));
}

/** All that the kustomizations in a folder and below name, values and settings included, by the file that names it. */
function pathsBelow(workspace: Workspace, folder: string): Map<string, string> {
  const {graph} = workspace;
  const paths = new Map<string, string>();
  const visit = (at: string): void => {
    const found = graph.kustomizationIn(at);
    const [resource] = found.type === "one" ? (workspace.judgement(found.file)?.resources ?? []) : [];
    for (const {target} of resource ? allPathEntries(resource) : []) {
      if (target !== undefined) paths.set(target, resource?.document.file.path ?? at);
    }
    graph.foldersIn(at).forEach(visit);
  };
  visit(folder);
  return paths;
}

/** The folder right below another one that a file is in; undefined where it is right in that one. */
function folderBelow(above: string, file: string): string | undefined {
  for (let folder = folderOf(file); folder !== above; folder = folderOf(folder)) {
    if (folderOf(folder) === above) return folder;
  }
  return undefined;
}

/** Whether nothing outside of a folder names anything in it. */
function isIdle(workspace: Workspace, folder: string): boolean {
  const isInside = (path: string): boolean => path.startsWith(`${folder}/`);
  for (const [path, from] of pathsBelow(workspace, folderOf(folder))) {
    if ((isInside(path) || path === folder) && !isInside(from)) return false;
  }
  return filesBelow(workspace.graph, folder).every((file) => !isReferredTo(workspace, file, (from) => !isInside(from)));
}

/** The file that speaks for an idle folder: its Flux Kustomization, else its kustomization, else its first manifest. */
function representative(workspace: Workspace, folder: string): string | undefined {
  const {graph} = workspace;
  const above = folderOf(folder);
  const files = filesBelow(graph, folder).filter((file) => {
    if (!isManifest(workspace, file) || isReferredTo(workspace, file, () => true)) return false;
    const nearest = nearestAbove(graph, folderOf(isKustomizationFile(file) ? folderOf(file) : file));
    return nearest !== undefined && folderOf(nearest) === above && !isSetAside(graph, above, file);
  });
  return (
    files.find((file) => (graph.summary(file)?.flux.length ?? 0) > 0) ??
    files.find((file) => isKustomizationFile(file)) ??
    files[0]
  );
}

function filesBelow(graph: Graph, folder: string): string[] {
  return [...graph.filesIn(folder), ...graph.foldersIn(folder).flatMap((inner) => filesBelow(graph, inner))];
}
