// Writes schemas/generated: schemas.json (hover, completion), validators/*.cjs and index.json.
// Does nothing while what they are made from is unchanged, unless `--force` is given.
import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from "node:fs";
import path from "node:path";
import {kinds} from "./kinds.mjs";
import {packageVersion, root} from "./packages.mjs";

const target = path.join(root, "schemas/generated");
const stampFile = path.join(target, ".stamp");
const tools = ["@kubernetes-models/apimachinery", "acorn", "ajv", "esbuild", "typescript"];

const stamp = inputStamp();
if (process.argv.includes("--force") || !existsSync(stampFile) || readFileSync(stampFile, "utf8") !== stamp) {
  const start = performance.now();
  // Loaded only when needed: the compilers take longer to load than an unchanged build may take.
  const {generateFiles} = await import("./generate.mjs");
  const files = await generateFiles();
  write(files);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`schemas/generated: ${files.size} files in ${seconds} s`);
}

/** The stamp goes first and comes back last, so that an interrupted build is never taken for a whole one. */
function write(files) {
  rmSync(stampFile, {force: true});
  mkdirSync(path.join(target, "validators"), {recursive: true});
  for (const [name, text] of [...files, [".stamp", stamp]]) {
    // A rename is atomic: nobody who builds or reads at the same time meets half a file.
    const temporary = path.join(target, `${name}.${process.pid}`);
    writeFileSync(temporary, text);
    renameSync(temporary, path.join(target, name));
  }
  for (const name of readdirSync(path.join(target, "validators"))) {
    if (name.endsWith(".cjs") && !files.has(`validators/${name}`)) rmSync(path.join(target, "validators", name));
  }
}

/** A hash of everything that the output depends on. */
function inputStamp() {
  const hash = createHash("sha256");
  const used = new Set([...kinds.flatMap((entry) => entry.package ?? []), ...tools]);
  for (const name of [...used].sort()) hash.update(packageVersion(name));
  for (const folder of ["schemas", "scripts/schemas"]) {
    for (const name of readdirSync(path.join(root, folder), {recursive: true}).sort()) {
      if (name.startsWith("generated") || !/\.(json|mjs)$/.test(name)) continue;
      hash.update(name).update(readFileSync(path.join(root, folder, name)));
    }
  }
  return hash.digest("hex");
}
