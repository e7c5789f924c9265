// The two servers that are measured.
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {npm, runQuietly} from "../../scripts/command.mjs";
import {root} from "../../scripts/install.mjs";

const peerFolder = join(root, "test/bench/peer");
const peerPackage = join(peerFolder, "node_modules/yaml-language-server");

export const ours = {
  name: "Flux Workbench",
  command: [process.execPath, join(root, "server/dist/server.js"), "--stdio"],
};

export const peer = {
  name: "yaml-language-server",
  command: [process.execPath, join(peerPackage, "bin/yaml-language-server"), "--stdio"],
};

/** Installs the other server unless the wanted version is there. */
export async function installPeer() {
  const wanted = readJson(join(peerFolder, "package.json")).dependencies["yaml-language-server"];
  peer.name = `yaml-language-server ${wanted}`;
  const manifest = join(peerPackage, "package.json");
  if (existsSync(manifest) && readJson(manifest).version === wanted) return;
  console.log(`Installing ${peer.name} ...`);
  const [command, args] = npm("ci");
  await runQuietly(command, args, {cwd: peerFolder});
}

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
