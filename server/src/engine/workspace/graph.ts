import type {Config} from "../config.ts";
import {isKustomizationFile} from "../resources/resource.ts";
import {isOpenText, substitute, type Variables} from "../resources/substitution.ts";
import {folderOf} from "../text/paths.ts";
import type {YamlFile} from "../yaml/parse.ts";
import {buildFlux, type FluxBuildSource} from "./flux/build.ts";
import {clusterOf} from "./flux/clusters.ts";
import {
  type Draft,
  FLUX_KUSTOMIZATION,
  type FluxKustomization,
  fluxKustomization,
  sourceOf,
  substituted,
} from "./flux/kustomization.ts";
import {type VariableSet, variablesOf} from "./flux/variables.ts";
import type {Folders} from "./folders.ts";
import {ANY_NAME, type DocumentRef, type RepositoryIndex, typeOf} from "./index.ts";
import {
  type Build,
  buildFolder,
  headOf,
  type KustomizationInFolder,
  type ManifestObject,
  type PatchBody,
} from "./kustomize/build.ts";
import {BuiltResource} from "./kustomize/built.ts";
import {patchBodyIn, patchBodyOf, valueWithNulls} from "./kustomize/patch-body.ts";
import type {PatchSpec} from "./kustomize/spec.ts";
import {applySteps, type PlainObject} from "./kustomize/transform/steps.ts";
import {Derived, type Memo} from "./memo.ts";
import type {FileSummary} from "./summary.ts";
import {UpwardWalk} from "./upwards.ts";

/** What the graph reads of files. */
export interface GraphFiles {
  readonly config: Config;
  summary(path: string): FileSummary | undefined;
  file(path: string): YamlFile | undefined;
  isIgnored(path: string): boolean;
}

/** One way in which an object gets to a cluster. */
export interface Applied {
  /** Undefined for what only a kustomization builds that nothing includes. */
  readonly by: FluxKustomization | undefined;
  readonly cluster: string | undefined;
  readonly resource: BuiltResource;
  /** The name on the cluster; undefined when only the cluster knows. */
  readonly name: string | undefined;
  /** The namespace on the cluster; "" where nothing sets one, undefined when only the cluster knows. */
  readonly namespace: string | undefined;
}

/** An object after everything that changes it; `resource` is where it comes from. */
export interface Effective {
  readonly applied: Applied;
  readonly object: PlainObject;
}

const NOTHING: Build = {resources: [], problems: [], isOpen: true, files: new Set()};

/** How many texts of patches stay parsed: a root patch is in every child of its Kustomization. */
const MAX_PATCH_TEXTS = 500;

/**
 * The repository as one graph: which Flux Kustomization applies which objects, through which kustomizations, and what
 * becomes of them on the way. Everything is found by walking from the file that somebody asks about, upwards to what
 * builds it, so that a question costs what its answer is about.
 */
export class Graph implements FluxBuildSource {
  private readonly builds = new Map<string, Derived<Build>>();
  private readonly fluxBuilds = new Map<string, Derived<Build>>();
  private readonly kustomizationsIn = new Map<string, Derived<KustomizationInFolder>>();
  private readonly instances = new Map<string, Derived<readonly FluxKustomization[]>>();
  private readonly appliedIn = new Map<string, Derived<readonly Applied[]>>();
  private readonly variableSets = new Map<string, Derived<VariableSet>>();
  private readonly patchTexts = new Map<string, PatchBody | undefined>();

  constructor(
    private readonly memo: Memo,
    readonly index: RepositoryIndex,
    readonly folders: Folders,
    private readonly files: GraphFiles,
  ) {}

  // What kustomize reads.

  presence(path: string): "file" | "folder" | "missing" | "unknown" {
    if (this.folders.isLeftOut(path)) return "unknown";
    if (this.folders.hasFile(path)) return "file";
    return this.folders.hasFolder(path) ? "folder" : "missing";
  }

  filesIn(folder: string): readonly string[] {
    return this.folders.filesIn(folder);
  }

