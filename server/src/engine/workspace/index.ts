import {isKustomizationFile, type Resource} from "../resources/resource.ts";
import {isOpenText} from "../resources/substitution.ts";
import {folderOf, joinClamped} from "../text/paths.ts";
import type {YamlFile} from "../yaml/parse.ts";
import {ANY} from "./definitions.ts";
import {KeyedIndex} from "./keyed.ts";
import {Answers, type Memo} from "./memo.ts";
import {type FileSummary, NOTHING, type PatchFile, type PatchSummary, patchSummary} from "./summary.ts";

/** A file that kustomize takes as the kustomization of its folder. */
export interface KustomizationFile {
  readonly path: string;
  readonly kind: "Kustomization" | "Component";
  readonly bringsObjects: boolean;
}

/** A document of a file. */
export interface DocumentRef {
  readonly file: string;
  readonly document: number;
}

/** What a patch sets, for many questions. */
interface IndexedPatch {
  readonly apiVersion: string | undefined;
  /** JSON pointers. */
  readonly fields: ReadonlySet<string>;
}

/** The key of everything that has one type, whatever it is called. */
export const ANY_NAME = "*";
/** The key of everything that has one type, and a name that only the cluster knows. */
export const OPEN_NAME = "?";
/** The key of what has a folder that only the cluster knows. */
export const UNKNOWN_FOLDER = "?";

/** What the summaries of all files say together, by what people ask for. */
export class RepositoryIndex {
  /** Kustomizations by the files and folders that they list as resources or components. */
  readonly includes: KeyedIndex<string>;
  /** Objects by `type|name` and by `type|*`. */
  readonly objects: KeyedIndex<DocumentRef>;
  /** Objects that other objects have made, in the same way; named "" where they have the name of their namespace. */
  readonly made: KeyedIndex<DocumentRef>;
  /** Flux Kustomizations by the folders that they build. */
  readonly fluxFolders: KeyedIndex<DocumentRef>;
  /** Flux Kustomizations by the folders of their components. */
  readonly fluxComponents: KeyedIndex<DocumentRef>;
  /** Files that refer to `type|name`. */
  readonly references: KeyedIndex<string>;
  /** HelmReleases and their sources by the name of their chart. */
  readonly charts: KeyedIndex<DocumentRef & {readonly type: string}>;
  /** Kustomizations that generate a ConfigMap or Secret, by `kind|name`. */
  readonly generators: KeyedIndex<string>;
  /** What applies a file as a patch. */
  readonly patchFiles: KeyedIndex<PatchFile>;
  /** Kustomizations that read a file as the configuration of a generator or transformer. */
  readonly pluginFiles: KeyedIndex<string>;
  /** The kustomization files of a folder. */
  readonly kustomizations: KeyedIndex<KustomizationFile>;
  /** The folders of Components, under the one key there is. */
  readonly components: KeyedIndex<string>;
  /** Manifests that apps may have copied from each other, by their shapes. */
  readonly shapes: KeyedIndex<string>;
  /** Patches that are written inline, and patches in files, each under the one key there is. */
  private readonly patches: KeyedIndex<PatchSummary>;
  private readonly filePatches: KeyedIndex<PatchFile>;
  private readonly byType: Answers<readonly IndexedPatch[]>;
  private readonly all: readonly (readonly [KeyedIndex<never>, Contribution<never>])[];

  /** `fileAt` reads the patches that stand in files of their own. */
  constructor(
    memo: Memo,
    private readonly fileAt: (path: string) => YamlFile | undefined,
  ) {
    const all: [KeyedIndex<never>, Contribution<never>][] = [];
    const index = <V>(contribution: Contribution<V>): KeyedIndex<V> => {
      const keyed = new KeyedIndex<V>(memo);
      all.push([keyed as unknown as KeyedIndex<never>, contribution as unknown as Contribution<never>]);
      return keyed;
    };
    this.includes = index(includesOf);
    this.objects = index(objectsOf);
    this.made = index(madeBy);
    this.fluxFolders = index(fluxFoldersOf);
    this.fluxComponents = index(fluxComponentsOf);
    this.references = index(referencesOf);
    this.charts = index((file, {charts}) => charts.map(({chart, document, type}) => [chart, {file, document, type}]));
    this.generators = index((path, {kustomization}) =>
      (kustomization?.generators ?? []).map(({kind, name}) => [`${kind}|${name}`, path]),
    );
    this.patchFiles = index((_, {patchFiles}) => patchFiles.map((file) => [file.path, file]));
    this.pluginFiles = index((path, {pluginFiles}) => pluginFiles.map((file) => [file, path]));
    this.kustomizations = index(kustomizationOf);
    this.components = index((path, {kustomization}) =>
      kustomization?.kind === "Component" && isKustomizationFile(path) ? [["", folderOf(path)]] : [],
    );
    this.shapes = index((path, {shape}) => (shape === undefined ? [] : [[shape, path]]));
    this.patches = index((_, {patches}) => patches.map((patch) => ["", patch]));
    this.filePatches = index((_, {patchFiles}) => patchFiles.map((file) => ["", file]));
    this.all = all;
    this.byType = new Answers(memo, (key) => this.findPatches(key));
  }

