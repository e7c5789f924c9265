// Everything that runs without an editor: engine, fixtures, protocol over stdio, command line.
import {mkdirSync, readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import {run} from "../command.mjs";
import {root} from "../install.mjs";
import {judge} from "./counts.mjs";

const results = join(root, "test/out/unit.json");

/** Runs vitest and counts what its report says. */
export async function unit() {
  mkdirSync(join(root, "test/out"), {recursive: true});
  rmSync(results, {force: true});
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  const status = await run(process.execPath, [vitest, "run", ...reporters], {cwd: root}).then(
    () => 0,
    () => 1,
  );
  return judge(read(), status);
}

function read() {
  let report;
  try {
    report = JSON.parse(readFileSync(results, "utf8"));
  } catch {
    console.log("vitest left no report.");
    return undefined;
  }
  // A file that can't be loaded fails without any of its tests being counted.
  const broken = report.testResults.filter(
    ({status, assertionResults}) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
