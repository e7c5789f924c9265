// Measures our language server beside another one, `check` beside a bare parse, and what a large repository costs, and
// writes docs/benchmarks.md: `npm run bench [-- --documents 300] [--files 50000] [--only servers|graph]`. The servers
// take about five minutes, most of which the other server waits on purpose; a part alone leaves the other's figures.
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {build} from "../../scripts/build.mjs";
import {endWell, Failure, readArguments} from "../../scripts/command.mjs";
import {root} from "../../scripts/install.mjs";
import {measureCheck} from "./check.mjs";
import {prepareDocuments} from "./documents.mjs";
import {measureGraph} from "./graph.mjs";
import {graphSection, sectionOf, withGraphSection} from "./graph-table.mjs";
import {installPeer, ours, peer} from "./servers.mjs";
import {measureServers} from "./session.mjs";
import {measureStart} from "./start.mjs";
import {markdown} from "./table.mjs";

const usage = "Usage: npm run bench [-- --documents 300] [--files 50000] [--only servers|graph]";
const page = join(root, "docs/benchmarks.md");
const parts = {servers: writeServers, graph: writeGraph};

await endWell(async () => {
  const options = {
    documents: {type: "string", default: "300"},
    files: {type: "string", default: "50000"},
    only: {type: "string"},
  };
  const {values} = readArguments(usage, {options});
  const chosen = values.only === undefined ? Object.keys(parts) : [values.only];
  if (!chosen.every((name) => Object.hasOwn(parts, name))) throw new Failure(usage);
  await build({production: true});
  for (const name of chosen) {
    const folder = mkdtempSync(join(tmpdir(), "flux-workbench-bench-"));
    try {
      await parts[name](folder, values);
    } finally {
      rmSync(folder, {recursive: true, force: true});
    }
  }
  console.log(`\n${readFileSync(page, "utf8")}`);
});

async function writeServers(folder, values) {
  await installPeer();
  const {documents, source} = prepareDocuments(folder, Number(values.documents));
  console.log(`${documents.length} documents of ${source}.`);
  const start = await step("start-up", () => measureStart([ours, peer], folder, documents[0]));
  const servers = await step("documents", () => measureServers([ours, peer], folder, documents));
  const check = await step("check", measureCheck);
  const text = markdown({start, servers, check, source, count: documents.length});
  const kept = existsSync(page) ? sectionOf(readFileSync(page, "utf8")) : undefined;
  writeFileSync(page, kept === undefined ? text : withGraphSection(text, kept));
}

async function writeGraph(folder, values) {
  const say = (text) => console.log(`Measuring: ${text} ...`);
  const figures = await measureGraph({files: Number(values.files), scratch: folder, say});
  const text = existsSync(page) ? readFileSync(page, "utf8") : "# Benchmarks\n";
  writeFileSync(page, withGraphSection(text, graphSection(figures).join("\n")));
}

async function step(name, measure) {
  console.log(`Measuring: ${name} ...`);
  return measure();
}
