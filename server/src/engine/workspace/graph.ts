import type {Config} from "../config.ts";
import type {YamlFile} from "../yaml/parse.ts";
import {type Applied, appliedAs, type BuiltWay, type Effective} from "./applied.ts";
import {Appliers} from "./flux/appliers.ts";
import {buildFlux, type FluxBuildSource} from "./flux/build.ts";
import {areSameRefs} from "./flux/entries.ts";
import {FluxInstances} from "./flux/instances.ts";
import {type FluxKustomization, substituted} from "./flux/kustomization.ts";
import {type VariableData, type VariableSet, variableData, variablesOf} from "./flux/variables.ts";
import type {Folders} from "./folders.ts";
import type {DocumentRef, RepositoryIndex} from "./index.ts";
import {buildFolder} from "./kustomize/accumulation.ts";
import {
  type Build,
  type KustomizationInFolder,
  type ManifestObject,
  NO_BUILD,
  type PatchBody,
} from "./kustomize/build.ts";
import type {BuiltResource} from "./kustomize/built.ts";
import {PatchTexts, patchBodyIn, valueWithNulls} from "./kustomize/patch-body.ts";
import type {PatchSpec} from "./kustomize/spec.ts";
import {applySteps, type PlainObject, withTextAnnotations} from "./kustomize/transform/steps.ts";
import {Answers, type Memo} from "./memo.ts";
import {findKustomization, findRenamed, findStarts, isClosed} from "./reach.ts";
import {areEqual, areSameElements, areSameInputs, areSameVariables, areSameWays} from "./same.ts";
import {type FileSummary, NOTHING as NO_SUMMARY} from "./summary.ts";
import {UpwardWalk} from "./upwards.ts";

/** What the graph reads of files. */
export interface GraphFiles {
  readonly config: Config;
  summary(path: string): FileSummary | undefined;
  file(path: string): YamlFile | undefined;
  isIgnored(path: string): boolean;
}

/**
 * The repository as one graph: which Flux Kustomization applies which objects, through which kustomizations, and what
 * becomes of them on the way. Everything is found by walking from the file that somebody asks about, upwards to what
 * builds it, so that a question costs what its answer is about.
 */
export class Graph implements FluxBuildSource {
  readonly flux: FluxInstances;
  private readonly appliers: Appliers;
  private readonly kustomizationsIn: Answers<KustomizationInFolder>;
  private readonly builds: Answers<Build>;
  private readonly inputs: Answers<FluxKustomization | undefined>;
  private readonly fluxBuilds: Answers<Build>;
  private readonly variableSets: Answers<VariableSet>;
  private readonly variableEntries: Answers<VariableData>;
  private readonly builtIn: Answers<readonly BuiltWay[]>;
  private readonly appliedIn: Answers<readonly Applied[]>;
  private readonly starts: Answers<readonly string[]>;
  private readonly renamed: Answers<readonly DocumentRef[]>;
  private readonly closed: Answers<boolean>;
  private readonly patchTexts = new PatchTexts();

