import fs from "node:fs";
import path from "node:path";
import ignore, {type Ignore} from "ignore";
import {CONFIG_FILE, isKustomizationFile} from "../engine/resources/resource.ts";

/** A file that was found, or a reason why one is left alone. Paths are relative to the root, with `/`. */
export interface Entry {
  readonly path: string;
  /** Why a file is left alone on purpose. */
  readonly skipped?: string;
  /** Why a folder can't be looked into. */
  readonly unreadable?: string;
  /**
   * `other`: a file that nobody reads here, but that manifests may refer to. `leftOut`: a file or folder that never
   * reaches a cluster, or of which nobody knows whether it does: ignored by Git, a symbolic link.
   */
  readonly role?: "other" | "leftOut";
}

/** Folders that hold no manifests, whatever is in them. */
const NEVER = new Set([".git", "node_modules", ".hg", ".svn"]);

interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * All files below a folder, in the order of their names. Symbolic links are not followed, so a loop of them does no
 * harm; what is in folders that Git ignores is not named.
 */
export function* walk(root: string, folder = "", ignoreFiles: readonly IgnoreFile[] = []): Iterable<Entry> {
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(path.join(root, folder), {withFileTypes: true});
  } catch (error) {
    yield {path: folder || ".", unreadable: `can't be read: ${messageOf(error)}`, role: "leftOut"};
    return;
  }
  const ignored = withIgnoreFile(root, folder, ignoreFiles, entries);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
    const isFolder = entry.isDirectory();
    if (NEVER.has(entry.name)) continue;
    if (isIgnored(file, isFolder, ignored)) yield {path: file, role: "leftOut"};
    else if (isFolder) yield* walk(root, file, ignored);
    else yield {path: file, ...roleOf(entry)};
  }
}

/** Whether a path leads through no folder that is left out whatever is in it. */
export function isNamed(file: string): boolean {
  return !file.split("/").some((segment) => NEVER.has(segment));
}

/** Whether a file is one that we read, by its name. */
export function isYamlName(name: string): boolean {
  return /\.ya?ml$/.test(name) || isKustomizationFile(name) || name === CONFIG_FILE;
}

/** What an error of the file system says, without the call and the path that Node adds. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^[A-Z]+: /, "").replace(/, \w+ '.*$/, "");
}

function roleOf(entry: fs.Dirent): Omit<Entry, "path"> {
  const isYaml = isYamlName(entry.name);
  if (entry.isSymbolicLink()) return {role: "leftOut", ...(isYaml && {skipped: "symbolic link"})};
  if (isYaml) return {};
  return {role: "other", ...(isTemplateName(entry.name) && {skipped: "template, not plain YAML"})};
}

function isTemplateName(name: string): boolean {
  return /\.ya?ml\.(j2|jinja|jinja2|tmpl|gotmpl)$/.test(name);
}

function withIgnoreFile(
  root: string,
  folder: string,
  above: readonly IgnoreFile[],
  entries: readonly fs.Dirent[],
): readonly IgnoreFile[] {
  if (!entries.some((entry) => entry.name === ".gitignore" && entry.isFile())) return above;
  try {
    const rules = ignore({ignorecase: false}).add(fs.readFileSync(path.join(root, folder, ".gitignore"), "utf8"));
    return [...above, {folder, rules}];
  } catch {
    // An unreadable .gitignore ignores nothing.
    return above;
  }
}

/** The innermost .gitignore that says something about a path decides. */
function isIgnored(file: string, isFolder: boolean, ignoreFiles: readonly IgnoreFile[]): boolean {
  for (let i = ignoreFiles.length - 1; i >= 0; i--) {
    const {folder, rules} = ignoreFiles[i] as IgnoreFile;
    const relative = (folder === "" ? file : file.slice(folder.length + 1)) + (isFolder ? "/" : "");
    const verdict = rules.test(relative);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
