import type {Resource} from "../../resources/resource.ts";
import type {Applied} from "../../workspace/graph.ts";
import type {BuiltResource, PlaceOfStep} from "../../workspace/kustomize/built.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import type {Field} from "../../yaml/field.ts";
import type {YamlDocument} from "../../yaml/parse.ts";
import {type Declaration, declarationOfApplied, eachOnce, waysOf} from "./declarations.ts";
import {changedAt, entriesAt, type HeldEntry, isNamedBy, isSelected, patchesOf, placesOfPatch} from "./patched.ts";
import type {NameUse} from "./uses.ts";

/** Where patches name the object that they change: in the patch itself, or by the plain name in a target. */
export function patchUses(workspace: Workspace, declared: Declaration): NameUse[] {
  if (declared.isMade) return [];
  const uses = new Map<string, NameUse>();
  for (const {resource} of waysOf(workspace.graph, declared)) {
    for (const place of patchPlaces(resource)) {
      for (const entry of entriesAt(workspace, place)) {
        const field = nameFieldIn(workspace, entry, resource);
        if (!field) continue;
        const key = `${field.file}:${field.name.span.start}`;
        if (!uses.has(key)) uses.set(key, useAt(workspace, place, entry, field));
      }
    }
  }
  return [...uses.values()];
}

/** The places of the patches among the steps of an object. */
export function patchPlaces({history}: BuiltResource): PlaceOfStep[] {
  const places = new Map<string, PlaceOfStep>();
  for (const {step, place} of history) {
    if (place && (step.type === "strategicMerge" || step.type === "jsonPatch"))
      places.set(JSON.stringify(place), place);
  }
  return [...places.values()];
}

/** What the name in a patch means that stands at `field`: the `metadata.name` of a patch, or the name of a target. */
export function meaningOfPatchName(workspace: Workspace, patch: Resource, field: Field): readonly Declaration[] {
  return eachOnce(
    placesOfPatch(workspace, patch).flatMap((place) =>
      entriesAt(workspace, place).flatMap((entry) => {
        if (entry.target.isMap) return [];
        const documents = patchesOf(workspace, entry);
        const own = documents.find((document) => document.root.at("metadata", "name").span.start === field.span.start);
        if (own?.file.path !== patch.document.file.path) return [];
        return objectsOf(workspace, place, (resource) => isNamedBy(own, resource));
      }),
    ),
  );
}

/** What the plain name in the target of an entry means; none for patterns. */
export function meaningOfTarget(workspace: Workspace, place: PlaceOfStep, entry: HeldEntry): readonly Declaration[] {
  const name = entry.target.get("name").string;
  if (name === undefined) return [];
  return objectsOf(
    workspace,
    place,
    (resource) => resource.selectable.names.includes(name) && isSelected(entry, resource) === true,
  );
}

interface FoundName {
  readonly file: string;
  readonly name: Field;
  /** The patch that has the name; undefined for the name of a target. */
  readonly document: YamlDocument | undefined;
}

function nameFieldIn(workspace: Workspace, entry: HeldEntry, resource: BuiltResource): FoundName | undefined {
  if (entry.target.isMap) {
    const name = entry.target.get("name");
    const isPlain = name.string !== undefined && resource.selectable.names.includes(name.string);
    if (!isPlain || isSelected(entry, resource) !== true) return undefined;
    return {file: entry.holder.document.file.path, name, document: undefined};
  }
  const document = patchesOf(workspace, entry).find((one) => isNamedBy(one, resource));
  return document && {file: document.file.path, name: document.root.at("metadata", "name"), document};
}

function useAt(workspace: Workspace, place: PlaceOfStep, entry: HeldEntry, {name, document}: FoundName): NameUse {
  const means = document
    ? objectsOf(workspace, place, (resource) => isNamedBy(document, resource))
    : meaningOfTarget(workspace, place, entry);
  const {holder} = entry;
  const resource = document && document !== holder.document ? {...holder, role: "patch" as const, document} : holder;
  return {kind: document ? "patch" : "target", field: name, resource, means, isCertain: true, isApplied: true};
}

function objectsOf(
  workspace: Workspace,
  place: PlaceOfStep,
  fits: (resource: BuiltResource) => boolean,
): Declaration[] {
  const changed: Applied[] = changedAt(workspace, place).filter(({resource}) => fits(resource));
  return eachOnce(changed.map((applied) => declarationOfApplied(workspace, applied)));
}