  foldersIn(folder: string): readonly string[] {
    return this.folders.foldersIn(folder);
  }

  kustomizationIn(folder: string): KustomizationInFolder {
    return this.ask(this.kustomizationsIn, folder, () => {
      const found = this.folders.filesIn(folder).filter((path) => isKustomizationFile(path));
      if (found.length > 1) return {type: "several"};
      const [file] = found;
      if (file === undefined) return {type: "none"};
      const summary = this.files.summary(file);
      if (!summary?.kustomization || summary.isBroken || this.files.isIgnored(file)) return {type: "unreadable"};
      return {type: "one", file, spec: summary.kustomization};
    });
  }

  /** What a file means for others; undefined for one that is not there. */
  summary(file: string): FileSummary | undefined {
    return this.files.summary(file);
  }

  objectsIn(file: string): readonly ManifestObject[] | undefined {
    return this.files.summary(file)?.objects;
  }

  patchBody({text, file}: PatchSpec): PatchBody | undefined {
    if (text !== undefined) return this.bodyOf(text);
    const parsed = file?.target === undefined ? undefined : this.files.file(file.target);
    return parsed && patchBodyIn(parsed.documents);
  }

  /** What kustomize builds in a folder; nothing for a Component, which can't be built by itself. */
  build(folder: string): Build {
    return this.ask(this.builds, folder, () => buildFolder(this, folder), {onCycle: NOTHING});
  }

  // What Flux builds.

  /** What Flux builds for a Flux Kustomization. */
  fluxBuild(flux: FluxKustomization): Build {
    return this.ask(this.fluxBuilds, flux.key, () => buildFlux(this, this.instance(flux) ?? flux), {onCycle: NOTHING});
  }

  /** The variables that Flux replaces in what a Flux Kustomization builds. */
  variables(flux: FluxKustomization): VariableSet {
    return this.ask(this.variableSets, flux.key, () => variablesOf(this, flux), {
      onCycle: {values: new Map(), isComplete: false},
    });
  }

  /** The ways in which the Flux Kustomization of a document, or of a FluxInstance, gets to clusters. */
  instancesOf({file, document}: DocumentRef): readonly FluxKustomization[] {
    return this.ask(this.instances, `${file}#${document}`, () => this.findInstances(file, document), {
      onCycle: [],
      isSame: (a, b) => JSON.stringify(a.map(stateOf)) === JSON.stringify(b.map(stateOf)),
    });
  }

  /** All Flux Kustomizations, those that an operator makes included. */
  get fluxKustomizations(): FluxKustomization[] {
    const refs = new Map<string, DocumentRef>();
    const written = this.index.objects.get(`${FLUX_KUSTOMIZATION}|${ANY_NAME}`);
    const made = this.index.made.get(`${FLUX_KUSTOMIZATION}|${ANY_NAME}`);
    for (const ref of [...written, ...made]) refs.set(`${ref.file}#${ref.document}`, ref);
    return [...refs.values()].flatMap((ref) => this.instancesOf(ref));
  }

  /** The ways in which the objects of a file get to clusters. */
  appliedInFile(file: string): readonly Applied[] {
    return this.ask(this.appliedIn, file, () => this.findApplied(file), {onCycle: []});
  }

  /** The ways in which the object of a document gets to clusters. */
  applied({file, document}: DocumentRef): readonly Applied[] {
    return this.appliedInFile(file).filter(({resource}) => resource.origin.document === document);
  }

  /** What becomes of an object: after the changes of everything that builds it, and after substitution. */
  effective(applied: Applied): Effective | undefined {
    const object = this.objectOf(applied.resource);
    if (!object) return undefined;
    return {applied, object: substituted(object, applied.by && this.variables(applied.by).values)};
  }

