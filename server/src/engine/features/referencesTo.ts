import {isKustomizationFile, type Resource} from "../resources/resource.ts";
import {type Span, touches} from "../text/span.ts";
import type {Workspace} from "../workspace/workspace.ts";
import type {Field} from "../yaml/field.ts";
import {findAt, resourceAround} from "./names/at.ts";
import {type Declaration, declarationsIn} from "./names/declarations.ts";
import {pathUsesOf} from "./names/paths.ts";
import {usesOf} from "./names/uses.ts";

/** A part of a file. */
export interface FileSpan {
  readonly file: string;
  readonly span: Span;
}

/**
 * All places in the repository that refer to the thing at an offset: by name for a resource, by path for a file or
 * folder. On the first line of a resource both are meant. Undefined where nothing can be referred to.
 */
export function referencesTo(
  workspace: Workspace,
  path: string,
  offset: number,
  includeDeclaration: boolean,
): FileSpan[] | undefined {
  const found = findAt(workspace, path, offset);
  if (found?.type === "name") {
    const declared = found.means.length > 0 ? found.means : found.declares;
    return inOrder(referencesToObjects(workspace, declared, includeDeclaration));
  }
  if (found?.type === "path") {
    const {target} = found.reference;
    return target === undefined ? [] : inOrder(referencesToPath(workspace, target));
  }
  const resource = resourceAround(workspace, path, offset);
  const first = resource?.root.entries[0];
  if (!resource || resource.role === "patch" || !first || !isOnLineOf(resource.document.file.text, first, offset)) {
    return undefined;
  }
  const declared = isKustomizationFile(path) ? [] : ownDeclarations(resource);
  const paths = resource.document.index === 0 ? referencesToPath(workspace, path) : [];
  return inOrder([...referencesToObjects(workspace, declared, includeDeclaration), ...paths]);
}

/** What a whole resource stands for: itself, and what it has made without giving it a name of its own. */
function ownDeclarations(resource: Resource): Declaration[] {
  return declarationsIn(resource).filter(({isMade, field}) => !isMade || !field.exists);
}

function referencesToObjects(
  workspace: Workspace,
  declared: readonly Declaration[],
  includeDeclaration: boolean,
): FileSpan[] {
  const own = includeDeclaration ? declared.filter(({field}) => field.exists) : [];
  return [
    ...own.map(({at, field}) => ({file: at.file, span: field.span})),
    ...declared.flatMap((one) =>
      usesOf(workspace, one).map(({field, resource}) => ({file: resource.document.file.path, span: field.span})),
    ),
  ];
}

function referencesToPath(workspace: Workspace, target: string): FileSpan[] {
  return pathUsesOf(workspace, target).map(({reference, resource}) => ({
    file: resource.document.file.path,
    span: reference.span,
  }));
}

function isOnLineOf(text: string, {keySpan}: Field, offset: number): boolean {
  if (!keySpan) return false;
  const newline = text.indexOf("\n", keySpan.start);
  return touches({start: keySpan.start, end: newline < 0 ? text.length : newline}, offset);
}

/** Each place once, file by file. */
function inOrder(places: readonly FileSpan[]): FileSpan[] {
  const byKey = new Map(places.map((place) => [`${place.file}:${place.span.start}`, place]));
  return [...byKey.values()].sort((a, b) =>
    a.file === b.file ? a.span.start - b.span.start : a.file < b.file ? -1 : 1,
  );
}
