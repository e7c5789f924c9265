// The editor's suites are TypeScript; the extension host and Mocha want CommonJS.
import {mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {build} from "esbuild";
import {root} from "../install.mjs";

/** Where the bundled suites and their results are. */
export const out = join(root, "test/out");

/** Bundles the suites of `test/editor/<name>` into `test/out/<name>` and returns the file that runs them. */
export async function bundleSuites(name) {
  const folder = join(out, name);
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  await build({
    absWorkingDir: root,
    entryPoints: [`test/editor/${name}/*.suite.ts`, `test/editor/${name}/run.ts`],
    outdir: folder,
    outExtension: {".js": ".cjs"},
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["vscode", "mocha", "playwright-core"],
    sourcemap: "inline",
    logLevel: "warning",
  });
  return join(folder, "run.cjs");
}

/** The counts that Mocha wrote at the end of its run, and nothing where it never got there. */
export function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * An extension that does nothing and is taken for the YAML extension of Red Hat, beside which ours has to behave. It is
 * also what the editor's development mode asks for where ours is installed from its package.
 */
export function standInExtension(runFolder) {
  const folder = join(runFolder, "vscode-yaml");
  mkdirSync(folder, {recursive: true});
  const manifest = {name: "vscode-yaml", publisher: "redhat", version: "0.0.0", engines: {vscode: "*"}};
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  return folder;
}