  /** What kustomize prints for an object; undefined where that is not known. */
  objectOf({origin, history, isOpaque}: BuiltResource): PlainObject | undefined {
    if (isOpaque || origin.generator !== undefined) return undefined;
    const document = this.files.file(origin.file)?.documents[origin.document];
    if (!document || document.problems.length > 0) return undefined;
    const value = valueWithNulls(document) as PlainObject | undefined;
    const object = origin.item === undefined ? value : (value?.items as PlainObject[] | undefined)?.[origin.item];
    if (typeof object !== "object" || object === null) return undefined;
    const result = applySteps(
      object,
      history.map(({step}) => step),
    );
    return "object" in result ? result.object : undefined;
  }

  /** The documents of Flux Kustomizations that may build a file: by their folders, upwards from the file. */
  appliersOf(file: string): {readonly flux: readonly DocumentRef[]; readonly tops: readonly string[]} {
    const walk = new UpwardWalk(this, this.index);
    walk.fromFile(file);
    return {flux: [...walk.flux.values()], tops: [...walk.tops]};
  }

  private findInstances(file: string, document: number): readonly FluxKustomization[] {
    const summary = this.files.summary(file);
    const sync = summary?.syncs.find((sync) => sync.document === document);
    if (sync) return this.syncInstances(file, sync.document);
    const parents = this.appliedInFile(file).filter(
      ({resource}) => resource.origin.document === document && resource.type === FLUX_KUSTOMIZATION,
    );
    const children = parents.flatMap(({by, resource}) => {
      if (!by) return [];
      const draft = this.draft(resource, this.variables(by).values);
      return draft ? [this.below(draft, by)] : [];
    });
    return children.length > 0 ? children : this.entryPoint(file, document);
  }

  private below(draft: Draft, parent: FluxKustomization): FluxKustomization {
    const source = sourceOf(draft.spec, draft.namespace);
    const same = source && parent.source && JSON.stringify(source) === JSON.stringify(parent.source);
    return fluxKustomization(draft, parent, parent.cluster, same ? parent.isHere : this.isSameUrl(source, parent));
  }

  /** Whether another source leads to the same repository; undefined when that can't be told. */
  private isSameUrl(source: FluxKustomization["source"], parent: FluxKustomization): boolean | undefined {
    const [own, other] = [source, parent.source].map((name) => name && this.urlOf(name.kind, name.name));
    return own === undefined || other === undefined ? undefined : own === other;
  }

  private urlOf(kind: string, name: string): string | undefined {
    for (const {file, document} of this.index.objects.get(`source.toolkit.fluxcd.io/${kind}|${name}`)) {
      const url = this.files.file(file)?.documents[document]?.root.at("spec", "url").string;
      if (url !== undefined) return url;
    }
    return undefined;
  }

  /**
   * One that nothing here applies is an entry point, unless it lies below what another one builds: then somebody has
   * switched it off by not listing it.
   */
  private entryPoint(file: string, document: number): readonly FluxKustomization[] {
    const object = this.files.summary(file)?.objects?.find((found) => found.document === document);
    if (!object || typeOf(object.head.apiVersion, object.head.kind) !== FLUX_KUSTOMIZATION) return [];
    const draft = this.draft(BuiltResource.of({file, document}, object.head), undefined);
    if (!draft) return [];
    const cluster = (flux: FluxKustomization): string =>
      clusterOf(this.files.config.clusters, flux.folder, file, flux.name);
    const flux = fluxKustomization({...draft, built: undefined}, undefined, "", true);
    if (flux.folder === undefined || this.presence(flux.folder) !== "folder") return [];
    const buildsItself = file.startsWith(flux.folder === "" ? "" : `${flux.folder}/`);
    if (!buildsItself && this.isBelowAnother(file, document)) return [];
    return [{...flux, cluster: cluster(flux)}];
  }

  private isBelowAnother(file: string, document: number): boolean {
    for (let folder = folderOf(file); ; folder = folderOf(folder)) {
      for (const ref of this.index.fluxFolders.get(folder)) {
        if (ref.file !== file || ref.document !== document) return true;
      }
      if (folder === "") return false;
    }
  }

