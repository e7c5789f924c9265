import {
  type Build,
  type BuildCause,
  type BuildProblem,
  type BuildSource,
  NO_BUILD,
  type OneKustomization,
  type PatchBody,
} from "./build.ts";
import {BuiltResource, headOf, type PlaceOfStep} from "./built.ts";
import {type GeneratorSpec, generatedHead, type KustomizationSpec, type PatchSpec, type PathItem} from "./spec.ts";
import {selects} from "./transform/select.ts";
import type {PlainObject, Step} from "./transform/steps.ts";

/** Builds a folder by the kustomization file in it. */
export function buildFolder(source: BuildSource, folder: string): Build {
  const found = source.kustomizationIn(folder);
  if (found.type !== "one") return NO_BUILD;
  return buildSpec(source, folder, found.file, found.spec);
}

/** Builds what a kustomization says, which may be more than what stands in its file. */
export function buildSpec(source: BuildSource, folder: string, file: string, spec: KustomizationSpec): Build {
  const run = new Accumulation(source, [folder]);
  run.accumulate(file, spec, (pointer) => ({file, document: 0, pointer}));
  return run.result;
}

/** Says where a field of a kustomization is written; undefined for one that Flux adds by itself. */
export type PlaceOf = (pointer: string) => PlaceOfStep | undefined;

/** The objects of one build while it goes on: resources, generators, components, transformations, in this order. */
export class Accumulation {
  private objects: BuiltResource[] = [];
  private readonly ids = new Map<string, BuiltResource>();
  private readonly problems: BuildProblem[] = [];
  private readonly files = new Set<string>();
  /** Ids that two objects have got, told once. */
  private readonly conflicting = new Set<string>();
  private isOpen = false;

  /** `folders`: the folders that lead here, the one that is built last. */
  constructor(
    private readonly source: BuildSource,
    private readonly folders: readonly string[],
  ) {}

  get result(): Build {
    return {resources: this.objects, problems: this.problems, isOpen: this.isOpen, files: this.files};
  }

  /** `file` is undefined for a kustomization that Flux generates. */
  accumulate(file: string | undefined, spec: KustomizationSpec, placeOf: PlaceOf): void {
    if (file !== undefined) this.files.add(file);
    if (spec.moreObjects.length > 0) this.isOpen = true;
    for (const item of spec.resources) this.addResource(item, placeOf);
    for (const generator of spec.generators) this.generate(file ?? "", generator, placeOf);
    for (const item of spec.components) this.addComponent(item, placeOf);
    this.transform(spec, placeOf);
  }

  private addResource(item: PathItem, placeOf: PlaceOf): void {
    const {target} = item;
    const presence = target === undefined ? "unknown" : this.source.presence(target);
    if (target === undefined || presence === "unknown") {
      this.isOpen = true;
    } else if (presence === "missing") {
      this.report(item, placeOf, {type: "missing", target});
    } else if (presence === "file") {
      this.addFile(item, target, placeOf);
    } else if (this.isAncestor(target)) {
      this.report(item, placeOf, {type: "cycle", folder: target});
    } else {
      this.addFolder(item, target, placeOf);
    }
  }

  private addFile(item: PathItem, file: string, placeOf: PlaceOf): void {
    this.files.add(file);
    const objects = this.source.objectsIn(file);
    if (!objects) this.isOpen = true;
    for (const {document, item: index, head} of objects ?? []) {
      const origin = {file, document, ...(index !== undefined && {item: index})};
      this.add(BuiltResource.of(origin, head), item, placeOf);
    }
  }

  private addFolder(item: PathItem, folder: string, placeOf: PlaceOf): void {
    const found = this.kustomizationAt(item, folder, placeOf);
    if (!found) return;
    if (found.spec.kind === "Component") {
      this.report(item, placeOf, {type: "componentAsResource", target: folder});
      return;
    }
    const build = this.source.build(folder);
    for (const file of build.files) this.files.add(file);
    this.isOpen ||= build.isOpen;
    for (const resource of build.resources) this.add(resource, item, placeOf);
  }

