import {spawn, spawnSync} from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {beforeAll, expect, test} from "vitest";
import {ROOT} from "../support/check.ts";
import {helmRelease, repository} from "./run.ts";

const CLI = path.join(ROOT, "server/dist/cli.js");

beforeAll(() => {
  if (!fs.existsSync(CLI)) throw new Error("The command line is not built: npm run build.");
});

function call(args: readonly string[], cwd: string): {status: number | null; stdout: string; stderr: string} {
  const {status, stdout, stderr} = spawnSync(process.execPath, [CLI, ...args], {cwd, encoding: "utf8"});
  return {status, stdout, stderr};
}

test("the bundle finds its schemas, and ends with the exit code", () => {
  const folder = repository({"app.yaml": helmRelease("  upgrad: {}\n")});
  const {status, stdout, stderr} = call(["check"], folder);
  expect({status, stderr}).toEqual({status: 1, stderr: ""});
  expect(stdout).toMatch(/^error\[schema\/unknown-field] app\.yaml:10:3\n/);
  expect(call(["check", "--format", "xml"], folder).status).toBe(2);
});

test("the bundle finds the pages of the rules and its version", () => {
  expect(call(["explain", "schema/unknown-field"], ROOT).stdout).toMatch(/^# schema\/unknown-field\n/);
  const {version} = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8"));
  expect(call(["--version"], ROOT)).toEqual({status: 0, stdout: `${version}\n`, stderr: ""});
});

test("nothing is coloured where no terminal is", () => {
  const folder = repository({"app.yaml": helmRelease("  upgrad: {}\n")});
  expect(call(["check"], folder).stdout).not.toContain("\u001b");
});

test("a reader that stops early is no failure", async () => {
  // More than a pipe holds, so that something is left to write when the reader is gone.
  const wrong = Array.from({length: 2000}, (_, i) => `  wrong${i}: {}\n`).join("");
  const folder = repository({"app.yaml": helmRelease(wrong)});
  const child = spawn(process.execPath, [CLI, "check"], {cwd: folder, stdio: ["ignore", "pipe", "pipe"]});
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  child.stdout.once("data", () => child.stdout.destroy());
  const status = await new Promise((resolve) => child.once("close", resolve));
  expect({status, stderr}).toEqual({status: 1, stderr: ""});
});
