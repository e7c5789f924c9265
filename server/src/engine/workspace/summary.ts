import {type ChartSummary, chartSummaries} from "../resources/charts.ts";
import {OBJECT_FIELDS} from "../resources/kustomize.ts";
import {isKustomizationFile, patchOf, type Resource, resourceOf} from "../resources/resource.ts";
import {folderOf, joinClamped, joinPath} from "../text/paths.ts";
import type {Field} from "../yaml/field.ts";
import type {YamlDocument, YamlFile} from "../yaml/parse.ts";
import {plainValue} from "../yaml/value.ts";
import {shapeOf} from "./copies.ts";
import {ANY, definitionsBeside} from "./definitions.ts";
import type {ManifestObject} from "./kustomize/build.ts";
import {type Head, headOf} from "./kustomize/built.ts";
import {type KustomizationSpec, kustomizationSpec} from "./kustomize/spec.ts";
import type {PlainObject} from "./kustomize/transform/steps.ts";
import {PLUGIN_LISTS, pathEntries} from "./kustomize-entries.ts";
import {setBy} from "./patched.ts";
import {inlinePatch, patchEntries} from "./patches.ts";
import {type ReferenceSummary, referenceSummaries} from "./references.ts";

/**
 * What a file means for other files. As long as an edit leaves it as it is, no other file's findings change.
 * Plain data, so that two summaries can be compared.
 */
export interface FileSummary {
  /** The objects in the file; undefined where they can't be told, as in broken YAML. */
  readonly objects: readonly ManifestObject[] | undefined;
  /** Whether the text is no YAML, so that everything else is only as much as could be read. */
  readonly isBroken?: true;
  /** What the file says as a kustomization; undefined for other files. */
  readonly kustomization?: KustomizationSpec;
  /** Whether this kustomization brings objects in, as opposed to only changing some. */
  readonly bringsObjects?: boolean;
  /** The Flux Kustomizations that are written in the file. */
  readonly flux: readonly WrittenFlux[];
  /** The Flux Kustomizations that an operator makes of resources in the file. */
  readonly syncs: readonly Sync[];
  /** What the objects in the file refer to. */
  readonly references: readonly ReferenceSummary[];
  /** The charts that HelmReleases and their sources in the file name. */
  readonly charts: readonly ChartSummary[];
  /** Objects that exist because one in the file has them made. */
  readonly makes: readonly MadeObject[];
  /** Paths of files that configure generators and transformers of this kustomization. */
  readonly pluginFiles: readonly string[];
  /** Paths of files that this kustomization applies as patches. */
  readonly patchFiles: readonly PatchFile[];
  /** What patches in this file set. */
  readonly patches: readonly PatchSummary[];
  /** What copies of the file have in common with it; undefined for what is no manifest that apps copy. */
  readonly shape?: string;
}

/** A Flux Kustomization as far as its place in the graph goes. */
export interface WrittenFlux {
  readonly document: number;
  /** The folder that it builds; undefined where only the cluster knows. */
  readonly folder: string | undefined;
  /** The folders of its components, as far as they are known. */
  readonly components: readonly string[];
  /** Kind and name of its source, as written. */
  readonly source: string;
}

/** What an operator is told to sync: it makes a source and a Flux Kustomization of one name. */
export interface Sync {
  readonly document: number;
  /** Undefined for the name of the namespace that the resource is in. */
  readonly name: string | undefined;
  readonly path: string;
  readonly kind: string;
  readonly url: string | undefined;
}

