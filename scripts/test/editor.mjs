// The packed extension in a real editor: its suites inside the extension host, then the interface as a person uses it.
import {spawn} from "node:child_process";
import {cpSync, existsSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {endWithUs} from "../command.mjs";
import {requireBrowser} from "../editor/browser.mjs";
import {installHost} from "../editor/host.mjs";
import {startEditor} from "../editor/server.mjs";
import {root} from "../install.mjs";
import {packExtension} from "../package.mjs";
import {add, judge, nothing} from "./counts.mjs";
import {bundleSuites, out, readResults, standInExtension} from "./suites.mjs";

const secondsAllowed = 180;
/** What could be seen when a test failed. */
const pictures = join(out, "pictures");

/** Runs both suites on one editor. */
export async function editor({updateScreenshots = false} = {}) {
  await installHost();
  const browserPath = await requireBrowser();
  const vsix = await packExtension();
  rmSync(pictures, {recursive: true, force: true});
  const runFolder = mkdtempSync(join(tmpdir(), "fw-"));
  const folder = join(runFolder, "repository");
  cpSync(join(root, "test/editor/repository"), folder, {recursive: true});
  const results = join(out, "extension.json");
  const text = join(runFolder, "extension.txt");
  for (const file of [results, join(out, "interface.json")]) rmSync(file, {force: true});
  const instance = await startEditor({
    folder,
    runFolder,
    vsix: [vsix],
    settings: JSON.parse(readFileSync(join(root, "test/editor/settings.json"), "utf8")),
    env: {MOCHA_RESULTS: results, MOCHA_OUTPUT: text},
    trusted: true,
  });
  let counts = nothing;
  try {
    counts = add(counts, await extensionSuites({instance, browserPath, runFolder, results, text}));
    const env = {
      EDITOR_URL: instance.url,
      BROWSER: browserPath,
      REPOSITORY: folder,
      VSIX: vsix,
      ROOT: root,
      EXTENSIONS: join(runFolder, "extensions"),
    };
    counts = add(counts, await interfaceSuites({...env, UPDATE_SCREENSHOTS: updateScreenshots ? "1" : ""}));
  } finally {
    await instance.stop();
  }
  if (counts.failed === 0) rmSync(runFolder, {recursive: true, force: true, maxRetries: 5, retryDelay: 200});
  else console.log(`Kept ${runFolder} (${instance.logFile}) and the pictures in ${pictures}.`);
  return counts;
}

/** The exit code alone is no proof: a host that dies in the middle of a suite reports success, but leaves no results. */
async function extensionSuites({instance, browserPath, runFolder, results, text}) {
  const {developFrom, launchPage, openEditor} = await import("../editor/page.mjs");
  const suite = await bundleSuites("extension");
  const {browser, page} = await launchPage(browserPath);
  try {
    const messages = [];
    const ended = new Promise((resolve) => page.exposeFunction("codeAutomationExit", resolve));
    await page.exposeFunction("codeAutomationLog", (_type, args) => messages.push(args.join(" ")));
    await developFrom(page, instance, {extension: standInExtension(runFolder), suite});
    await openEditor(page, instance.url);
    const status = await withTimeout(ended, "the suites inside the extension host");
    if (existsSync(text)) process.stdout.write(readFileSync(text, "utf8"));
    const counts = judge(readResults(results), status);
    if (counts.failed > 0) {
      await page.screenshot({path: join(pictures, "extension.png")});
      if (readResults(results) === undefined) {
        console.log("The extension host ended before its suites did. Its last messages:");
        console.log(messages.slice(-40).join("\n"));
      }
    }
    return counts;
  } finally {
    await browser.close();
  }
}

async function interfaceSuites(env) {
  const script = await bundleSuites("interface");
  const results = join(out, "interface.json");
  const child = spawn(process.execPath, [script], {
    stdio: "inherit",
    env: {
      ...process.env,
      ...env,
      FAILURES_FOLDER: pictures,
      PICTURES_FOLDER: join(root, "docs/images"),
      MOCHA_RESULTS: results,
    },
  });
  endWithUs(child);
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
  const status = await withTimeout(ended, "the interface suites");
  child.kill("SIGKILL");
  return judge(readResults(results), status);
}

async function withTimeout(promise, what) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => {
      console.log(`Gave up on ${what} after ${secondsAllowed} seconds.`);
      resolve("timeout");
    }, secondsAllowed * 1000);
  });
  const first = await Promise.race([promise, late]);
  clearTimeout(timer);
  return first;
}
