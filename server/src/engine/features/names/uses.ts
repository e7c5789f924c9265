import {HELM_RELEASE} from "../../resources/flux-kinds.ts";
import type {Resource} from "../../resources/resource.ts";
import {isOpenText} from "../../resources/substitution.ts";
import {type ObjectReference, objectReferences} from "../../workspace/references.ts";
import {type Resolution, resolveReference, type Target} from "../../workspace/resolve.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import type {Field} from "../../yaml/field.ts";
import {type Declaration, declarationOf, eachOnce, namesOf} from "./declarations.ts";
import {generatorUses} from "./generators.ts";
import {changedAt, placesOfPatch} from "./patched.ts";
import {patchUses} from "./patchUses.ts";
import {withUnapplied} from "./unapplied.ts";

/** A place that names objects that are declared somewhere else. */
export interface NameUse {
  /** `target`: the name in the target of a patch, which may select objects of several kinds. */
  readonly kind: "reference" | "patch" | "target" | "generator";
  /** Where the name stands. */
  readonly field: Field;
  readonly resource: Resource;
  /** What it names. */
  readonly means: readonly Declaration[];
  /** Whether it names all of `means`, each on one of the ways to a cluster; otherwise perhaps only one of them. */
  readonly isCertain: boolean;
  /** Whether something in the repository applies the resource that uses the name. */
  readonly isApplied: boolean;
}

/** What a reference names: objects in its namespace, and those of the name in other ones. */
export interface Meaning extends Omit<NameUse, "kind" | "field" | "resource"> {
  readonly elsewhere: readonly Declaration[];
  /** The same, once for every way in which the resource gets to a cluster. */
  readonly resolutions: readonly Resolution[];
}

/** All places in the repository that name a declared object. */
export function usesOf(workspace: Workspace, declared: Declaration): NameUse[] {
  const references = [...filesThatMayRefer(workspace, declared)].flatMap((file) =>
    referencesIn(workspace, file, declared),
  );
  return [...references, ...patchUses(workspace, declared), ...generatorUses(workspace, declared)];
}

/** What a reference in a resource, or in a patch, means. */
export function meaningOf(workspace: Workspace, resource: Resource, reference: ObjectReference): Meaning {
  const {graph} = workspace;
  const {path} = resource.document.file;
  const resolutions = referrersOf(workspace, resource).flatMap((referrer) =>
    resolveReference(graph, referrer, reference).map((one) => withUnapplied(graph, path, reference.types, one)),
  );
  const declarations = (targets: (resolution: Resolution) => readonly Target[]): Declaration[] =>
    eachOnce(
      resolutions.flatMap((resolution) =>
        targets(resolution).map((target) => declarationOf(workspace, target, resolution.name)),
      ),
    );
  const means = declarations(({found}) => found);
  return {
    means,
    elsewhere: declarations(({elsewhere}) => elsewhere),
    isCertain: means.length <= 1 || resolutions.every(({from, namespace}) => from?.by && namespace !== undefined),
    isApplied: resolutions.some(({from}) => from?.by),
    resolutions,
  };
}

/** A reference in a patch is one of the objects that it changes; what a chart renders is where its release is. */
function referrersOf(workspace: Workspace, resource: Resource): readonly Resource[] {
  if (resource.role === "object") return [resource];
  const changed = placesOfPatch(workspace, resource).flatMap((place) => changedAt(workspace, place));
  const origins = new Map(changed.map(({resource: {origin}}) => [`${origin.file}#${origin.document}`, origin]));
  const {path} = resource.document.file;
  const release = workspace
    .judgement(path)
    ?.resources.find(
      ({type, role, document}) =>
        type === HELM_RELEASE &&
        role === "object" &&
        document.span.start <= resource.document.span.start &&
        resource.document.span.end <= document.span.end,
    );
  if (release) return [standIn(resource, path, release.document.index)];
  if (origins.size === 0) return [resource];
  return [...origins.values()].map(({file, document}) => standIn(resource, file, document));
}

/** The patch as if it stood where the object stands that it changes. */
function standIn(patch: Resource, file: string, index: number): Resource {
  return {...patch, role: "object", document: {...patch.document, index, file: {...patch.document.file, path: file}}};
}

/** Files with references to the type that have the name, or a variable that may turn out to be it; and with patches. */
function filesThatMayRefer({graph, paths}: Workspace, declared: Declaration): Set<string> {
  const files = new Set<string>();
  for (const name of namesOf(graph, declared)) {
    for (const file of graph.index.references.files(`${declared.type}|${name}`)) files.add(file);
  }
  for (const path of paths) {
    const summary = graph.summary(path);
    if (!summary) continue;
    const mayMean = summary.references.some(({type, name}) => type === declared.type && isOpenText(name));
    if (mayMean || summary.patches.length > 0) files.add(path);
  }
  return files;
}

function referencesIn(workspace: Workspace, file: string, declared: Declaration): NameUse[] {
  const judgement = workspace.judgement(file);
  const names = namesOf(workspace.graph, declared);
  const found: NameUse[] = [];
  for (const resource of [...(judgement?.resources ?? []), ...(judgement?.inlinePatches ?? [])]) {
    for (const reference of objectReferences(resource)) {
      const {types, rawName, nameField: field} = reference;
      if (!types.includes(declared.type) || rawName === undefined) continue;
      if (!names.has(rawName) && !isOpenText(rawName)) continue;
      const {means, isCertain, isApplied} = meaningOf(workspace, resource, reference);
      if (means.some(({key}) => key === declared.key))
        found.push({kind: "reference", field, resource, means, isCertain, isApplied});
    }
  }
  return found;
}
