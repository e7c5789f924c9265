// Checks whole repositories and compares what is found with what was found last time and looked into, and what our graph
// builds with what kustomize builds: `npm run crater -- DIR... [--update]`. What a folder is expected to give is in
// <folder name>.json beside this file, or in the folder that `--expectations` names.
import {spawnSync} from "node:child_process";
import {existsSync, readFileSync, realpathSync, writeFileSync} from "node:fs";
import {basename, dirname, join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {buildCases, compareCases} from "./components.mjs";
import {kustomizationDirectories} from "./directories.mjs";
import {componentCases, effectiveObjects} from "./effective.mjs";
import {differences, expectationOf, merge, unexplained} from "./expectation.mjs";
import {buildFlux} from "./flux.mjs";
import {compareAllObjects, compareFlux, compareGraph} from "./graph.mjs";
import {buildAll, findBuilder} from "./kustomize.mjs";
import {inWords} from "./words.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const cli = join(here, "../../server/dist/cli.js");

const {values, positionals} = parseArgs({
  options: {update: {type: "boolean"}, expectations: {type: "string", default: here}},
  allowPositionals: true,
});
const counts = {passed: 0, failed: 0, skipped: 0};
const builder = findBuilder();
if (positionals.length === 0) fail("Usage: npm run crater -- DIR... [--update]");
else if (!existsSync(cli)) fail("The command line is not built: npm run build.");
else for (const folder of positionals) await crater(folder);
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed > 0 ? 1 : 0;

/** Checks one repository and builds it; says what differs. */
async function crater(folder) {
  const name = basename(resolve(folder));
  if (!existsSync(folder)) return skip(`${name}: skipped, there is no folder ${folder}.`);
  const report = flux("check", folder);
  if (typeof report === "string") return fail(`${name}: the check failed.\n${report}`);
  const file = join(values.expectations, `${name}.json`);
  const expected = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  const found = {...expectationOf(report), ...(await besideKustomize(name, folder, report))};
  // Where nothing could be built, what is known from elsewhere stays.
  const whole = merge({...expected, ...found}, expected);
  if (values.update) writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`);
  const {kustomize, effective, flux: kustomizations, components, ...check} = whole;
  judge(name, check, expected);
  if (found.kustomize) judge(`${name} beside ${builder.name}`, kustomize, expected?.kustomize);
  if (found.effective) judge(`${name}, objects beside ${builder.name}`, effective, expected?.effective);
  if (found.flux) judge(`${name}, Flux Kustomizations beside ${builder.name}`, kustomizations, expected?.flux);
  if (found.components) judge(`${name}, Components beside ${builder.name}`, components, expected?.components);
}

/** What our graph builds beside what kustomize builds; nothing where that can't be said. */
async function besideKustomize(name, folder, report) {
  const {root} = report;
  const directories = kustomizationDirectories(root, realpathSync(folder));
  if (directories.length === 0) return {};
  if (!builder) {
    skip(`${name}: not built, neither kustomize nor kubectl is on the PATH.`);
    return {};
  }
  const graph = flux("graph", folder);
  if (typeof graph === "string") {
    fail(`${name}: there is no graph.\n${graph}`);
    return {};
  }
  const built = await buildAll(builder, root, directories);
  const found = {kustomize: expectationOf(compareGraph({root, built, graph, report}))};
  const effective = await effectiveObjects(root);
  if (typeof effective === "string") {
    fail(`${name}: the objects can't be merged.\n${effective}`);
    return found;
  }
  const {folders, flux: ours} = effective;
  const entries = ours.filter(({isEntry}) => isEntry);
  const builtByFlux = await buildFlux({builder, root, entries});
  const cases = await componentCases(root);
  if (typeof cases === "string") fail(`${name}: Components can't be attached.\n${cases}`);
  return {
    ...found,
    ...(typeof cases !== "string" && {
      components: expectationOf(compareCases(await buildCases({builder, root, cases}))),
    }),
    effective: expectationOf(compareAllObjects({built, merged: folders})),
    flux: expectationOf(compareFlux({built: builtByFlux, flux: ours})),
  };
}

/** Says whether something is as expected, and what is not. */
function judge(name, found, expected) {
  const lines = values.update ? [] : differences(expected, found);
  for (const [question, entry] of unexplained(found)) lines.push(`  ${question} ${entry}`);
  const verdict = lines.length === 0 ? "as expected" : values.update ? "written" : "not as expected";
  console.log([`${name}: ${verdict}. ${inWords(found)}`, ...lines].join("\n"));
  counts[lines.length === 0 ? "passed" : "failed"]++;
}

/** What a command of ours prints for a folder, or what it said instead. */
function flux(command, folder) {
  const options = {encoding: "utf8", maxBuffer: 1 << 30};
  const {status, stdout, stderr} = spawnSync(process.execPath, [cli, command, "--format", "json", folder], options);
  return status === 0 || status === 1 ? JSON.parse(stdout) : stderr || `It ended with ${status}.`;
}

function skip(message) {
  console.log(message);
  counts.skipped++;
}

function fail(message) {
  console.log(message);
  counts.failed++;
}
