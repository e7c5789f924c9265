// Programs around the engine: what they print about a repository.
import {spawnSync} from "node:child_process";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** The objects as our graph merges them, or what went wrong. */
export const effectiveObjects = (folder) => printed("effective", folder);

/** What attaching and detaching Components would do to some apps, or what went wrong. */
export const componentCases = (folder) => printed("components", folder, join(root, "schemas/generated"));

async function printed(name, ...args) {
  const program = join(root, `test/out/${name}.cjs`);
  try {
    await build({
      absWorkingDir: root,
      entryPoints: [`test/crater/${name}.ts`],
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
  const {status, stdout, stderr} = spawnSync(process.execPath, [program, ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  return status === 0 ? JSON.parse(stdout) : stderr;
}
