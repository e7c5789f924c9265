import {isKustomizationFile, type Resource} from "../../resources/resource.ts";
import {folderOf} from "../../text/paths.ts";
import {isManifestName} from "../../workspace/folders.ts";
import {type PathReference, pathReferences} from "../../workspace/references.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {pointerOf} from "../../yaml/value.ts";
import type {PathHere} from "./at.ts";

/** Where a path is written. */
export interface PathUse {
  readonly reference: PathReference;
  readonly resource: Resource;
}

/** The files that a path leads to: the file itself, or for a folder what is read there first. */
export function targetFiles(
  workspace: Workspace,
  {reference, resource}: Pick<PathHere, "reference" | "resource">,
): string[] {
  const {target} = reference;
  if (target === undefined || isOfAnotherSource(workspace, resource)) return [];
  const presence = workspace.graph.presence(target);
  if (presence === "file") return [target];
  return presence === "folder" ? entryFiles(workspace, target) : [];
}

/** What a person looks for in a folder: its kustomization, or else the first manifest that Flux would find there. */
export function entryFiles({graph}: Workspace, folder: string): string[] {
  const files = graph.filesIn(folder);
  const kustomizations = files.filter((file) => isKustomizationFile(file));
  if (kustomizations.length > 0) return kustomizations;
  const first = files.find((file) => isManifestName(file));
  return first === undefined ? [] : [first];
}

/** Whether the paths of a Flux Kustomization are those of another repository, wherever it is applied. */
export function isOfAnotherSource({graph}: Workspace, {document, role}: Resource): boolean {
  if (role === "patch") return false;
  const instances = graph.instancesOf({file: document.file.path, document: document.index});
  return instances.length > 0 && instances.every(({isHere}) => isHere === false);
}

/** The known paths of a file that lead somewhere in this repository. */
export function pathsIn(workspace: Workspace, file: string): PathUse[] {
  return (workspace.judgement(file)?.resources ?? [])
    .filter((resource) => !isOfAnotherSource(workspace, resource))
    .flatMap((resource) => pathsOf(workspace, resource).map((reference) => ({reference, resource})));
}

/**
 * The known paths of a resource. Components are counted from the folder that is built in the end, which patches and
 * variables may decide; in a patch nobody can tell.
 */
export function pathsOf({graph}: Workspace, resource: Resource): PathReference[] {
  const references = pathReferences(resource);
  if (resource.role === "patch") return references.filter(({list}) => list === "spec.path");
  const {file, index: document} = resource.document;
  return references.flatMap((reference) => {
    if (reference.list !== "spec.components[]") return reference;
    const pointer = pointerOf(reference.field.path);
    const folders = graph
      .instancesOf({file: file.path, document})
      .map(({components}) => components.find((component) => component.pointer === pointer)?.folder);
    const targets = [...new Set(folders.length > 0 ? folders : [reference.target])];
    return targets.length === 1 ? {...reference, target: targets[0]} : [];
  });
}

/** Where paths are written that lead to a file or folder; a kustomization is reached by its folder too. */
export function pathUsesOf(workspace: Workspace, target: string): PathUse[] {
  const targets = new Set([target, ...(isKustomizationFile(target) ? [folderOf(target)] : [])]);
  const indexed = [...targets].flatMap((one) => indexedFilesThatLeadTo(workspace, one));
  const files = new Set([...indexed, ...withOtherPaths(workspace)]);
  return [...files].flatMap((file) =>
    pathsIn(workspace, file).filter((use) => use.reference.target !== undefined && targets.has(use.reference.target)),
  );
}

/** Files that the index knows to hold a path to a file or folder. */
export function indexedFilesThatLeadTo({graph}: Workspace, target: string): string[] {
  const {includes, patchFiles, pluginFiles, fluxFolders, fluxComponents} = graph.index;
  const flux = [...fluxFolders.get(target), ...fluxComponents.get(target)].map(({file}) => file);
  return [...[includes, patchFiles, pluginFiles].flatMap((keyed) => [...keyed.files(target)]), ...flux];
}

/** Kustomizations with paths that no index holds: files of generators, replacements, schemas. */
export function withOtherPaths({graph, paths}: Workspace): string[] {
  return [...paths].filter((path) => {
    const spec = graph.summary(path)?.kustomization;
    return spec !== undefined && (spec.generators.length > 0 || spec.opaque.length > 0);
  });
}
