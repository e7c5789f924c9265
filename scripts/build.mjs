// Bundles the extension, the language server and the command line: `npm run build [-- --production] [--watch]`.
import {cp, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {context} from "esbuild";
import {endWell, Failure, isMain, readArguments, run} from "./command.mjs";
import {root} from "./install.mjs";

/** Every bundle: what it is made from, where it goes, and what it needs on top of the common options. */
export const bundles = [
  {entry: "client/src/extension.ts", out: "client/dist/extension.js", external: ["vscode"]},
  {entry: "client/src/graph/page/main.ts", out: "client/dist/graph.js", browser: true},
  {entry: "client/src/graph/page/graph.css", out: "client/dist/graph.css", browser: true},
  {entry: "server/src/server.ts", out: "server/dist/server.js"},
  {entry: "server/src/cli.ts", out: "server/dist/cli.js", shebang: "#!/usr/bin/env node\n"},
];

/** What the bundles read at run time. The pages of the rules are their tests. */
const readAtRunTime = [
  {from: "schemas/generated", to: "server/dist/schemas", skip: /\.stamp$/},
  {from: "test/rules", to: "server/dist/rules", skip: /\.ts$/},
];

/** CommonJS has no `import.meta.url`; packages that call `createRequire(import.meta.url)` at load time need one. */
const importMetaUrl = 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;';

const moduleType = '{"type":"commonjs"}\n';

/** Builds the validators from the schemas; that script knows itself whether they are up to date. */
export async function buildSchemas() {
  await run(process.execPath, [join(root, "scripts/schemas/build.mjs")], {cwd: root});
}

/** Writes the bundles and what they read at run time. */
export async function build({production = false, watch = false} = {}) {
  await buildSchemas();
  for (const bundle of bundles) await buildBundle(bundle, {production, watch});
  // The bundles are CommonJS whatever the package around them says.
  for (const folder of ["client", "server"]) await writeFile(join(root, folder, "dist/package.json"), moduleType);
  for (const {from, to, skip} of readAtRunTime) {
    await rm(join(root, to), {recursive: true, force: true});
    await cp(join(root, from), join(root, to), {recursive: true, filter: (path) => !skip.test(path)});
  }
}

/** What esbuild is told about a bundle, whatever becomes of the result. */
export function bundleOptions({entry, out, external = [], shebang = "", browser = false}) {
  const options = {
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: out,
    external,
    bundle: true,
    legalComments: "none",
    logLevel: "warning",
  };
  if (browser) return {...options, platform: "browser", target: "es2022", format: "iife"};
  return {
    ...options,
    platform: "node",
    target: "node20",
    format: "cjs",
    // The packages' ES modules are smaller than their UMD wrappers, whose `require` esbuild cannot follow.
    mainFields: ["module", "main"],
    define: {"import.meta.url": "importMetaUrl"},
    banner: {js: shebang + importMetaUrl},
  };
}

async function buildBundle(bundle, {production, watch}) {
  const {out} = bundle;
  // A map of an earlier build tells lies about this one.
  await rm(join(root, `${out}.map`), {force: true});
  const sourcemap = production ? false : "linked";
  const builder = await context({...bundleOptions(bundle), minify: production, sourcemap});
  if (watch) return builder.watch();
  try {
    await builder.rebuild();
  } catch {
    // esbuild has printed why.
    throw new Failure(`${out} could not be built.`);
  } finally {
    await builder.dispose();
  }
}

if (isMain(import.meta.url)) {
  await endWell(async () => {
    const started = Date.now();
    const options = {production: {type: "boolean"}, watch: {type: "boolean"}};
    const {values} = readArguments("npm run build [-- --production] [--watch]", {options});
    await build(values);
    console.log(`Built ${values.production ? "for release " : ""}in ${Date.now() - started} ms.`);
  });
}
