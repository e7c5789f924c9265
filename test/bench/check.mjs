// `check` beside a program that only parses the same files: whole processes, bundled alike, in turns.
import {spawnSync} from "node:child_process";
import {existsSync} from "node:fs";
import {join} from "node:path";
import {build} from "esbuild";
import {root} from "../../scripts/install.mjs";
import {median} from "./statistics.mjs";

const rounds = 9;
const sources = ["../shared/corpus/haynes-ops", "test/repos"];

/** Medians of both in milliseconds. */
export async function measureCheck() {
  const source = sources.find((path) => existsSync(join(root, path)));
  const parser = await bundleParser();
  const cli = join(root, "server/dist/cli.js");
  const commands = [
    [cli, "check", "--format", "json", join(root, source)],
    [parser, join(root, source)],
  ];
  const times = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, args] of commands.entries()) times[at].push(wallTime(args));
  }
  const [check, parse] = times.map(median);
  return {source: source.replace(/^.*\//, ""), check, parse};
}

function wallTime(args) {
  const started = performance.now();
  const {status, stderr} = spawnSync(process.execPath, args, {encoding: "utf8", maxBuffer: 1 << 30});
  if (status !== 0 && status !== 1) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  return performance.now() - started;
}

async function bundleParser() {
  const outfile = join(root, "test/out/parse.cjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["test/bench/parse.ts"],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
  return outfile;
}
