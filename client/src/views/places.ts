import {type Range, Uri} from "vscode";
import {type KustomizationNode, locationOf, type TreeModel, type TreeNode} from "./treeModel.ts";

/** One key for every way to write the address of a file: the server and VS Code do not escape the same characters. */
export function fileKey(uri: Uri | string): string {
  return (typeof uri === "string" ? Uri.parse(uri) : uri).toString();
}

/** The rows that are written in a file where `range` begins. */
export function rowsAt(model: TreeModel, uri: Uri, {start}: Range): TreeNode[] {
  return rowsIn(model, uri).filter((node) => {
    const lines = locationOf(node)?.range;
    return lines !== undefined && lines.start.line <= start.line && start.line <= lines.end.line;
  });
}

/** The rows that are written in a file. */
export function rowsIn({places}: TreeModel, uri: Uri): readonly TreeNode[] {
  return places.get(fileKey(uri)) ?? [];
}

/** The Flux Kustomizations that are built through a file: it is a kustomization or a patch of theirs. */
export function rowsBuiltThrough({builtThrough}: TreeModel, uri: Uri): readonly KustomizationNode[] {
  return builtThrough.get(fileKey(uri)) ?? [];
}

/** The rows that are written in the files beside a file. */
export function rowsBeside({places}: TreeModel, uri: Uri): TreeNode[] {
  const folder = fileKey(Uri.joinPath(uri, "..")).replace(/\/*$/, "/");
  const isBeside = (file: string) => file.startsWith(folder) && !file.includes("/", folder.length);
  return [...places].flatMap(([file, rows]) => (isBeside(file) ? rows : []));
}