  private addComponent(item: PathItem, placeOf: PlaceOf): void {
    const {target} = item;
    const presence = target === undefined ? "unknown" : this.source.presence(target);
    if (target === undefined || presence === "unknown") {
      this.isOpen = true;
    } else if (presence === "missing") {
      this.report(item, placeOf, {type: "missing", target});
    } else if (presence === "file") {
      this.report(item, placeOf, {type: "fileAsComponent", target});
    } else if (this.isAncestor(target)) {
      this.report(item, placeOf, {type: "cycle", folder: target});
    } else {
      const found = this.kustomizationAt(item, target, placeOf);
      if (found?.spec.kind === "Component") this.applyComponent(target, found);
      else if (found) this.report(item, placeOf, {type: "kustomizationAsComponent", target});
    }
  }

  /** A Component works on everything that is there so far, so it can't be built once for all. */
  private applyComponent(folder: string, {file, spec}: OneKustomization): void {
    const inner = new Accumulation(this.source, [...this.folders, folder]);
    inner.replace(this.objects);
    inner.accumulate(file, spec, (pointer) => ({file, document: 0, pointer}));
    this.replace(inner.objects);
    this.problems.push(...inner.problems);
    for (const read of inner.files) this.files.add(read);
    this.isOpen ||= inner.isOpen;
  }

  /** The kustomization in a folder; reports it when kustomize would not find one. */
  private kustomizationAt(item: PathItem, folder: string, placeOf: PlaceOf): OneKustomization | undefined {
    const found = this.source.kustomizationIn(folder);
    if (found.type === "one") return found;
    if (found.type === "none") this.report(item, placeOf, {type: "noKustomization", folder});
    else if (found.type === "several") this.report(item, placeOf, {type: "severalKustomizations", folder});
    else this.isOpen = true;
    return undefined;
  }

  private generate(file: string, generator: GeneratorSpec, placeOf: PlaceOf): void {
    const {name, behavior, pointer} = generator;
    // One that merges or replaces changes what is there already.
    if (behavior === "merge" || behavior === "replace") return;
    const place = placeOf(pointer);
    const origin = {file: place?.file ?? file, document: place?.document ?? 0, generator: pointer};
    this.add(BuiltResource.of(origin, generatedHead(generator)), {text: name, target: undefined, pointer}, placeOf);
  }

  private add(resource: BuiltResource, item: PathItem, placeOf: PlaceOf): void {
    const first = this.ids.get(resource.id);
    if (first) {
      this.report(item, placeOf, {type: "duplicate", first, second: resource});
      return;
    }
    this.ids.set(resource.id, resource);
    this.objects.push(resource);
  }

  private transform(spec: KustomizationSpec, placeOf: PlaceOf): void {
    for (const patch of [...spec.strategicMerges, ...spec.patches]) this.patch(patch, placeOf);
    const {namespace, namePrefix, nameSuffix} = spec;
    if (namespace) this.change({type: "namespace", namespace, ...this.accounts()}, placeOf("/namespace"));
    if (namePrefix) this.change({type: "prefix", text: namePrefix}, placeOf("/namePrefix"));
    if (nameSuffix) this.change({type: "suffix", text: nameSuffix}, placeOf("/nameSuffix"));
    for (const {pointer, ...labels} of spec.labels) this.change({type: "labels", ...labels}, placeOf(pointer));
    if (Object.keys(spec.annotations).length > 0) {
      this.change({type: "annotations", pairs: spec.annotations}, placeOf("/commonAnnotations"));
    }
    for (const patch of spec.jsonPatches) this.patch(patch, placeOf);
    for (const replicas of spec.replicas) this.change({type: "replicas", ...replicas}, placeOf("/replicas"));
    if (spec.images.length > 0) this.change({type: "images", images: spec.images}, placeOf("/images"));
    if (this.isOpaque(spec)) this.replace(this.objects.map((resource) => resource.opaque()));
  }

  /** Names in further fields follow the names of what is generated, which is not followed anyway. */
  private isOpaque({opaque, configurations}: KustomizationSpec): boolean {
    return opaque.some(
      (field) =>
        field !== "configurations" ||
        !configurations.every(({target}) => target !== undefined && this.source.namesFieldsOnly(target)),
    );
  }

  private accounts(): {accounts?: {name: string; namespace: string}[]} {
    const accounts = this.objects.filter(({type}) => type === "ServiceAccount");
    if (accounts.length === 0) return {};
    return {accounts: accounts.map(({name, namespace = ""}) => ({name, namespace}))};
  }

