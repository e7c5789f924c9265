// Desktop VS Code: the person's own, else the one that @vscode/test-electron downloads.
import {spawn} from "node:child_process";
import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {capture} from "../command.mjs";
import {root} from "../install.mjs";

const updateServer = "https://update.code.visualstudio.com/api/releases/stable";

/** The command that starts desktop VS Code, or nothing where there is no desktop, no VS Code and no download of it. */
export async function findDesktopEditor() {
  if (!hasDisplay()) return undefined;
  const code = process.platform === "win32" ? "code.cmd" : "code";
  if ((await tryVersion(code)) === 0) return code;
  if (!(await reachable(updateServer))) return undefined;
  console.log("Downloading VS Code (about 150 MB; needed once) ...");
  const {downloadAndUnzipVSCode} = await import("@vscode/test-electron");
  return downloadAndUnzipVSCode({cachePath: join(root, ".vscode-test")}).catch((error) => {
    console.log(`VS Code could not be downloaded: ${error.message}`);
    return undefined;
  });
}

/** Opens `folder` with the extension from this repository and waits until the window is closed. */
export function openDesktopEditor(command, {folder, runFolder, settings}) {
  const user = join(runFolder, "user");
  mkdirSync(join(user, "User"), {recursive: true});
  writeFileSync(join(user, "User/settings.json"), JSON.stringify(settings, null, 2));
  const options = [`--extensionDevelopmentPath=${root}`, `--user-data-dir=${user}`, "--new-window", "--wait"];
  const shell = command.endsWith(".cmd");
  const quote = (argument) => (shell ? `"${argument}"` : argument);
  const child = spawn(command, [...options, folder].map(quote), {stdio: "inherit", shell});
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  return {ended, stop: () => child.kill("SIGTERM")};
}

/** In a terminal of VS Code that runs on another machine `code` reaches that window only. */
function hasDisplay() {
  if (process.env.VSCODE_IPC_HOOK_CLI) return false;
  return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function tryVersion(code) {
  const {status} = await capture(code, ["--version"], {shell: code.endsWith(".cmd")}).catch(() => ({status: 1}));
  return status;
}

function reachable(url) {
  return fetch(url, {method: "HEAD", signal: AbortSignal.timeout(5000)}).then(
    (response) => response.ok,
    () => false,
  );
}
