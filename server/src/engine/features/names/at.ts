import type {Resource} from "../../resources/resource.ts";
import {type Span, touches} from "../../text/span.ts";
import {patchEntries} from "../../workspace/patches.ts";
import {objectReferences, type PathReference} from "../../workspace/references.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import type {Field} from "../../yaml/field.ts";
import {pointerOf} from "../../yaml/value.ts";
import {walk} from "../../yaml/walk.ts";
import {type Declaration, declarationsIn, generatorEntries} from "./declarations.ts";
import {meaningOfGenerator} from "./generators.ts";
import {entriesAt, placesOfPatch} from "./patched.ts";
import {meaningOfPatchName, meaningOfTarget} from "./patchUses.ts";
import {pathsOf} from "./paths.ts";
import {meaningOf} from "./uses.ts";

/** A name at a place of a file, and what has it. */
export interface NamedHere {
  readonly type: "name";
  readonly field: Field;
  readonly resource: Resource;
  /** What the place itself declares; none for a place that only refers to others. */
  readonly declares: readonly Declaration[];
  /** What the place refers to; none where nothing in the repository is called so. */
  readonly means: readonly Declaration[];
  /** Objects of the name in namespaces that the place can't mean. */
  readonly elsewhere: readonly Declaration[];
}

/** A path at a place of a file. */
export interface PathHere {
  readonly type: "path";
  readonly reference: PathReference;
  readonly resource: Resource;
}

/** What can be followed from a place of a file; undefined for nothing. */
export function findAt(workspace: Workspace, path: string, offset: number): NamedHere | PathHere | undefined {
  const resource = resourceAround(workspace, path, offset);
  return resource && (nameAt(workspace, resource, offset) ?? pathAt(workspace, resource, offset));
}

/** The resource or the inline patch around an offset: patches lie inside the documents that hold them. */
export function resourceAround(workspace: Workspace, path: string, offset: number): Resource | undefined {
  const judgement = workspace.judgement(path);
  const around = [...(judgement?.resources ?? []), ...(judgement?.inlinePatches ?? [])].filter(({document}) =>
    touches(document.span, offset),
  );
  return around.sort((a, b) => lengthOf(a.document.span) - lengthOf(b.document.span))[0];
}

/** The alias (`*name`) at an offset, in any document of a file. */
export function aliasAt(workspace: Workspace, path: string, offset: number): {alias: Field; root: Field} | undefined {
  const judgement = workspace.judgement(path);
  const inline = judgement?.inlinePatches.map(({root}) => root) ?? [];
  for (const root of [...inline, ...(workspace.file(path)?.documents.map((document) => document.root) ?? [])]) {
    for (const field of walk(root)) if (field.isAlias && touches(field.span, offset)) return {alias: field, root};
  }
  return undefined;
}

function nameAt(workspace: Workspace, resource: Resource, offset: number): NamedHere | undefined {
  const isHere = (field: Field): boolean => field.type === "scalar" && touches(field.span, offset);
  const named = {type: "name", resource, declares: [], means: [], elsewhere: []} as const;
  const declares = declarationsIn(resource).filter(({field}) => isHere(field));
  const [declared] = declares;
  const reference = objectReferences(resource).find(({nameField}) => isHere(nameField));
  if (reference) {
    const {means, elsewhere} = meaningOf(workspace, resource, reference);
    return {...named, field: reference.nameField, declares, means, elsewhere};
  }
  if (declared) return {...named, field: declared.field, declares};
  const own = resource.root.at("metadata", "name");
  if (resource.role === "patch" && isHere(own)) {
    return {...named, field: own, means: meaningOfPatchName(workspace, resource, own)};
  }
  const generator = generatorEntries(resource).find(({entry}) => isHere(entry.get("name")));
  if (generator) {
    const field = generator.entry.get("name");
    return {...named, field, means: meaningOfGenerator(workspace, resource, field, generator.kind)};
  }
  const entry = patchEntries(resource).find(({target}) => isHere(target.get("name")));
  return entry && {...named, field: entry.target.get("name"), means: targetMeaning(workspace, resource, entry.entry)};
}

function targetMeaning(workspace: Workspace, holder: Resource, entry: Field): readonly Declaration[] {
  const {file, index: document} = holder.document;
  const places =
    holder.role === "patch"
      ? placesOfPatch(workspace, holder)
      : [{file: file.path, document, pointer: pointerOf(entry.path)}];
  return places.flatMap((place) =>
    entriesAt(workspace, place)
      .filter((one) => one.entry.span.start === entry.span.start)
      .flatMap((one) => meaningOfTarget(workspace, place, one)),
  );
}

function pathAt(workspace: Workspace, resource: Resource, offset: number): PathHere | undefined {
  const reference = pathsOf(workspace, resource).find(({span}) => touches(span, offset));
  return reference && {type: "path", reference, resource};
}

function lengthOf({start, end}: Span): number {
  return end - start;
}
