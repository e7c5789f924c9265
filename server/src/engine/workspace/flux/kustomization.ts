import {isOpenText, substituteAll, type Variables} from "../../resources/substitution.ts";
import {joinClamped} from "../../text/paths.ts";
import type {BuiltResource, Origin, PlaceOfStep} from "../kustomize/built.ts";
import {fluxPatchSpecs, type PatchSpec} from "../kustomize/spec.ts";
import type {PlainObject} from "../kustomize/transform/steps.ts";

export {KUSTOMIZATION as FLUX_KUSTOMIZATION} from "../../resources/flux-kinds.ts";

/** What a Flux Kustomization gets its files from. */
export interface SourceName {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** A Flux Kustomization as it is on one cluster: after the patches and variables of what applies it. */
export interface FluxKustomization {
  /** Unique in the repository, and the same as long as what applies it and its own place are. */
  readonly key: string;
  /** Where it is written, or the resource that makes an operator create it. */
  readonly origin: Origin;
  /** Whether an operator makes it from its origin. */
  readonly isGenerated: boolean;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly cluster: string;
  /** What applies it, as it is now; undefined for entry points. */
  readonly parent: FluxKustomization | undefined;
  readonly parentKey: string | undefined;
  /** What the parent's build gives; undefined for entry points. */
  readonly built: BuiltResource | undefined;
  readonly spec: PlainObject;
  /** The folder that it builds; undefined when unknown, or when its source is not this repository. */
  readonly folder: string | undefined;
  /** The folders of `spec.components`, and where they are written. */
  readonly components: readonly {
    readonly text: string;
    readonly folder: string | undefined;
    readonly pointer: string;
  }[];
  readonly source: SourceName | undefined;
  /** Whether its source is this repository; undefined when that can't be told. */
  readonly isHere: boolean | undefined;
}

/** What is known of a Flux Kustomization before its place in the tree is. */
export interface Draft {
  readonly origin: Origin;
  readonly isGenerated: boolean;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly spec: PlainObject;
  readonly built: BuiltResource | undefined;
}

/**
 * The Flux Kustomization of a draft. `isHere` says whether its source is this repository, `present` gives what applies
 * it at any later time.
 */
export function fluxKustomization(
  draft: Draft,
  {parent, cluster, isHere}: {readonly parent?: FluxKustomization; readonly cluster: string; readonly isHere?: boolean},
  present: (parent: FluxKustomization) => FluxKustomization | undefined = () => undefined,
): FluxKustomization {
  const {spec, origin} = draft;
  const path = spec.path === undefined ? "" : spec.path;
  const folder = typeof path === "string" && !isOpenText(path) ? joinClamped("", path) : undefined;
  const own = `${origin.file}#${origin.document}${draft.isGenerated ? "!" : ""}`;
  return {
    ...draft,
    key: parent ? `${parent.key}|${own}` : own,
    cluster,
    parentKey: parent?.key,
    get parent() {
      return parent && (present(parent) ?? parent);
    },
    isHere,
    // A folder of that name may well be the one that is meant; the root of an unknown source is another one.
    folder: isHere === false || (isHere === undefined && folder === "") ? undefined : folder,
    components: componentsOf(spec, folder),
    source: sourceOf(spec, draft.namespace),
  };
}

/** The source that a spec names. */
export function sourceOf(spec: PlainObject, namespace: string | undefined): SourceName | undefined {
  const reference = spec.sourceRef as PlainObject | undefined;
  const {kind, name} = reference ?? {};
  if (typeof kind !== "string" || typeof name !== "string") return undefined;
  const own = reference?.namespace;
  return {kind, name, namespace: typeof own === "string" ? own : namespace};
}

/** The patches that Flux adds to those of the kustomization it builds. */
export function patchesOf({spec}: FluxKustomization): PatchSpec[] {
  return fluxPatchSpecs(spec.patches, "/spec/patches");
}

/** The fields of a spec that concern what is applied, whatever is built. */
const CONDUCT = ["commonMetadata", "decryption", "kubeConfig", "suspend", "wait", "namePrefix", "nameSuffix"];

/** The part of a spec that concerns what is applied: most edits of a Flux Kustomization leave it as it is. */
export function conductOf(spec: PlainObject): PlainObject {
  return Object.fromEntries(CONDUCT.filter((field) => field in spec).map((field) => [field, spec[field]]));
}

/** All of a Flux Kustomization that has a say in what it builds. */
export function buildInputs(flux: FluxKustomization): unknown {
  const {folder, components, spec, isHere, origin, built} = flux;
  const {patches, images, targetNamespace, namePrefix, nameSuffix, ignoreMissingComponents} = spec;
  const written = ["patches", "components", "targetNamespace", "namePrefix", "nameSuffix"].map((field) =>
    spec[field] === undefined ? undefined : placeInFlux({origin, built}, `/spec/${field}`),
  );
  const fields = {patches, images, targetNamespace, namePrefix, nameSuffix, ignoreMissingComponents};
  return {folder, components, isHere, ...fields, written};
}

/** Where a field of the spec is written: in the document itself, or in the patch that sets it last. */
export function placeInFlux(
  {origin, built}: Pick<FluxKustomization, "origin" | "built">,
  pointer: string,
): PlaceOfStep {
  const [, , field = ""] = pointer.split("/");
  for (let applied = built?.steps; applied; applied = applied.before) {
    const {step, place} = applied;
    const spec = step.type === "strategicMerge" ? (step.patch.spec as PlainObject | undefined) : undefined;
    if (place && spec !== undefined && spec !== null && field in spec) return place;
  }
  return {file: origin.file, document: origin.document, pointer};
}

/** The object as it reaches the cluster: with the variables of what applies it. */
export function substituted(object: PlainObject, variables: Variables | undefined): PlainObject {
  if (!variables || variables.size === 0 || isSwitchedOff(object)) return object;
  return substituteAll(object, variables);
}

/** Whether a label or annotation keeps an object out of substitution; it is compared as it stands. */
export function isSwitchedOff({metadata}: PlainObject): boolean {
  const {labels, annotations} = (metadata ?? {}) as {labels?: PlainObject; annotations?: PlainObject};
  const key = "kustomize.toolkit.fluxcd.io/substitute";
  return labels?.[key] === "disabled" || annotations?.[key] === "disabled";
}

function componentsOf(spec: PlainObject, folder: string | undefined): FluxKustomization["components"] {
  if (!Array.isArray(spec.components)) return [];
  return spec.components.flatMap((text: unknown, i) => {
    if (typeof text !== "string") return [];
    const isKnown = folder !== undefined && !isOpenText(text) && !text.startsWith("/") && !text.includes("://");
    return [{text, folder: isKnown ? joinClamped(folder, text) : undefined, pointer: `/spec/components/${i}`}];
  });
}
