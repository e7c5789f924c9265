// Installs, builds and opens the extension on a repository: `npm start [-- PATH] [--port N] [--browser]`.
import {cpSync, existsSync, mkdtempSync, rmSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {endWell, Failure, readArguments} from "./command.mjs";
import {installPackages, root} from "./install.mjs";

const usage = `npm start [-- PATH] [--port N] [--browser]

Opens the extension on a sample repository, or on the repository at PATH, in desktop VS Code.
Where there is none, VS Code runs in the browser (code-server) and the address is printed.
  --port N    the port of the editor in the browser; without it a free one is taken
  --browser   use the editor in the browser even where there is a desktop`;

const sample = join(root, "test/repos/sample");

await endWell(() => start(readRequest()));

function readRequest() {
  const options = {port: {type: "string"}, browser: {type: "boolean"}, help: {type: "boolean", short: "h"}};
  const {values, positionals} = readArguments(usage, {options, allowPositionals: true});
  if (positionals.length > 1) throw new Failure(`One folder at a time, please.\n\n${usage}`);
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536)) {
    throw new Failure(`\`${values.port}\` is not a port.`);
  }
  const path = positionals[0] === undefined ? undefined : resolve(process.env.INIT_CWD ?? ".", positionals[0]);
  if (path !== undefined && !(existsSync(path) && statSync(path).isDirectory())) {
    throw new Failure(`${path} is not a folder.`);
  }
  return {...values, path, port};
}

async function start({path, port, browser, help}) {
  if (help) {
    console.log(usage);
    return;
  }
  if (port !== undefined) await (await import("./editor/server.mjs")).requirePort(port);
  await installPackages();
  const runFolder = mkdtempSync(join(tmpdir(), "fw-"));
  process.once("exit", () => rmSync(runFolder, {recursive: true, force: true, maxRetries: 3, retryDelay: 200}));
  const folder = path ?? copySample(runFolder);
  const settings = {...(await import("./editor/settings.mjs")).quietSettings, "workbench.startupEditor": "readme"};
  const opened = {folder, runFolder, settings, port, trusted: path === undefined};
  const {findDesktopEditor} = await import("./editor/desktop.mjs");
  const command = browser ? undefined : await findDesktopEditor();
  const editor = command === undefined ? await openInBrowser(opened) : await openOnDesktop(command, opened);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => editor.stop());
  await editor.ended;
  console.log("The editor has ended.");
}

/** A copy, so that a person can try every fix without changing this repository; its README says what to try. */
function copySample(runFolder) {
  const copy = join(runFolder, "sample");
  cpSync(sample, copy, {recursive: true});
  cpSync(join(root, "scripts/editor/welcome.md"), join(copy, "README.md"));
  return copy;
}

async function openOnDesktop(command, opened) {
  console.log("Building the extension ...");
  await (await import("./build.mjs")).build();
  const editor = (await import("./editor/desktop.mjs")).openDesktopEditor(command, opened);
  console.log(`VS Code opens on ${opened.folder}. Close its window or press Ctrl-C here to stop.`);
  return editor;
}

async function openInBrowser(opened) {
  const {installHost} = await import("./editor/host.mjs");
  await installHost();
  console.log("Building and packing the extension ...");
  const vsix = [await (await import("./package.mjs")).packExtension()];
  console.log("Starting the editor ...");
  const editor = await (await import("./editor/server.mjs")).startEditor({...opened, vsix});
  console.log(`\nThe editor shows ${opened.folder}\n\n  Open ${editor.url}\n`);
  console.log("Who can log in to this machine can open it too while it runs. Press Ctrl-C to stop.");
  return editor;
}