/** An object that another one has made. */
export interface MadeObject {
  readonly document: number;
  readonly type: string;
  /** `ANY` for unknown names; undefined for the name of the namespace that the maker is in. */
  readonly name: string | undefined;
  /** Left out where it is the maker's own; `ANY` where nobody knows. */
  readonly namespace?: string;
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
export const NOTHING: FileSummary = {
  objects: [],
  flux: [],
  syncs: [],
  references: [],
  charts: [],
  makes: [],
  pluginFiles: [],
  patchFiles: [],
  patches: [],
};

/** Whether a text may have another summary than `NOTHING`: no object is without a kind. */
export function mayHaveSummary(path: string, text: string): boolean {
  return isKustomizationFile(path) || /\bkind\b/.test(text);
}

/** The summary of a file. */
export function summaryOf(file: YamlFile): FileSummary {
  const resources = file.documents.flatMap((document) => resourceOf(document) ?? []);
  const isKustomization = isKustomizationFile(file.path);
  const isBroken = file.documents.some(({problems}) => problems.length > 0);
  const first = resources[0];
  const shape = isBroken || isKustomization ? undefined : shapeOf(file, resources);
  const kustomization = isKustomization && first?.group === "kustomize.config.k8s.io" ? first : undefined;
  return {
    objects: isBroken ? undefined : resources.flatMap(manifestObjects),
    ...(isBroken && {isBroken}),
    ...(kustomization && {
      kustomization: kustomizationSpec(kustomization.document.plain().value, folderOf(file.path)),
      bringsObjects: OBJECT_FIELDS.some((name) => kustomization.root.get(name).items.length > 0),
    }),
    flux: resources.filter(isFluxKustomization).map(writtenFlux),
    syncs: resources.flatMap(syncOf),
    references: resources.flatMap(referenceSummaries),
    charts: resources.flatMap(chartSummaries),
    makes: resources.flatMap((resource) =>
      definitionsBeside(resource).map(({type, name, namespace, isNamespaceUnknown}) => ({
        document: resource.document.index,
        type,
        name,
        ...(isNamespaceUnknown ? {namespace: ANY} : namespace !== undefined && {namespace}),
      })),
    ),
    pluginFiles: kustomization ? pluginFilesOf(kustomization) : [],
    patchFiles: kustomization ? patchFilesOf(kustomization) : [],
    patches: resources.filter(changesOthers).flatMap(patchSummaries),
    ...(shape !== undefined && {shape}),
  };
}

/** The objects of a document: one, or those in a List. Kustomize reads texts as they stand, `${VAR}` included. */
function manifestObjects({document, kind, root}: Resource): ManifestObject[] {
  const {index} = document;
  const items = kind.endsWith("List") ? root.get("items") : undefined;
  if (items?.isList) {
    return items.items.flatMap((field, item) => {
      const head = headOfField(field);
      return head ? [{document: index, item, head}] : [];
    });
  }
  const head = headOfField(root);
  return head ? [{document: index, head}] : [];
}

function headOfField(root: Field): Head | undefined {
  const metadata = root.get("metadata");
  const plain = (name: string): unknown => plainValue(metadata.get(name)).value;
  return headOf({
    apiVersion: root.get("apiVersion").scalar,
    kind: root.get("kind").scalar,
    metadata: {
      name: metadata.get("name").scalar,
      namespace: metadata.get("namespace").scalar,
      labels: plain("labels"),
      annotations: plain("annotations"),
    },
  });
}

function writtenFlux(resource: Resource): WrittenFlux {
  const folder = fluxPathOf(resource);
  const components = resource.root.at("spec", "components").items.flatMap(({string}) => {
    return folder === undefined || string === undefined ? [] : joinClamped(folder, string);
  });
  const sourceRef = resource.root.at("spec", "sourceRef");
  const source = `${sourceRef.get("kind").scalar}/${sourceRef.get("name").scalar}`;
  return {document: resource.document.index, folder, components, source};
}

/** `FluxInstance`, or a HelmRelease of the chart that makes one. */
function syncOf({type, root, document}: Resource): Sync[] {
  const sync =
    type === "fluxcd.controlplane.io/FluxInstance"
      ? root.at("spec", "sync")
      : type === "helm.toolkit.fluxcd.io/HelmRelease"
        ? root.at("spec", "values", "instance", "sync")
        : undefined;
  const path = sync?.get("path").string;
  if (!sync || path === undefined) return [];
  const kind = sync.get("kind").string ?? "GitRepository";
  return [{document: document.index, name: sync.get("name").string, path, kind, url: sync.get("url").string}];
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
function fieldsSet(root: Field): readonly string[] {
  const {value} = plainValue(root);
  return Array.isArray(value)
    ? setBy({type: "jsonPatch", operations: value})
    : setBy({type: "strategicMerge", patch: value as PlainObject, byTarget: true});
}
