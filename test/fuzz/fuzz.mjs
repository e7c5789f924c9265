// Bundles the fuzzer, which is TypeScript, and runs it: `npm run fuzz [-- --seconds N --seed S]`.
import {join} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";
import {build} from "esbuild";

const root = join(fileURLToPath(import.meta.url), "../../..");
// Two folders below the root, as the sources are: they find the project's files from where they stand.
const outfile = join(root, "test/out/fuzz.mjs");
await build({
  absWorkingDir: root,
  entryPoints: ["test/fuzz/run.ts"],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  sourcemap: "inline",
  logLevel: "warning",
});
await import(pathToFileURL(outfile).href);
