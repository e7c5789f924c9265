import type {BuiltResource, Head, PlaceOfStep} from "./built.ts";
import type {KustomizationSpec, PatchSpec} from "./spec.ts";
import type {PlainObject} from "./transform/steps.ts";

/** What `kustomize build` of a folder gives, and what would stop it. */
export interface Build {
  readonly resources: readonly BuiltResource[];
  readonly problems: readonly BuildProblem[];
  /** Whether more objects may come out: from remote resources, plugins, files that can't be read. */
  readonly isOpen: boolean;
  /** All files that it reads: kustomizations, manifests, patches. */
  readonly files: ReadonlySet<string>;
}

/** Why a build does not work, or does not do what it seems to. `place` is where the kustomization says so. */
export interface BuildProblem {
  readonly place: PlaceOfStep;
  readonly cause: BuildCause;
}

export type BuildCause =
  | {readonly type: "missing"; readonly target: string}
  | {readonly type: "noKustomization"; readonly folder: string}
  | {readonly type: "severalKustomizations"; readonly folder: string}
  | {readonly type: "componentAsResource" | "kustomizationAsComponent" | "fileAsComponent"; readonly target: string}
  | {readonly type: "cycle"; readonly folder: string}
  | {readonly type: "duplicate"; readonly first: BuiltResource; readonly second: BuiltResource}
  | {readonly type: "matchesNothing"; readonly patch: Head | undefined; readonly hasTarget: boolean}
  | {readonly type: "ambiguous"; readonly patch: Head; readonly matches: readonly BuiltResource[]}
  | {readonly type: "failed"; readonly resource: BuiltResource; readonly reason: string};

/** One object in a file. */
export interface ManifestObject {
  readonly document: number;
  readonly item?: number;
  readonly head: Head;
}

/** The contents of a patch. */
export type PatchBody =
  | {readonly type: "merge"; readonly documents: readonly PlainObject[]}
  | {readonly type: "json"; readonly operations: readonly unknown[]};

export interface OneKustomization {
  readonly type: "one";
  readonly file: string;
  readonly spec: KustomizationSpec;
}

/** What stands in a folder. */
export type KustomizationInFolder =
  | OneKustomization
  | {readonly type: "none"}
  | {readonly type: "several"}
  | {readonly type: "unreadable"};

/** What a build reads. */
export interface BuildSource {
  presence(path: string): "file" | "folder" | "missing" | "unknown";
  kustomizationIn(folder: string): KustomizationInFolder;
  /** The objects in a file; undefined where they can't be told. */
  objectsIn(file: string): readonly ManifestObject[] | undefined;
  /** Whether a file tells kustomize of fields that hold names, and of nothing else. */
  namesFieldsOnly(file: string): boolean;
  /** The body of a patch; undefined where it can't be told. */
  patchBody(patch: PatchSpec): PatchBody | undefined;
  /** The build of a folder by itself. */
  build(folder: string): Build;
}

/** What can be said of a build that is not possible, or that is under way already. */
export const NO_BUILD: Build = {resources: [], problems: [], isOpen: true, files: new Set()};
