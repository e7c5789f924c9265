// Packs the extension: `npm run package` writes flux-workbench-<version>.vsix.
import {readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import {endWell, isMain, runQuietly} from "./command.mjs";
import {installPackages, root} from "./install.mjs";

/** Builds for release and packs; returns the path of the packed extension. */
export async function packExtension() {
  const {build} = await import("./build.mjs");
  await build({production: true});
  const {name, version} = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const file = join(root, `${name}-${version}.vsix`);
  const vsce = join(root, "node_modules/@vscode/vsce/vsce");
  // Everything that runs is bundled, so the package has no dependencies. The pictures of the README stay in the repository.
  const options = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"];
  await runQuietly(process.execPath, [vsce, "package", ...options, "--out", file], {cwd: root});
  return file;
}

if (isMain(import.meta.url)) {
  await endWell(async () => {
    await installPackages();
    const file = await packExtension();
    console.log(`Packed ${file} (${Math.ceil(statSync(file).size / 1024)} KB).`);
  });
}
