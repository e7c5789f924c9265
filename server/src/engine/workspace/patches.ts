import {patchOf, type Resource} from "../resources/resource.ts";
import type {Field} from "../yaml/field.ts";
import {parseEmbedded, type YamlDocument} from "../yaml/parse.ts";

/** An entry of a list of patches: in a kustomization, a Flux Kustomization, a post-renderer. */
export interface PatchEntry {
  readonly entry: Field;
  /** The inline patch, or a missing field. */
  readonly patch: Field;
  /** The file that holds the patch, relative to the folder of the kustomization; or a missing field. */
  readonly path: Field;
  readonly target: Field;
}

/** Which fields of which types hold lists of patches; `*` stands for every item of a list. */
const PATCH_LISTS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ["kustomize.config.k8s.io/Kustomization", [["patches"], ["patchesJson6902"]]],
  ["kustomize.config.k8s.io/Component", [["patches"], ["patchesJson6902"]]],
  ["kustomize.toolkit.fluxcd.io/Kustomization", [["spec", "patches"]]],
  ["helm.toolkit.fluxcd.io/HelmRelease", [["spec", "postRenderers", "*", "kustomize", "patches"]]],
  ["fluxcd.controlplane.io/FluxInstance", [["spec", "kustomize", "patches"]]],
]);

/** The entries of all lists of patches in a resource, or in a patch for one. */
export function patchEntries(resource: Resource): PatchEntry[] {
  const lists = (PATCH_LISTS.get(resource.type) ?? []).flatMap((path) => fieldsAt(resource.root, path));
  const entries = lists
    .flatMap((list) => list.items)
    .map((entry) => ({
      entry,
      patch: entry.get("patch"),
      path: entry.get("path"),
      target: entry.get("target"),
    }));
  // `patchesStrategicMerge` holds texts that are either a path or a patch; only a patch has several lines.
  const merges = resource.root.get("patchesStrategicMerge").items.map((entry) => ({
    entry,
    patch: entry.style === "block" ? entry : entry.get("patch"),
    path: entry.style === "block" ? entry.get("path") : entry,
    target: entry.get("target"),
  }));
  return isKustomize(resource) ? [...entries, ...merges] : entries;
}

/** The documents of an inline patch; none when it is written in a way that hides where its parts stand. */
export function inlinePatch(resource: Resource, entry: PatchEntry): YamlDocument[] {
  return parseEmbedded(resource.document.file, entry.patch) ?? [];
}

/** All strategic merge patches written inline in a resource, and in these patches again, as resources. */
export function inlinePatchResources(resource: Resource): Resource[] {
  return patchEntries(resource).flatMap((entry) =>
    inlinePatch(resource, entry).flatMap((document) => {
      const patch = patchOf(document, targetType(entry.target));
      return patch ? [patch, ...inlinePatchResources(patch)] : [];
    }),
  );
}

/** The type that a target names, as far as it is a plain name: targets are regular expressions. */
function targetType(target: Field): {apiVersion?: string; kind?: string} {
  const plain = (key: string): string | undefined => {
    const text = target.get(key).string;
    return text !== undefined && /^[\w.-]+$/.test(text) ? text : undefined;
  };
  const kind = plain("kind");
  const version = plain("version");
  const group = plain("group");
  return {...(kind && {kind}), ...(version && {apiVersion: group ? `${group}/${version}` : version})};
}

function isKustomize(resource: Resource): boolean {
  return resource.group === "kustomize.config.k8s.io";
}

function fieldsAt(field: Field, path: readonly string[]): Field[] {
  const [step, ...rest] = path;
  if (step === undefined) return [field];
  return (step === "*" ? field.items : [field.get(step)]).flatMap((next) => fieldsAt(next, rest));
}
