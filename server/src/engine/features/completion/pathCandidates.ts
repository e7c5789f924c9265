import {isKustomizationFile} from "../../resources/resource.ts";
import {folderOf} from "../../text/paths.ts";
import {isManifestName} from "../../workspace/folders.ts";
import type {Workspace} from "../../workspace/workspace.ts";

/** A file or folder that a path can lead to. */
export interface PathCandidate {
  readonly path: string;
  readonly kind: "file" | "folder";
  /** What is there, in a few words. */
  readonly detail: string;
  /** Whether something else leads there already, so that it is hardly meant. */
  readonly isTaken: boolean;
}

/** More than this are no help, and take long to find. */
const MAX_CANDIDATES = 500;

/**
 * What the kustomization `from` could list: manifests below a folder, and the folders below it that have a kustomization
 * of their own, unless Flux builds them by themselves.
 */
export function resourcesBelow(workspace: Workspace, folder: string, from: string): PathCandidate[] {
  const {graph} = workspace;
  const found: PathCandidate[] = [];
  const collect = (inner: string): void => {
    for (const path of graph.filesIn(inner)) {
      const objects =
        isManifestName(path) && !isKustomizationFile(path) ? (workspace.summary(path)?.objects ?? []) : [];
      if (objects.length === 0 || workspace.isPatchFile(path) || workspace.isIgnored(path)) continue;
      const isTaken = [...graph.index.includes.files(path)].some((other) => other !== from);
      found.push({path, kind: "file", detail: kindsIn(objects.map(({head}) => head.kind)), isTaken});
    }
    for (const path of graph.foldersIn(inner)) {
      if (found.length >= MAX_CANDIDATES) return;
      const kustomization = graph.kustomizationIn(path);
      if (kustomization.type === "none") collect(path);
      else if (
        kustomization.type === "one" &&
        kustomization.spec.kind === "Kustomization" &&
        !graph.index.fluxFolders.has(path)
      ) {
        found.push({path, kind: "folder", detail: "Kustomization", isTaken: false});
      }
    }
  };
  collect(folder);
  return found;
}

/** All Components of the repository. */
export function components(workspace: Workspace): PathCandidate[] {
  return kustomizationFolders(workspace, "Component").map((path) => ({
    path,
    kind: "folder",
    detail: "Component",
    isTaken: false,
  }));
}

/** The folders that a Flux Kustomization can build: those with a kustomization. */
export function buildableFolders(workspace: Workspace): PathCandidate[] {
  const {graph} = workspace;
  return kustomizationFolders(workspace, "Kustomization").map((path) => ({
    path,
    kind: "folder",
    detail: "Kustomization",
    isTaken: graph.index.fluxFolders.has(path) || graph.index.includes.has(path),
  }));
}

/** The files below a folder, but for those of kustomizations below it. */
export function filesBelow({graph}: Workspace, folder: string, accepts: (path: string) => boolean): PathCandidate[] {
  const found: PathCandidate[] = [];
  const collect = (inner: string): void => {
    for (const path of graph.filesIn(inner)) {
      if (!isKustomizationFile(path) && accepts(path)) found.push({path, kind: "file", detail: "file", isTaken: false});
    }
    for (const path of graph.foldersIn(inner)) {
      if (found.length < MAX_CANDIDATES && graph.kustomizationIn(path).type === "none") collect(path);
    }
  };
  collect(folder);
  return found;
}

function kustomizationFolders(workspace: Workspace, kind: "Kustomization" | "Component"): string[] {
  const folders: string[] = [];
  for (const path of workspace.paths) {
    if (isKustomizationFile(path) && workspace.summary(path)?.kustomization?.kind === kind)
      folders.push(folderOf(path));
  }
  return folders;
}

function kindsIn(kinds: readonly string[]): string {
  const each = [...new Set(kinds)];
  return each.length > 3 ? `${each.slice(0, 3).join(", ")} …` : each.join(", ");
}
