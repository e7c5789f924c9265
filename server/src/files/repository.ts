import fs from "node:fs";
import path from "node:path";
import {CONFIG_FILE} from "../engine/resources/resource.ts";
import {Workspace} from "../engine/workspace/workspace.ts";
import {readText} from "./read.ts";
import {walk} from "./walk.ts";

/** A repository read from disk. */
export interface Repository {
  readonly root: string;
  readonly workspace: Workspace;
  /** Files that could not be read or are no plain YAML, and why. */
  readonly skipped: readonly {readonly file: string; readonly reason: string}[];
  /** Files that start with a byte order mark, which edits have to keep. */
  readonly withBom: ReadonlySet<string>;
}

/** Reads all YAML files below `root`. */
export function readRepository(root: string): Repository {
  const workspace = new Workspace();
  const skipped: {file: string; reason: string}[] = [];
  const withBom = new Set<string>();
  for (const entry of walk(root)) {
    const content = entry.skipped === undefined ? readText(path.join(root, entry.path)) : {skipped: entry.skipped};
    if ("skipped" in content) {
      skipped.push({file: entry.path, reason: content.skipped});
      continue;
    }
    workspace.setFile(entry.path, content.text);
    if (content.hasBom) withBom.add(entry.path);
  }
  return {root, workspace, skipped, withBom};
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
