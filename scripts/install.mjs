// Installs the packages of the repository when they are missing or older than the lock; needs nothing but Node.js.
import {statSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {Failure, npm, run} from "./command.mjs";

/** The folder of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const nodeNeeded = 20;

/** Makes sure that `node_modules` is what `package-lock.json` says. */
export async function installPackages() {
  if (Number.parseInt(process.versions.node, 10) < nodeNeeded) {
    throw new Failure(`Flux Workbench needs Node.js ${nodeNeeded} or newer; this is ${process.versions.node}.`);
  }
  // npm writes this file at the end of every install.
  const installed = modified(join(root, "node_modules/.package-lock.json"));
  if (installed !== undefined && installed >= (modified(join(root, "package-lock.json")) ?? 0)) return;
  console.log("Installing the packages of Flux Workbench (npm ci) ...");
  await run(...npm("ci", "--loglevel=error"), {cwd: root});
}

function modified(path) {
  return statSync(path, {throwIfNoEntry: false})?.mtimeMs;
}
