import {didYouMean} from "../schema/words.ts";
import {baseName, folderOf, joinPath, relativePath} from "../text/paths.ts";
import type {Graph} from "../workspace/graph.ts";

/** A path that leads to nothing, and what it would have to lead to. */
export interface LostPath {
  /** The path as written. */
  readonly text: string;
  /** The folder from which it is counted. */
  readonly folder: string;
  /** Whether something could stand at this path of the repository. */
  fits(target: string): boolean;
}

/**
 * What somebody most likely meant by a path that leads nowhere, as a path in the repository: one of another spelling or
 * extension, or one for which the way up was counted wrong. Undefined where there is none, or more than one.
 */
export function nearPath(graph: Graph, lost: LostPath): string | undefined {
  const spelt = respelt(graph, lost);
  if (spelt.length > 0) return only(spelt);
  return only(fromOtherFolders(lost));
}

/** How a path is written in place of another one: with `./` and a slash at its end where that has them. */
export function writtenLike(text: string, folder: string, target: string): string {
  const path = relativePath(folder, target);
  const start = text.startsWith("./") && !path.startsWith(".") ? "./" : "";
  return start + path + (text.endsWith("/") && !path.endsWith("/") ? "/" : "");
}

/** The one thing in a list; undefined when there is another number of things. */
export function only<T>(things: readonly T[]): T | undefined {
  return things.length === 1 ? things[0] : undefined;
}

/** The rest of the path below each of the folders above. */
function fromOtherFolders({text, folder, fits}: LostPath): string[] {
  const rest = text.replace(/^(?:\.{0,2}\/)+/, "");
  if (rest === "" || rest.startsWith("..")) return [];
  const found = new Set<string>();
  for (let above = folder; ; above = folderOf(above)) {
    const target = joinPath(above, rest);
    if (target !== undefined && fits(target)) found.add(target);
    if (above === "") return [...found];
  }
}

/** The path with the first segment that is not there replaced by a near name. */
function respelt(graph: Graph, {text, folder, fits}: LostPath): string[] {
  const target = joinPath(folder, text);
  if (target === undefined) return [];
  const segments = target.split("/");
  const at = segments.findIndex((_, i) => graph.presence(segments.slice(0, i + 1).join("/")) === "missing");
  const [wrong] = segments.slice(at, at + 1);
  if (at < 0 || wrong === undefined) return [];
  const above = segments.slice(0, at).join("/");
  const rest = segments.slice(at + 1);
  const complete = (name: string): string => [above, name, ...rest].filter((part) => part !== "").join("/");
  const names = [...graph.foldersIn(above), ...graph.filesIn(above)]
    .map(baseName)
    .filter((name) => fits(complete(name)));
  const near = didYouMean(wrong, names);
  if (near !== undefined) return [complete(near)];
  return names.filter((name) => stemOf(name) === stemOf(wrong)).map(complete);
}

/** `secret` of `secret.sops.yaml`. */
function stemOf(name: string): string {
  return name.split(".")[0] || name;
}
