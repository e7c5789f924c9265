import path from "node:path";
import {URI} from "vscode-uri";

/**
 * The path on disk of a `file:` URI, undefined for other schemes. Percent signs are decoded and the drive letter is in
 * lower case, so that a file has one path however its URI is written.
 */
export function filePathOf(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === "file" ? parsed.fsPath : undefined;
}

/** The URI of a path on disk. */
export function fileUri(file: string): string {
  return URI.file(file).toString();
}

/** What identifies a document: for files their path, whatever spelling of the URI the client chose. */
export function documentKey(uri: string): string {
  return filePathOf(uri) ?? uri;
}

/** The last segment of a URI's path. */
export function uriBaseName(uri: string): string {
  return URI.parse(uri).path.split("/").pop() || "untitled";
}

/** `file` seen from `root`, with `/`; undefined when it is not below. */
export function relativeTo(root: string, file: string): string | undefined {
  const relative = path.relative(root, file);
  if (relative === "" || relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) {
    return undefined;
  }
  return relative.replaceAll(path.sep, "/");
}

/** Whether `file` is the folder or below it. */
export function isWithin(folder: string, file: string): boolean {
  return folder === file || relativeTo(folder, file) !== undefined;
}