  /** The Flux Kustomization that an operator makes of a FluxInstance, or of the chart's values. */
  private syncInstances(file: string, document: number): readonly FluxKustomization[] {
    const sync = this.files.summary(file)?.syncs.find((found) => found.document === document);
    if (!sync) return [];
    const namespace = this.namespaceOfSync(file, document);
    const name = sync.name ?? namespace ?? "flux-system";
    const spec = {path: sync.path, sourceRef: {kind: sync.kind, name}};
    const draft = {origin: {file, document}, isGenerated: true, name, namespace, spec, built: undefined};
    const flux = fluxKustomization(draft, undefined, "", true);
    if (flux.folder === undefined || this.presence(flux.folder) !== "folder") return [];
    return [{...flux, cluster: clusterOf(this.files.config.clusters, flux.folder, file, name)}];
  }

  /** The operator's chart and its instance are installed into one namespace, which the files may not say. */
  private namespaceOfSync(file: string, document: number): string {
    const object = this.files.summary(file)?.objects?.find((found) => found.document === document);
    return object?.head.metadata.namespace ?? "flux-system";
  }

  private findApplied(file: string): readonly Applied[] {
    const {flux, tops} = this.appliersOf(file);
    const applied: Applied[] = [];
    for (const ref of flux) {
      for (const instance of this.instancesOf(ref)) {
        for (const resource of this.fluxBuild(instance).resources) {
          if (resource.origin.file === file) applied.push(this.appliedBy(instance, resource));
        }
      }
    }
    for (const top of applied.length > 0 ? [] : tops) {
      for (const resource of this.build(top).resources) {
        if (resource.origin.file === file) applied.push(this.appliedBy(undefined, resource));
      }
    }
    return applied;
  }

  /** An object of a build as it gets to a cluster. */
  appliedBy(by: FluxKustomization | undefined, resource: BuiltResource): Applied {
    const values = by && this.variables(by).values;
    const {name, namespace = ""} = resource;
    return {by, cluster: by?.cluster, resource, name: known(name, values), namespace: known(namespace, values)};
  }

  private draft(resource: BuiltResource, variables: Variables | undefined): Draft | undefined {
    const whole = this.objectOf(resource);
    if (!whole) return undefined;
    const object = substituted(whole, variables);
    const head = headOf(object);
    if (!head) return undefined;
    const {name, namespace} = head.metadata;
    const spec = typeof object.spec === "object" && object.spec !== null ? (object.spec as PlainObject) : {};
    return {origin: resource.origin, isGenerated: false, name, namespace, spec, built: resource};
  }

  /** The present state of an instance; the one that somebody holds may be of a moment ago. */
  private instance(flux: FluxKustomization): FluxKustomization | undefined {
    return this.instancesOf(flux.origin).find(({key}) => key === flux.key);
  }

  private bodyOf(text: string): PatchBody | undefined {
    if (this.patchTexts.has(text)) return this.patchTexts.get(text);
    if (this.patchTexts.size >= MAX_PATCH_TEXTS) this.patchTexts.clear();
    const body = patchBodyOf(text);
    this.patchTexts.set(text, body);
    return body;
  }

  private ask<T>(
    answers: Map<string, Derived<T>>,
    key: string,
    compute: () => T,
    options?: ConstructorParameters<typeof Derived<T>>[1],
  ): T {
    let derived = answers.get(key);
    if (!derived) {
      derived = new Derived(compute, options);
      answers.set(key, derived);
    }
    return this.memo.get(derived);
  }
}

/** What tells two states of a Flux Kustomization apart; what applies it is another question. */
function stateOf({built, parent, ...own}: FluxKustomization): unknown {
  return {...own, parent: parent?.key, places: built?.history.map(({place}) => place)};
}

/** A text of a build as it is on the cluster; undefined where it holds a variable that only the cluster knows. */
function known(text: string, variables: Variables | undefined): string | undefined {
  const value = variables && variables.size > 0 ? substitute(text, variables) : text;
  return isOpenText(value) ? undefined : value;
}
