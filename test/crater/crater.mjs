// Checks whole repositories and compares what is found with what was found last time and looked into:
// `npm run crater -- DIR... [--update]`. What a folder is expected to give is in <folder name>.json beside this file, or
// in the folder that `--expectations` names.
import {spawnSync} from "node:child_process";
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {basename, dirname, join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {differences, expectationOf, merge, unexplained} from "./expectation.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const cli = join(here, "../../server/dist/cli.js");

const {values, positionals} = parseArgs({
  options: {update: {type: "boolean"}, expectations: {type: "string", default: here}},
  allowPositionals: true,
});
const counts = {passed: 0, failed: 0, skipped: 0};
if (positionals.length === 0) fail("Usage: npm run crater -- DIR... [--update]");
else if (!existsSync(cli)) fail("The command line is not built: npm run build.");
else for (const folder of positionals) counts[crater(folder)]++;
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed > 0 ? 1 : 0;

/** Checks one repository; says what differs. */
function crater(folder) {
  const name = basename(resolve(folder));
  if (!existsSync(folder)) {
    console.log(`${name}: skipped, there is no folder ${folder}.`);
    return "skipped";
  }
  const report = check(folder);
  if (typeof report === "string") {
    console.log(`${name}: the check failed.\n${report}`);
    return "failed";
  }
  const file = join(values.expectations, `${name}.json`);
  const expected = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  const found = merge(expectationOf(report), expected);
  if (values.update) writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
  const lines = values.update ? [] : differences(expected, found);
  for (const error of unexplained(found)) lines.push(`  why is this an error? ${error}`);
  const verdict = lines.length === 0 ? "as expected" : values.update ? "written" : "not as expected";
  console.log([`${name}: ${verdict}. ${inWords(found)}`, ...lines].join("\n"));
  return lines.length === 0 ? "passed" : "failed";
}

/** What the command line reports for a folder, or what it said instead. */
function check(folder) {
  const options = {encoding: "utf8", maxBuffer: 1 << 30};
  const {status, stdout, stderr} = spawnSync(process.execPath, [cli, "check", "--format", "json", folder], options);
  return status === 0 || status === 1 ? JSON.parse(stdout) : stderr || `It ended with ${status}.`;
}

function inWords({files, documents, skipped, findings}) {
  const total = (severity) => Object.values(findings[severity] ?? {}).reduce((sum, count) => sum + count, 0);
  return (
    `${documents} documents in ${files} files, ${skipped} skipped: ` +
    `${total("error")} errors, ${total("warning")} warnings.`
  );
}

function fail(message) {
  console.log(message);
  counts.failed++;
}
