import {CONFIG_FILE, isKustomizationFile, type Resource} from "../resources/resource.ts";
import {modelineOf} from "../schema/modeline.ts";
import type {TextEdit} from "../text/edit.ts";
import {baseName, folderOf, joinClamped, joinPath, relativePath} from "../text/paths.ts";
import type {PathReference} from "../workspace/references.ts";
import type {Workspace} from "../workspace/workspace.ts";
import {scalarText} from "../yaml/edit/scalar.ts";
import {indexedFilesThatLeadTo, type PathUse, pathsIn, withOtherPaths} from "./names/paths.ts";

/** A file or folder that gets another path. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * The edits that keep all paths right when files and folders move: those that lead to them, and those that lead out of
 * what moves. They are for the texts as they are before the move.
 */
export function editsForMoves(workspace: Workspace, moves: readonly Move[]): Map<string, TextEdit[]> {
  const edits = new Map<string, TextEdit[]>();
  const moved = moves.flatMap(({from}) => [...below(workspace, from)]);
  const after = (path: string): string => movedPath(moves, path);
  const add = (file: string, ofFile: readonly TextEdit[]): void => {
    const all = new Map([...(edits.get(file) ?? []), ...ofFile].map((edit) => [edit.span.start, edit]));
    if (all.size > 0) edits.set(file, [...all.values()]);
  };
  for (const file of filesConcerned(workspace, moved)) {
    add(
      file,
      pathsIn(workspace, file).flatMap((use) => editOf(workspace, use, after) ?? []),
    );
  }
  add(
    CONFIG_FILE,
    clusterPaths(workspace).flatMap((use) => editOf(workspace, use, after) ?? []),
  );
  for (const file of moved) add(file, schemaEdits(workspace, file, after));
  return edits;
}

/** The folders of clusters in the configuration of the repository, which are counted as Flux counts its own. */
function clusterPaths(workspace: Workspace): PathUse[] {
  const resource = workspace.judgement(CONFIG_FILE)?.resources[0];
  return (resource?.root.get("clusters").entries ?? []).flatMap((cluster) => {
    const field = cluster.get("path");
    const text = field.string;
    if (!resource || text === undefined) return [];
    const quote = field.style === "quoted" ? 1 : 0;
    const span = {start: field.span.start + quote, end: field.span.end - quote};
    const target = joinClamped("", text);
    return [{resource, reference: {field, span, text, target, kind: "folder", list: "spec.path"}}];
  });
}

/** The comments in a file that moves, by which its documents name schemas that are files. */
function schemaEdits(workspace: Workspace, file: string, after: (path: string) => string): TextEdit[] {
  return (workspace.file(file)?.documents ?? []).flatMap((document) => {
    const modeline = modelineOf(document);
    if (!modeline || modeline.url.includes(":") || modeline.url.startsWith("/")) return [];
    const {url, span} = modeline;
    const target = joinPath(folderOf(file), url);
    const newFolder = folderOf(after(file));
    if (target === undefined || joinPath(newFolder, url) === after(target)) return [];
    return [{span, newText: likeBefore(url, relativePath(newFolder, after(target)))}];
  });
}

function filesConcerned(workspace: Workspace, moved: readonly string[]): Set<string> {
  return new Set([
    ...moved.filter((path) => isKustomizationFile(path)),
    ...moved.flatMap((path) => indexedFilesThatLeadTo(workspace, path)),
    ...withOtherPaths(workspace),
  ]);
}

/** A path with everything below it. */
function* below(workspace: Workspace, path: string): Iterable<string> {
  yield path;
  const {graph} = workspace;
  if (graph.presence(path) !== "folder") return;
  yield* graph.filesIn(path);
  for (const folder of graph.foldersIn(path)) yield* below(workspace, folder);
}

function movedPath(moves: readonly Move[], path: string): string {
  const around = moves
    .filter(({from}) => path === from || path.startsWith(`${from}/`))
    .sort((a, b) => b.from.length - a.from.length)[0];
  return around ? around.to + path.slice(around.from.length) : path;
}

function editOf(
  workspace: Workspace,
  {reference, resource}: PathUse,
  moved: (path: string) => string,
): TextEdit | undefined {
  const {target, text} = reference;
  if (target === undefined || workspace.graph.presence(target) === "missing") return undefined;
  const base = baseOf(workspace, reference, resource);
  if (base === undefined) return undefined;
  const newBase = reference.list === "spec.components[]" ? moved(base) : folderAfter(resource, moved);
  const newTarget = moved(target);
  const from = isFromRoot(reference) ? "" : newBase;
  if ((from === base && newTarget === target) || joinPath(from, text) === newTarget) return undefined;
  return replacePath(reference, likeBefore(text, relativePath(from, newTarget)));
}

/** The folder that a path is counted from; undefined where only the cluster knows. */
function baseOf({graph}: Workspace, reference: PathReference, resource: Resource): string | undefined {
  const {file, index: document} = resource.document;
  if (isFromRoot(reference)) return "";
  if (reference.list !== "spec.components[]") return folderOf(file.path);
  const folders = new Set(graph.instancesOf({file: file.path, document}).map(({folder}) => folder));
  if (folders.size === 1) return [...folders][0];
  const path = resource.root.at("spec", "path");
  if (folders.size > 1 || (path.exists && path.string === undefined)) return undefined;
  return joinClamped("", path.string ?? "");
}

function folderAfter(resource: Resource, moved: (path: string) => string): string {
  return folderOf(moved(resource.document.file.path));
}

/** Flux counts paths from the root of the source. */
function isFromRoot({list}: PathReference): boolean {
  return list.endsWith(".path") && list.startsWith("spec.");
}

/** The path in the manner of the old one: with `./` or without, with a slash at its end or without. */
function likeBefore(old: string, path: string): string {
  const end = old.endsWith("/") && path !== "." ? "/" : "";
  if (old.startsWith("/")) return `/${path}${end}`;
  if (path === "." || path.startsWith("..")) return path + end;
  return `${old.startsWith("./") || old === "." ? "./" : ""}${path}${end}`;
}

function replacePath({field, span, text, list}: PathReference, path: string): TextEdit {
  const value = field.string ?? text;
  const before = value.slice(0, value.length - text.length);
  // The key of a generated ConfigMap is the name of the file, where no other one is written.
  const isKeyLost = list.endsWith(".files[]") && before === "" && baseName(path) !== baseName(text);
  const newValue = `${before}${isKeyLost ? `${baseName(text)}=` : ""}${path}`;
  const isAllOfIt = field.style !== "quoted" && scalarText(newValue) !== newValue;
  const isWritten = !field.isAlias && span.end - span.start === text.length;
  if (isWritten && !isAllOfIt) return {span, newText: newValue.slice(before.length)};
  return {span: field.span, newText: field.style === "quoted" ? JSON.stringify(newValue) : scalarText(newValue)};
}
