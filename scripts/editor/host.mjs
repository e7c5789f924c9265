// The editor for machines without a desktop: code-server, which is VS Code in the browser, and a Node.js that runs it.
import {createHash} from "node:crypto";
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {Failure, npm, runQuietly} from "../command.mjs";
import {root} from "../install.mjs";

const folder = join(root, "test/editor/host");
const editor = join(folder, "node_modules/code-server");
const marker = join(folder, "node_modules/.installed");
const nodeMajor = 24;

/** The script that starts the editor; run it with `hostNode()`. */
export const hostEntry = join(editor, "out/node/entry.js");

/** The Node.js that the editor needs: the one installed beside it, else our own where it is the right one. */
export function hostNode() {
  const packaged = join(folder, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(packaged)) return packaged;
  if (Number.parseInt(process.versions.node, 10) === nodeMajor) return process.execPath;
  throw new Failure(
    `The editor needs Node.js ${nodeMajor}, and no package brings it for ${process.platform}-${process.arch}. ` +
      `Run this with Node.js ${nodeMajor}, or install desktop VS Code.`,
  );
}

/** Installs the editor unless the locked version is there already. */
export async function installHost() {
  const wanted = createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  console.log("Installing an editor for the browser (code-server, about 800 MB on disk; needed once) ...");
  const [command, ci] = npm("ci");
  await runQuietly(command, ci, {cwd: folder});
  const env = {...process.env, PATH: `${dirname(hostNode())}:${process.env.PATH}`};
  // The lock files that code-server ships are out of step with its package.json, so `npm ci` is not possible there.
  const [, install] = npm("install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund");
  for (const part of ["lib/vscode", "lib/vscode/extensions"]) {
    await runQuietly(command, install, {cwd: join(editor, part), env});
  }
  writeFileSync(marker, wanted);
}
