import fs from "node:fs";
import path from "node:path";
import {CONFIG_FILE} from "../engine/resources/resource.ts";
import {Workspace} from "../engine/workspace/workspace.ts";
import {readText} from "./read.ts";
import {walk} from "./walk.ts";

/** A file that is not in the workspace. */
export interface Skipped {
  readonly file: string;
  readonly reason: string;
}

/** A repository read from disk. */
export interface Repository {
  readonly root: string;
  readonly workspace: Workspace;
  /** Files that are left alone on purpose, and why. */
  readonly skipped: readonly Skipped[];
  /** Files and folders that could not be read, and why. */
  readonly unreadable: readonly Skipped[];
  /** Files that start with a byte order mark, which edits have to keep. */
  readonly withBom: ReadonlySet<string>;
}

/** Reads all YAML files below `root`, and those in `named` whatever their names are. */
export function readRepository(root: string, named: readonly string[] = []): Repository {
  const workspace = new Workspace();
  const skipped: Skipped[] = [];
  const unreadable: Skipped[] = [];
  const withBom = new Set<string>();
  const seen = new Set<string>();
  const read = (file: string): void => {
    const content = readText(path.join(root, file));
    if ("skipped" in content) {
      // A file that is gone since its folder was listed might as well have been deleted before.
      if (fs.existsSync(path.join(root, file))) unreadable.push({file, reason: content.skipped});
      return;
    }
    workspace.setFile(file, content.text);
    if (content.hasBom) withBom.add(file);
  };
  for (const entry of walk(root)) {
    // One that a person names is read, whatever else it is.
    if (entry.role === undefined || entry.skipped !== undefined) seen.add(entry.path);
    if (entry.role === "leftOut") workspace.leaveOut(entry.path);
    else if (entry.role === "other") workspace.addOther(entry.path);
    if (entry.skipped !== undefined) skipped.push({file: entry.path, reason: entry.skipped});
    else if (entry.unreadable !== undefined) unreadable.push({file: entry.path, reason: entry.unreadable});
    else if (entry.role === undefined) read(entry.path);
  }
  for (const file of named) if (!seen.has(file)) read(file);
  return {root, workspace, skipped, unreadable, withBom};
}

/**
 * The root of the repository that holds a path: the nearest folder above it with a `.flux-workbench.yaml`, else with a
 * `.git`; without either the folder itself.
 */
export function findRoot(start: string): string {
  const folder = fs.statSync(start).isDirectory() ? start : path.dirname(start);
  return nearestWith(folder, CONFIG_FILE) ?? nearestWith(folder, ".git") ?? folder;
}

function nearestWith(start: string, name: string): string | undefined {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, name))) return folder;
    if (path.dirname(folder) === folder) return undefined;
  }
}
