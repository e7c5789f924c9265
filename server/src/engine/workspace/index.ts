import {isKustomizationFile, type Resource} from "../resources/resource.ts";
import {folderOf} from "../text/paths.ts";
import type {YamlFile} from "../yaml/parse.ts";
import {globMatcher} from "./globs.ts";
import {type FileSummary, type PatchSummary, patchSummary} from "./summary.ts";

/** A file that kustomize takes as the kustomization of its folder. */
export interface KustomizationFile {
  readonly path: string;
  readonly kind: "Kustomization" | "Component";
  readonly bringsObjects: boolean;
}

/** What a patch sets, for many questions. */
interface IndexedPatch {
  readonly apiVersion: string | undefined;
  /** JSON pointers. */
  readonly fields: ReadonlySet<string>;
}

/** What the summaries of all files say together. */
export interface RepositoryIndex {
  readonly patchFiles: ReadonlySet<string>;
  /** Files that configure generators and transformers. */
  readonly pluginFiles: ReadonlySet<string>;
  readonly fluxPaths: ReadonlySet<string>;
  /** By folder. */
  readonly kustomizations: ReadonlyMap<string, readonly KustomizationFile[]>;
  isIgnored(path: string): boolean;
  /** The patches that may reach a resource, by its kind. */
  patchesFor(resource: Pick<Resource, "type" | "kind" | "group">): readonly IndexedPatch[];
}

/** Builds the index. `fileAt` reads the patches that stand in files of their own. */
export function buildIndex(
  summaries: ReadonlyMap<string, {readonly summary: FileSummary}>,
  fileAt: (path: string) => YamlFile | undefined,
  ignore: readonly string[],
): RepositoryIndex {
  const patchFiles = new Set<string>();
  const pluginFiles = new Set<string>();
  const fluxPaths = new Set<string>();
  const kustomizations = new Map<string, KustomizationFile[]>();
  const patches: PatchSummary[] = [];
  for (const [path, {summary}] of summaries) {
    for (const patchFile of summary.patchFiles) {
      patchFiles.add(patchFile.path);
      for (const document of fileAt(patchFile.path)?.documents ?? []) patches.push(patchSummary(document, patchFile));
    }
    for (const pluginFile of summary.pluginFiles) pluginFiles.add(pluginFile);
    for (const folder of summary.fluxPaths) fluxPaths.add(folder);
    patches.push(...summary.patches);
    if (summary.kustomization && isKustomizationFile(path)) {
      const folder = folderOf(path);
      const found = {path, kind: summary.kustomization, bringsObjects: summary.bringsObjects ?? false};
      kustomizations.set(folder, [...(kustomizations.get(folder) ?? []), found]);
    }
  }
  return {
    patchFiles,
    pluginFiles,
    fluxPaths,
    kustomizations,
    isIgnored: globMatcher(ignore),
    patchesFor: byType(patches),
  };
}

/** Repositories have thousands of patches and a few dozen kinds, so the answer is kept for each kind. */
function byType(patches: readonly PatchSummary[]): RepositoryIndex["patchesFor"] {
  const found = new Map<string, readonly IndexedPatch[]>();
  return ({type, kind, group}) => {
    const known = found.get(type);
    if (known) return known;
    const reaching = patches
      .filter((patch) => matches(patch.kind, kind) && matches(patch.group, group))
      .map((patch) => ({apiVersion: patch.apiVersion, fields: new Set(patch.fields)}));
    found.set(type, reaching);
    return reaching;
  };
}

/** Kustomize's selectors are regular expressions for the whole text. One that JavaScript can't read may match. */
function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined || pattern === "" || pattern === text) return true;
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return true;
  }
}
