// Folders with a kustomization file, found without our engine so that it can't overlook one unnoticed.
import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {join, posix, relative, sep} from "node:path";
import {parseDocument} from "yaml";

const fileNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
const notOurs = new Set([".git", "node_modules"]);

/** All folders at and below `folder` with a kustomization file, relative to `root`. */
export function kustomizationDirectories(root, folder) {
  const found = [];
  const visit = (path) => {
    if (fileNames.some((name) => isFile(join(path, name))))
      found.push(relative(root, path).split(sep).join("/") || ".");
    for (const entry of readdirSync(path, {withFileTypes: true})) {
      if (entry.isDirectory() && !notOurs.has(entry.name)) visit(join(path, entry.name));
    }
  };
  visit(folder);
  return found.sort();
}

/** The kustomization file of a folder; undefined where there is none. */
export function kustomizationFile(root, directory) {
  const name = fileNames.find((name) => isFile(join(root, directory, name)));
  return name === undefined ? undefined : posix.join(directory, name);
}

/** Every file that the build of a folder starts from, and whether some of it is elsewhere. */
export function reachOf(root, directory) {
  const files = new Set();
  let isRemote = false;
  const visit = (path) => {
    if (isFile(join(root, path))) {
      files.add(path);
      return;
    }
    const file = kustomizationFile(root, path);
    if (file === undefined || files.has(file)) return;
    files.add(file);
    for (const entry of entriesOf(join(root, file))) {
      const target = posix.join(path, entry);
      if (existsSync(join(root, target))) visit(target);
      else if (/^[\w.-]+\.\w+\/|:\/\/|^git@/.test(entry)) isRemote = true;
    }
  };
  visit(directory);
  return {files, isRemote};
}

function entriesOf(file) {
  const content = parseDocument(readFileSync(file, "utf8"), {uniqueKeys: false, logLevel: "silent"}).toJS() ?? {};
  const lists = [content.resources, content.components, content.bases, content.crds].flat();
  return lists.filter((entry) => typeof entry === "string");
}

const isFile = (path) => statSync(path, {throwIfNoEntry: false})?.isFile() === true;
