import {readFileSync} from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {serveProcess} from "./lsp/process.ts";
import type {ServerFiles} from "./lsp/serverFiles.ts";

const usage = `Usage: server.js --stdio | --node-ipc | --socket=PORT | --pipe=NAME

The Flux Workbench language server; an editor starts it and speaks the Language Server Protocol with it.
  --version   print the version`;

const folder = path.dirname(fileURLToPath(import.meta.url));

// Beside the bundle is what the build put there; the second of each is where a checkout has it.
const files: ServerFiles = {
  schemas: [path.join(folder, "schemas"), path.join(folder, "../../schemas/generated")],
  pages: [path.join(folder, "rules"), path.join(folder, "../../test/rules")],
  version: JSON.parse(readFileSync(path.join(folder, "../../package.json"), "utf8")).version,
};

if (process.argv.includes("--version")) {
  console.log(files.version);
} else if (process.argv.slice(2).some((argument) => /^--(stdio|node-ipc|socket|pipe)\b/.test(argument))) {
  serveProcess(files);
} else {
  console.error(usage);
  process.exitCode = 2;
}
