// Finds a Chromium for the editor tests, or gets one.
import {accessSync, constants} from "node:fs";
import {delimiter, join} from "node:path";
import {capture, Failure, run} from "../command.mjs";
import {root} from "../install.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const places = {
  darwin: ["Google Chrome", "Chromium", "Microsoft Edge"].map(
    (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
  ),
  win32: [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA].flatMap((folder) =>
    folder
      ? ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"].map((exe) =>
          join(folder, exe),
        )
      : [],
  ),
};

/** The path of a Chromium that runs: an installed one, else Debian's package, else Playwright's download. */
export async function requireBrowser() {
  const browser =
    (await installedBrowser()) ??
    ((await installDebianPackage()) ? await installedBrowser() : undefined) ??
    (await downloadBrowser());
  if (browser === undefined) {
    throw new Failure(
      "The editor tests need a browser and none could be installed. Install Chrome or Chromium " +
        "(Debian: `apt-get install chromium`), or set CHROMIUM to the path of one.",
    );
  }
  return browser;
}

async function installedBrowser() {
  if (process.env.CHROMIUM) {
    if (await works(process.env.CHROMIUM)) return process.env.CHROMIUM;
    throw new Failure(`CHROMIUM is set to ${process.env.CHROMIUM}, which does not run.`);
  }
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of [...candidates, ...(places[process.platform] ?? [])]) if (await works(path)) return path;
  return undefined;
}

/** Some systems have a script of that name which only says where to get a browser, hence the try. */
async function works(path) {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  // On Windows `--version` opens a window.
  if (process.platform === "win32") return true;
  return (await capture(path, ["--version"]).catch(() => ({status: 1}))).status === 0;
}

async function installDebianPackage() {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  if ((await capture("apt-get", ["--version"]).catch(() => ({status: 1}))).status !== 0) return false;
  console.log("Installing a browser for the editor tests (apt-get install chromium) ...");
  const env = {...process.env, DEBIAN_FRONTEND: "noninteractive"};
  const install = ["install", "-y", "--no-install-recommends", "chromium"];
  return run("apt-get", ["update"], {env})
    .then(() => run("apt-get", install, {env}))
    .then(() => true)
    .catch((error) => report(error));
}

async function downloadBrowser() {
  const {chromium} = await import("playwright-core");
  const path = chromium.executablePath();
  if (await works(path)) return path;
  console.log("Downloading a browser for the editor tests (Playwright's Chromium) ...");
  const cli = join(root, "node_modules/playwright-core/cli.js");
  const done = await run(process.execPath, [cli, "install", "chromium"])
    .then(() => true)
    .catch((error) => report(error));
  return done && (await works(path)) ? path : undefined;
}

function report(error) {
  console.log(error.message);
  return false;
}
