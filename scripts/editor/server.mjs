// Starts and stops code-server with folders of its own, so that nothing of the person's editor is read or changed.
import {spawn} from "node:child_process";
import {closeSync, mkdirSync, openSync, readFileSync, writeFileSync} from "node:fs";
import {createServer} from "node:net";
import {delimiter, dirname, join} from "node:path";
import {setTimeout as wait} from "node:timers/promises";
import {capture, endWithUs, Failure} from "../command.mjs";
import {hostEntry, hostNode} from "./host.mjs";
import {quietSettings} from "./settings.mjs";

const startSeconds = 60;

/**
 * Starts the editor on `folder` with the given packed extensions installed.
 * `runFolder` takes everything it writes; keep its path short: sockets below it must stay under 108 characters.
 */
export async function startEditor({folder, runFolder, vsix = [], settings = {}, env = {}, port, trusted = false}) {
  const surroundings = {...prepareFolders(runFolder, settings), ...env};
  const places = ["--config", join(runFolder, "config.yaml"), "--user-data-dir", join(runFolder, "user")];
  places.push("--extensions-dir", join(runFolder, "extensions"));
  for (const file of vsix) await installExtension(file, places, surroundings);

  const chosenPort = port === undefined ? await freePort() : await requirePort(port);
  const base = `http://127.0.0.1:${chosenPort}`;
  const logFile = join(runFolder, "server.log");
  const log = openSync(logFile, "a");
  const options = ["--auth", "none", "--bind-addr", `127.0.0.1:${chosenPort}`, "--disable-telemetry"];
  options.push("--disable-update-check", "--disable-getting-started-override");
  if (trusted) options.push("--disable-workspace-trust");
  const child = spawn(hostNode(), [hostEntry, ...places, ...options, folder], {
    env: surroundings,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  endWithUs(child);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await answers(base, child, logFile);
  return {
    authority: `127.0.0.1:${chosenPort}`,
    url: `${base}/?folder=${encodeURIComponent(folder)}`,
    logFile,
    ended,
    stop: () => stop(child, ended),
  };
}

function prepareFolders(runFolder, settings) {
  for (const name of ["user/User", "extensions", "tmp"]) mkdirSync(join(runFolder, name), {recursive: true});
  const all = JSON.stringify({...quietSettings, ...settings}, null, 2);
  writeFileSync(join(runFolder, "user/User/settings.json"), all);
  const xdg = join(runFolder, "xdg");
  const env = {
    ...process.env,
    XDG_CONFIG_HOME: xdg,
    XDG_DATA_HOME: xdg,
    XDG_CACHE_HOME: xdg,
    TMPDIR: join(runFolder, "tmp"),
    EXTENSIONS_GALLERY: "{}",
    PATH: dirname(hostNode()) + delimiter + process.env.PATH,
  };
  // Set in a terminal of VS Code or by our caller; the editor would take them for its own.
  for (const name of Object.keys(env)) if (name.startsWith("VSCODE_") || name === "NODE_OPTIONS") delete env[name];
  return env;
}

async function installExtension(file, places, env) {
  const {status, output} = await capture(hostNode(), [hostEntry, ...places, "--install-extension", file, "--force"], {
    env,
  });
  if (status !== 0 || !output.includes("successfully installed")) {
    throw new Failure(`The editor could not install ${file}:\n${output.slice(-2000)}`);
  }
}

async function answers(base, child, logFile) {
  const deadline = Date.now() + startSeconds * 1000;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    const response = await fetch(`${base}/healthz`).catch(() => undefined);
    if (response?.ok) return;
    await wait(100);
  }
  child.kill("SIGKILL");
  throw new Failure(`The editor did not start:\n${readFileSync(logFile, "utf8").slice(-3000)}`);
}

async function stop(child, ended) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 5000);
  await ended;
  clearTimeout(late);
}

/** The given port, when nobody else has it. */
export async function requirePort(port) {
  return freePort(port).catch((error) => {
    const reason = error.code === "EADDRINUSE" ? "is in use" : `can't be used (${error.code})`;
    throw new Failure(`Port ${port} ${reason}. Choose another one with --port, or leave it out to take a free one.`);
  });
}

function freePort(wanted = 0) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(wanted, "127.0.0.1", () => {
      const {port} = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
