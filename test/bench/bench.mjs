// Measures our language server beside another one, and `check` beside a bare parse, and writes docs/benchmarks.md:
// `npm run bench [-- --documents 300]`. Takes about five minutes, most of which the other server waits on purpose.
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {build} from "../../scripts/build.mjs";
import {endWell, readArguments} from "../../scripts/command.mjs";
import {root} from "../../scripts/install.mjs";
import {measureCheck} from "./check.mjs";
import {prepareDocuments} from "./documents.mjs";
import {installPeer, ours, peer} from "./servers.mjs";
import {measureServers} from "./session.mjs";
import {measureStart} from "./start.mjs";
import {markdown} from "./table.mjs";

await endWell(async () => {
  const options = {options: {documents: {type: "string", default: "300"}}};
  const {values} = readArguments("Usage: npm run bench [-- --documents 300]", options);
  await build({production: true});
  await installPeer();
  const folder = mkdtempSync(join(tmpdir(), "flux-workbench-bench-"));
  try {
    const {documents, source} = prepareDocuments(folder, Number(values.documents));
    console.log(`${documents.length} documents of ${source}.`);
    const start = await step("start-up", () => measureStart([ours, peer], folder, documents[0]));
    const servers = await step("documents", () => measureServers([ours, peer], folder, documents));
    const check = await step("check", measureCheck);
    const page = markdown({start, servers, check, source, count: documents.length});
    writeFileSync(join(root, "docs/benchmarks.md"), page);
    console.log(`\n${page}`);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
});

async function step(name, measure) {
  console.log(`Measuring: ${name} ...`);
  return measure();
}
