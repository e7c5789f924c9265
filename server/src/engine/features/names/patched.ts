import type {Resource} from "../../resources/resource.ts";
import {folderOf, joinPath} from "../../text/paths.ts";
import type {Span} from "../../text/span.ts";
import type {FluxKustomization} from "../../workspace/flux/kustomization.ts";
import type {Applied} from "../../workspace/graph.ts";
import {type BuiltResource, headOf, type PlaceOfStep} from "../../workspace/kustomize/built.ts";
import {type Selector, selects} from "../../workspace/kustomize/transform/select.ts";
import type {PlainObject} from "../../workspace/kustomize/transform/steps.ts";
import {inlinePatch, type PatchEntry, patchEntries} from "../../workspace/patches.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import type {YamlDocument} from "../../yaml/parse.ts";
import {fieldAt, plainValue, pointerOf} from "../../yaml/value.ts";
import {resourceAt} from "./declarations.ts";

/** An entry of a list of patches, and the resource or patch whose list it is. */
export interface HeldEntry extends PatchEntry {
  readonly holder: Resource;
}

/** The entries that stand at the place of a step: one, with those in patches that are nested in it. */
export function entriesAt(workspace: Workspace, place: PlaceOfStep): HeldEntry[] {
  const top = resourceAt(workspace, place);
  if (!top) return [];
  const outer = fieldAt(top.root, place.pointer).span;
  return holdersIn(workspace, top)
    .flatMap((holder) => patchEntries(holder).map((entry) => ({...entry, holder})))
    .filter(({entry}) => isInside(entry.span, outer));
}

/** Where steps of a patch are written: the outermost entry around it, in each kustomization that applies its file. */
export function placesOfPatch(workspace: Workspace, patch: Resource): PlaceOfStep[] {
  const {path} = patch.document.file;
  const judgement = workspace.judgement(path);
  const top = judgement?.resources.find(({document}) => isInside(patch.document.span, document.span));
  if (top && top !== patch) {
    const outer = patchEntries(top).find(({entry}) => isInside(patch.document.span, entry.span));
    const own = outer && {file: path, document: top.document.index, pointer: pointerOf(outer.entry.path)};
    // A patch inside a patch that stands in a file of its own is applied where that file is.
    return top.role === "patch" ? placesOfFile(workspace, path) : own ? [own] : [];
  }
  return placesOfFile(workspace, path);
}

function placesOfFile({graph}: Workspace, path: string): PlaceOfStep[] {
  return [...graph.index.patchFiles.files(path)].flatMap((file) => {
    const spec = graph.summary(file)?.kustomization;
    return [...(spec?.strategicMerges ?? []), ...(spec?.patches ?? []), ...(spec?.jsonPatches ?? [])]
      .filter((entry) => entry.file?.target === path)
      .map(({pointer}) => ({file, document: 0, pointer}));
  });
}

/** The objects that the steps at a place change, in every build. */
export function changedAt({graph}: Workspace, place: PlaceOfStep): Applied[] {
  const {flux, tops} = graph.appliersOf(place.file);
  const builders = new Map<string, FluxKustomization>();
  for (const ref of flux) for (const one of graph.instancesOf(ref)) builders.set(one.key, one);
  // Patches that a Flux Kustomization is given for what it builds, or for the children of its children.
  for (const one of graph.fluxKustomizations) {
    for (let above: FluxKustomization | undefined = one; above; above = above.parent) {
      if (above.origin.file === place.file || builders.has(above.key)) builders.set(one.key, one);
    }
  }
  const changed = (resource: BuiltResource): boolean => resource.history.some((step) => isSamePlace(step.place, place));
  const applied = [...builders.values()].flatMap((by) =>
    graph
      .fluxBuild(by)
      .resources.filter(changed)
      .map((resource) => graph.appliedBy(by, resource)),
  );
  if (applied.length > 0) return applied;
  return tops.flatMap((top) =>
    graph
      .build(top)
      .resources.filter(changed)
      .map((resource) => graph.appliedBy(undefined, resource)),
  );
}

/** Whether the target of an entry selects an object; undefined where that can't be told. */
export function isSelected({target}: PatchEntry, resource: Pick<BuiltResource, "selectable">): boolean | undefined {
  return selects(plainValue(target).value as Selector, resource.selectable);
}

/** The patches of an entry without a target. */
export function patchesOf(workspace: Workspace, {holder, ...entry}: HeldEntry): YamlDocument[] {
  const {path} = entry;
  if (path.string === undefined) return inlinePatch(holder, entry);
  const file = joinPath(folderOf(holder.document.file.path), path.string);
  return [...((file !== undefined && workspace.file(file)?.documents) || [])];
}

/** Whether a patch that has no target names an object. */
export function isNamedBy(document: YamlDocument, resource: BuiltResource): boolean {
  const metadata = document.root.get("metadata");
  const head = headOf({
    apiVersion: document.root.get("apiVersion").scalar,
    kind: document.root.get("kind").scalar,
    metadata: {name: metadata.get("name").scalar, namespace: metadata.get("namespace").scalar} as PlainObject,
  });
  return head !== undefined && resource.wasCalled(head);
}

function holdersIn(workspace: Workspace, top: Resource): Resource[] {
  const {path} = top.document.file;
  const inline = workspace.judgement(path)?.inlinePatches ?? [];
  return [top, ...inline.filter(({document}) => isInside(document.span, top.document.span))];
}

function isSamePlace(a: PlaceOfStep | undefined, b: PlaceOfStep): boolean {
  return a !== undefined && a.file === b.file && a.document === b.document && a.pointer === b.pointer;
}

/** Where something ends is less certain: comments and blank lines behind it may count. */
function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.start < outer.end;
}