  constructor(
    private readonly memo: Memo,
    readonly index: RepositoryIndex,
    readonly folders: Folders,
    private readonly files: GraphFiles,
  ) {
    this.flux = new FluxInstances(this, memo);
    this.appliers = new Appliers(this.flux, memo);
    this.kustomizationsIn = new Answers(memo, (folder) => findKustomization(this, files, folder));
    this.builds = new Answers(memo, (folder) => buildFolder(this, folder), {onCycle: NO_BUILD});
    this.inputs = new Answers(memo, (key) => this.flux.presentAt(key), {isSame: areSameInputs});
    this.fluxBuilds = new Answers(memo, (key) => this.findFluxBuild(key));
    this.variableSets = new Answers(memo, (key) => this.findVariables(key), {isSame: areSameVariables});
    this.variableEntries = new Answers(memo, (question) => variableData(this, question), {
      isSame: (a, b) => areEqual(a, b),
    });
    this.builtIn = new Answers(memo, (file) => this.findBuilt(file), {isSame: areSameWays});
    this.appliedIn = new Answers(memo, (file) => this.findApplied(file));
    this.starts = new Answers(memo, (file) => findStarts(this, file), {
      isSame: areSameElements,
      onForget: (file) => this.index.touch(file, this.files.summary(file) ?? NO_SUMMARY),
    });
    this.renamed = new Answers(memo, (cluster) => findRenamed(this, cluster), {isSame: areSameRefs});
    this.closed = new Answers(memo, (key) => isClosed(this, key), {isSame: Object.is});
  }

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
    return this.kustomizationsIn.get(folder);
  }

  get config(): Config {
    return this.files.config;
  }

  /** The parsed file; undefined for one that is not there. */
  file(path: string): YamlFile | undefined {
    return this.files.file(path);
  }

  /** What a file means for others; undefined for one that is not there. */
  summary(file: string): FileSummary | undefined {
    return this.files.summary(file);
  }

  objectsIn(file: string): readonly ManifestObject[] | undefined {
    return this.files.summary(file)?.objects;
  }

  namesFieldsOnly(file: string): boolean {
    const documents = this.files.file(file)?.documents;
    return documents?.every(({root}) => root.entries.every(({key}) => key === "nameReference")) ?? false;
  }

  patchBody({text, file}: PatchSpec): PatchBody | undefined {
    if (text !== undefined) return this.patchTexts.bodyOf(text);
    const parsed = file?.target === undefined ? undefined : this.files.file(file.target);
    return parsed && patchBodyIn(parsed.documents);
  }

  /** What kustomize builds in a folder; for a Component, what it brings by itself. */
  build(folder: string): Build {
    return this.builds.get(folder);
  }

  // What Flux builds.

  /** What Flux builds for a Flux Kustomization. */
  fluxBuild(flux: FluxKustomization): Build {
    return this.fluxBuilds.get(flux.key);
  }

  /** The variables that Flux replaces in what a Flux Kustomization builds. */
  variables(flux: FluxKustomization): VariableSet {
    return this.variableSets.get(flux.key);
  }

  /** The ways in which the Flux Kustomization of a document, or of a FluxInstance, gets to clusters. */
  instancesOf(ref: DocumentRef): readonly FluxKustomization[] {
    return this.flux.of(ref);
  }

  /** All Flux Kustomizations, those that an operator makes included. */
  get fluxKustomizations(): readonly FluxKustomization[] {
    return this.flux.all;
  }

  /** What may apply variables near the Flux Kustomization with a key. */
  fluxAround(key: string): readonly FluxKustomization[] {
    return this.flux.around(key);
  }

  /** What `variablesOf` asks; the same for all that one applies. */
  variableData(question: string): VariableData {
    return this.variableEntries.get(question);
  }

  /** The Flux Kustomizations that nothing in the repository applies: where Flux starts on a cluster. */
  get entryPoints(): readonly FluxKustomization[] {
    return this.flux.entryPoints;
  }

  /** Whether all that comes of an entry point is known: every source is this repository, every build can be followed. */
  isClosed({key}: FluxKustomization): boolean {
    return this.closed.get(key);
  }

  /** The ways in which the objects of a file get to clusters. */
  appliedInFile(file: string): readonly Applied[] {
    return this.appliedIn.get(file);
  }

  /**
   * The builds that the objects of a file come out of, with the names that they have there. Unlike those on the cluster
   * they need no variables, which are read from objects themselves.
   */
  builtInFile(file: string): readonly BuiltWay[] {
    return this.builtIn.get(file);
  }

  /**
   * The keys of the entry points in a file, or that its objects come from; "" for those that no Flux Kustomization applies.
   * Who asks must have found the file under the name of an object in the index.
   */
  startsOf(file: string): readonly string[] {
    // Hundreds of files may have an object of one name; who asks for the name is told by the index when this changes.
    return this.memo.untracked(() => this.starts.get(file));
  }

  /** The documents of objects that are called otherwise on a cluster than they are written: by prefixes, by patches. */
  renamedOn(cluster: string): readonly DocumentRef[] {
    return this.renamed.get(cluster);
  }

  /** Whether an object of a file may be on a cluster; on any, where none is named. */
  mayBeOn(file: string, cluster: string | undefined): boolean {
    if (cluster === undefined) return true;
    return this.startsOf(file).some((key) => key === "" || this.flux.held(key)?.cluster === cluster);
  }

  /** A Flux Kustomization by its key, as it is now. */
  present(key: string): FluxKustomization | undefined {
    return this.flux.presentAt(key);
  }

  /** A Flux Kustomization by its key, as it was when somebody asked last. */
  held(key: string): FluxKustomization | undefined {
    return this.flux.held(key);
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
    return "object" in result ? withTextAnnotations(result.object) : undefined;
  }

  /** The documents of Flux Kustomizations that may build a file: by their folders, upwards from the file. */
  appliersOf(file: string): {readonly flux: readonly DocumentRef[]; readonly tops: readonly string[]} {
    const walk = new UpwardWalk(this, this.index);
    walk.fromFile(file);
    return {flux: [...walk.flux.values()], tops: [...walk.tops]};
  }

  private findBuilt(file: string): readonly BuiltWay[] {
    const {flux, tops} = this.appliersOf(file);
    const ways: BuiltWay[] = [];
    const add = (by: FluxKustomization | undefined, {resources, files}: Build): void => {
      if (!files.has(file)) return;
      for (const resource of resources) {
        if (resource.origin.file === file) ways.push({by, cluster: by?.cluster, resource});
      }
    };
    for (const ref of flux) {
      for (const instance of this.instancesOf(ref)) add(this.appliers.of(instance), this.fluxBuild(instance));
    }
    if (ways.length === 0) for (const top of tops) add(undefined, this.build(top));
    return ways;
  }

  /** An object of a build as it gets to a cluster. */
  appliedBy(by: FluxKustomization | undefined, resource: BuiltResource): Applied {
    return appliedAs(by, resource, by && this.variables(by).values);
  }

  private findFluxBuild(key: string): Build {
    const flux = this.inputs.get(key);
    return flux ? buildFlux(this, flux) : NO_BUILD;
  }

  private findVariables(key: string): VariableSet {
    const flux = this.flux.presentAt(key);
    return flux ? variablesOf(this, flux) : {values: new Map(), isComplete: false};
  }

  private findApplied(file: string): readonly Applied[] {
    return this.builtInFile(file).map(({by, resource}) => this.appliedBy(by, resource));
  }
}

export type {Applied, BuiltWay, Effective};