  private patch(patch: PatchSpec, placeOf: PlaceOf): void {
    const {file, target, pointer} = patch;
    if (file?.target !== undefined) {
      const presence = this.source.presence(file.target);
      if (presence === "missing") {
        this.report(file, placeOf, {type: "missing", target: file.target});
        return;
      }
      this.files.add(file.target);
    }
    const body = this.source.patchBody(patch);
    const place = placeOf(pointer);
    if (!body) {
      this.replace(this.objects.map((resource) => resource.opaque()));
    } else if (target) {
      this.patchTargets(patch, body, place);
    } else if (body.type === "merge") {
      for (const document of body.documents) this.patchOne(patch, document, place);
    }
  }

  private patchTargets({target = {}, ...patch}: PatchSpec, body: PatchBody, place: PlaceOfStep | undefined): void {
    const chosen = this.objects.map((resource) => selects(target, resource.selectable));
    if (!chosen.some((isChosen) => isChosen !== false) && place) {
      this.problems.push({place, cause: {type: "matchesNothing", patch: undefined, hasTarget: true}});
    }
    const [document] = body.type === "merge" ? body.documents : [];
    const step: Step | undefined =
      body.type === "json"
        ? {type: "jsonPatch", operations: body.operations}
        : document && {type: "strategicMerge", patch: document, byTarget: true, ...allowances(patch)};
    if (!step) return;
    this.replace(
      this.objects.map((resource, i) => {
        if (chosen[i] === undefined) return resource.opaque();
        return chosen[i] ? this.stepped(resource, step, place) : resource;
      }),
    );
  }

  /** A patch without a target finds the one object that has, or had, its name. */
  private patchOne(patch: PatchSpec, document: PlainObject, place: PlaceOfStep | undefined): void {
    const head = headOf(document);
    if (!head) return;
    const matches = this.objects.filter((resource) => resource.wasCalled(head));
    if (matches.length === 0 && place) {
      this.problems.push({place, cause: {type: "matchesNothing", patch: head, hasTarget: false}});
    }
    if (matches.length > 1 && place) {
      this.problems.push({place, cause: {type: "ambiguous", patch: head, matches}});
    }
    if (matches.length !== 1) return;
    const step: Step = {type: "strategicMerge", patch: document, byTarget: false, ...allowances(patch)};
    this.replace(
      this.objects.map((resource) => (resource === matches[0] ? this.stepped(resource, step, place) : resource)),
    );
  }

  /** Makes one change to everything. */
  private change(step: Step, place: PlaceOfStep | undefined): void {
    this.replace(this.objects.map((resource) => this.stepped(resource, step, place)));
  }

  private stepped(resource: BuiltResource, step: Step, place: PlaceOfStep | undefined): BuiltResource | undefined {
    const result = resource.with(step, place);
    if (!result || !("failed" in result)) return result;
    if (place) this.problems.push({place, cause: {type: "failed", resource, reason: result.failed}});
    return resource.opaque();
  }

  private replace(objects: readonly (BuiltResource | undefined)[]): void {
    const conflicts: BuildProblem[] = [];
    this.ids.clear();
    this.objects = [];
    for (const resource of objects) {
      if (!resource) continue;
      const first = this.ids.get(resource.id);
      const place = resource.steps?.place;
      if (first && place && !this.conflicting.has(resource.id)) {
        conflicts.push({place, cause: {type: "duplicate", first, second: resource}});
        this.conflicting.add(resource.id);
      }
      this.ids.set(resource.id, resource);
      this.objects.push(resource);
    }
    this.problems.push(...conflicts);
  }

  /** Kustomize takes no folder that holds one it came through. */
  private isAncestor(folder: string): boolean {
    return this.folders.some((known) => known === folder || folder === "" || known.startsWith(`${folder}/`));
  }

  private report({pointer}: {readonly pointer: string}, placeOf: PlaceOf, cause: BuildCause): void {
    const place = placeOf(pointer);
    this.isOpen ||= cause.type !== "duplicate";
    if (place) this.problems.push({place, cause});
  }
}

function allowances(patch: PatchSpec): {allowNameChange?: boolean; allowKindChange?: boolean} {
  const {allowNameChange, allowKindChange} = patch;
  return {...(allowNameChange && {allowNameChange}), ...(allowKindChange && {allowKindChange})};
}
