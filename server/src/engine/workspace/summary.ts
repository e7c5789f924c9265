import {OBJECT_FIELDS} from "../resources/kustomize.ts";
import {isKustomizationFile, patchOf, type Resource, resourceOf} from "../resources/resource.ts";
import {folderOf, joinClamped, joinPath} from "../text/paths.ts";
import type {Field} from "../yaml/field.ts";
import type {YamlDocument, YamlFile} from "../yaml/parse.ts";
import {plainValue, pointerOf} from "../yaml/value.ts";
import {PLUGIN_LISTS, pathEntries} from "./kustomize-entries.ts";
import {inlinePatch, patchEntries} from "./patches.ts";

/**
 * What a file means for other files. As long as an edit leaves it as it is, no other file's findings change.
 * Plain data, so that two summaries can be compared.
 */
export interface FileSummary {
  /** The kind that makes the file a kustomization; undefined for other files. */
  readonly kustomization?: "Kustomization" | "Component";
  /** Whether this kustomization brings objects in, as opposed to only changing some. */
  readonly bringsObjects?: boolean;
  /** Paths of files that configure generators and transformers of this kustomization. */
  readonly pluginFiles: readonly string[];
  /** Paths of files that this kustomization applies as patches. */
  readonly patchFiles: readonly PatchFile[];
  /** Folders that Flux Kustomizations in this file build. */
  readonly fluxPaths: readonly string[];
  /** What patches in this file set. */
  readonly patches: readonly PatchSummary[];
}

/** Kinds a patch goes to: regular expressions for the whole text, as kustomize matches them; undefined is any. */
export interface KindSelector {
  readonly kind?: string;
  readonly group?: string;
}

/** A file that a kustomization applies as a patch. Without a selector the patch says itself what it changes. */
export interface PatchFile {
  readonly path: string;
  readonly target?: KindSelector;
}

/** Which fields a patch sets on which kinds. */
export interface PatchSummary extends KindSelector {
  /** What a patch without a target finds its objects by, kind and name apart. */
  readonly apiVersion?: string;
  /** JSON pointers of all fields that the patch sets, maps and lists included. */
  readonly fields: readonly string[];
}

/** The summary of a file that means nothing for others. */
export const NOTHING: FileSummary = {pluginFiles: [], patchFiles: [], fluxPaths: [], patches: []};

/** The API groups of all kinds that `summaryOf` reads. */
const GROUPS = /kustomize\.config\.k8s\.io|kustomize\.toolkit\.fluxcd\.io|fluxcd\.controlplane\.io/;

/** Whether a text may have another summary than `NOTHING`; most files need not be parsed to know that they have not. */
export function mayHaveSummary(path: string, text: string): boolean {
  return isKustomizationFile(path) || GROUPS.test(text);
}

/** The summary of a file. */
export function summaryOf(file: YamlFile): FileSummary {
  const resources = file.documents.flatMap((document) => resourceOf(document) ?? []);
  if (resources.length === 0) return NOTHING;
  const first = resources[0];
  const isKustomization = isKustomizationFile(file.path) && first?.group === "kustomize.config.k8s.io";
  return {
    ...(isKustomization && {
      kustomization: first.kind === "Component" ? "Component" : "Kustomization",
      bringsObjects: OBJECT_FIELDS.some((name) => first.root.get(name).items.length > 0),
    }),
    pluginFiles: isKustomization ? pluginFilesOf(first) : [],
    patchFiles: isKustomization ? patchFilesOf(first) : [],
    fluxPaths: resources.filter(isFluxKustomization).flatMap((resource) => fluxPathOf(resource) ?? []),
    patches: resources.filter(changesOthers).flatMap(patchSummaries),
  };
}

function pluginFilesOf(resource: Resource): string[] {
  return PLUGIN_LISTS.flatMap((list) => pathEntries(resource, list)).flatMap(({target}) => target ?? []);
}

function patchFilesOf(resource: Resource): PatchFile[] {
  const folder = folderOf(resource.document.file.path);
  return patchEntries(resource).flatMap(({path, target}) => {
    const file = path.string === undefined ? undefined : joinPath(folder, path.string);
    return file === undefined ? [] : {path: file, ...(target.isMap && {target: selectorOf(target)})};
  });
}

function fluxPathOf(resource: Resource): string | undefined {
  const path = resource.root.at("spec", "path");
  return path.exists ? path.string && joinClamped("", path.string) : "";
}

function isFluxKustomization(resource: Resource): boolean {
  return resource.type === "kustomize.toolkit.fluxcd.io/Kustomization";
}

/** A post-renderer changes what a chart renders, nothing that is in the repository. */
function changesOthers(resource: Resource): boolean {
  return resource.type !== "helm.toolkit.fluxcd.io/HelmRelease";
}

/** What the patches in a resource set; patches inside patches set it on the children's children. */
function patchSummaries(resource: Resource): PatchSummary[] {
  return patchEntries(resource).flatMap((entry) =>
    inlinePatch(resource, entry).flatMap((document) => {
      const patch = patchOf(document);
      const nested = patch && changesOthers(patch) ? patchSummaries(patch) : [];
      return [patchSummary(document, entry.target.isMap ? {target: selectorOf(entry.target)} : {}), ...nested];
    }),
  );
}

/** What a patch document sets. */
export function patchSummary({root}: YamlDocument, {target}: {target?: KindSelector}): PatchSummary {
  const apiVersion = target ? undefined : root.get("apiVersion").string;
  return {...(target ?? selectorOf(root)), ...(apiVersion && {apiVersion}), fields: fieldsSet(root)};
}

function selectorOf(field: Field): KindSelector {
  const kind = field.get("kind").string;
  const group = field.get("group").string;
  return {...(kind && {kind}), ...(group && {group})};
}

/** Pointers of all fields that a strategic merge patch or a JSON patch sets. */
export function fieldsSet(root: Field): string[] {
  if (root.isList) {
    return root.items.flatMap((operation) => {
      const path = operation.get("path").string;
      if (path === undefined || operation.get("op").string === "remove") return [];
      return [...parents(path), ...valuePointers(plainValue(operation.get("value")).value, path)];
    });
  }
  return valuePointers(plainValue(root).value, "");
}

function parents(pointer: string): string[] {
  const steps = pointer.split("/").slice(1);
  return steps.map((_, i) => `/${steps.slice(0, i + 1).join("/")}`);
}

function valuePointers(value: unknown, prefix: string): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const pointer = prefix + pointerOf([key]);
    return [pointer, ...valuePointers(child, pointer)];
  });
}
