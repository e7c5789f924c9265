// The objects as our graph merges them: a program around the engine, bundled first.
import {spawnSync} from "node:child_process";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** What `effective.ts` prints about a folder, or what went wrong. */
export async function effectiveObjects(folder) {
  const program = join(root, "test/out/effective.cjs");
  try {
    await build({
      absWorkingDir: root,
      entryPoints: ["test/crater/effective.ts"],
      outfile: program,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      mainFields: ["module", "main"],
      logLevel: "silent",
    });
  } catch (error) {
    return error.message;
  }
  const {status, stdout, stderr} = spawnSync(process.execPath, [program, folder], {
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  return status === 0 ? JSON.parse(stdout) : stderr;
}