  /** Takes over the summary of a file; undefined for a file that is not there. */
  update(path: string, before: FileSummary = NOTHING, after: FileSummary = NOTHING): void {
    for (const [keyed, contribution] of this.all) {
      keyed.update(path, grouped(contribution(path, before)), grouped(contribution(path, after)));
    }
  }

  /** Notes that where the objects of a file are applied has changed, which their names do not say. */
  touch(path: string, summary: FileSummary): void {
    for (const [key] of objectsOf(path, summary)) this.objects.touch(key);
    for (const [key] of madeBy(path, summary)) this.made.touch(key);
    for (const [key] of referencesOf(path, summary)) this.references.touch(key);
  }

  /** The patches that may reach a resource, by its kind: for resources of which nobody knows what builds them. */
  patchesFor({kind, group}: Pick<Resource, "kind" | "group">): readonly IndexedPatch[] {
    return this.byType.get(`${group}|${kind}`);
  }

  private findPatches(key: string): readonly IndexedPatch[] {
    const [group = "", kind = ""] = key.split("|");
    return this.allPatches()
      .filter((patch) => matches(patch.kind, kind) && matches(patch.group, group))
      .map((patch) => ({apiVersion: patch.apiVersion, fields: new Set(patch.fields)}));
  }

  private allPatches(): PatchSummary[] {
    const inFiles = [...this.filePatches.get("")].flatMap((patchFile) =>
      (this.fileAt(patchFile.path)?.documents ?? []).map((document) => patchSummary(document, patchFile)),
    );
    return [...this.patches.get(""), ...inFiles];
  }
}

/** What a file adds to one of the indexes: keys and values. */
type Contribution<V> = (path: string, summary: FileSummary) => readonly (readonly [string, V])[];

function grouped<V>(pairs: readonly (readonly [string, V])[]): ReadonlyMap<string, readonly V[]> {
  const groups = new Map<string, V[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

const includesOf: Contribution<string> = (path, {kustomization}) =>
  kustomization
    ? [...new Set([...kustomization.resources, ...kustomization.components].flatMap(({target}) => target ?? []))].map(
        (target) => [target, path],
      )
    : [];

const objectsOf: Contribution<DocumentRef> = (file, {objects}) =>
  (objects ?? []).flatMap(({document, head}) => {
    const type = typeOf(head.apiVersion, head.kind);
    const ref = {file, document};
    const {name} = head.metadata;
    const keys = [name, ANY_NAME, ...(isOpenText(name) ? [OPEN_NAME] : [])];
    return keys.map((key) => [`${type}|${key}`, ref] as const);
  });

const madeBy: Contribution<DocumentRef> = (file, {makes}) =>
  makes.flatMap(({document, type, name = ""}) => {
    const ref = {file, document};
    const keys = [name, ANY_NAME, ...(name === ANY || isOpenText(name) ? [OPEN_NAME] : [])];
    return [...new Set(keys)].map((key) => [`${type}|${key}`, ref] as const);
  });

const fluxFoldersOf: Contribution<DocumentRef> = (file, {flux, syncs}) => [
  ...flux.map(({document, folder = UNKNOWN_FOLDER}) => [folder, {file, document}] as const),
  ...syncs.map(({document, path}) => [joinClamped("", path), {file, document}] as const),
];

const fluxComponentsOf: Contribution<DocumentRef> = (file, {flux}) =>
  flux.flatMap(({document, components}) => components.map((folder) => [folder, {file, document}] as const));

const referencesOf: Contribution<string> = (path, {references}) =>
  [...new Set(references.map(({type, name}) => `${type}|${name}`))].map((key) => [key, path]);

const kustomizationOf: Contribution<KustomizationFile> = (path, {kustomization, bringsObjects = false}) =>
  kustomization && isKustomizationFile(path) ? [[folderOf(path), {path, kind: kustomization.kind, bringsObjects}]] : [];

/** `group/Kind`, or the kind alone in the core group. */
export function typeOf(apiVersion: string, kind: string): string {
  const slash = apiVersion.lastIndexOf("/");
  return slash < 0 ? kind : `${apiVersion.slice(0, slash)}/${kind}`;
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
