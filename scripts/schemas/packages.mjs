import {existsSync, readFileSync} from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";

/** The repository. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** The folder of the installed packages. */
export const packagesFolder = path.join(root, "node_modules");

/** `name@version` of an installed package. */
export function packageVersion(name) {
  const manifest = path.join(packagesFolder, name, "package.json");
  if (!existsSync(manifest)) throw new Error(`${name} is not installed: run npm ci`);
  return `${name}@${readJson(manifest).version}`;
}

/** The value in a JSON file. */
export function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
