import fs from "node:fs";
import path from "node:path";
import {findRoot} from "../files/repository.ts";
import {messageOf} from "../files/walk.ts";
import {UsageError} from "./arguments.ts";

/** What a call is about: one repository, and the files in it that are reported and may be changed. */
export interface Scope {
  readonly root: string;
  /** The files that were named one by one, relative to the root. */
  readonly files: readonly string[];
  has(file: string): boolean;
}

/** The scope of the paths that a person named. All of them have to lie in the repository of the first. */
export function scopeOf(paths: readonly string[], cwd: string): Scope {
  const targets = (paths.length === 0 ? ["."] : paths).map((named) => ({named, ...resolve(named, cwd)}));
  const [first] = targets;
  if (!first) throw new UsageError("No path is given.");
  const root = findRoot(first.real);
  const folders: string[] = [];
  const files: string[] = [];
  for (const {named, real, isFolder} of targets) {
    const relative = path.relative(root, real).split(path.sep).join("/");
    if (relative === ".." || relative.startsWith("../") || path.isAbsolute(relative)) {
      throw new UsageError(`\`${named}\` is not in \`${root}\`, the repository of \`${first.named}\`.`);
    }
    (isFolder ? folders : files).push(relative);
  }
  const isBelow = (file: string, folder: string): boolean => folder === "" || file.startsWith(`${folder}/`);
  return {
    root,
    files,
    has: (file) => files.includes(file) || folders.some((folder) => file === folder || isBelow(file, folder)),
  };
}

/** Symbolic links that a person names are followed; those in a repository are not. */
function resolve(named: string, cwd: string): {readonly real: string; readonly isFolder: boolean} {
  let real: string;
  let info: fs.Stats;
  try {
    real = fs.realpathSync(path.resolve(cwd, named));
    info = fs.statSync(real);
  } catch (error) {
    throw new UsageError(`\`${named}\` can't be checked: ${messageOf(error)}.`);
  }
  if (!info.isFile() && !info.isDirectory()) {
    throw new UsageError(`\`${named}\` can't be checked: neither a file nor a folder.`);
  }
  return {real, isFolder: info.isDirectory()};
}
