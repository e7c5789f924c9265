// The suites of the extension host on desktop VS Code, where @vscode/test-electron can download it.
import {cpSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {build} from "../build.mjs";
import {root} from "../install.mjs";
import {judge} from "./counts.mjs";
import {bundleSuites, out, readResults, standInExtension} from "./suites.mjs";

/** Downloads VS Code and runs the suites in it; needs a display (on a server: `xvfb-run npm run test:desktop`). */
export async function desktop() {
  const {runTests} = await import("@vscode/test-electron");
  await build();
  const runFolder = mkdtempSync(join(tmpdir(), "fw-"));
  const folder = join(runFolder, "repository");
  cpSync(join(root, "test/editor/repository"), folder, {recursive: true});
  const results = join(out, "extension.json");
  rmSync(results, {force: true});
  const status = await runTests({
    extensionDevelopmentPath: [root, standInExtension(runFolder)],
    extensionTestsPath: await bundleSuites("extension"),
    extensionTestsEnv: {MOCHA_RESULTS: results},
    launchArgs: [folder, "--disable-extensions", "--disable-workspace-trust"],
  }).catch((error) => {
    console.log(error.message);
    return 1;
  });
  rmSync(runFolder, {recursive: true, force: true});
  return judge(readResults(results), status);
}
