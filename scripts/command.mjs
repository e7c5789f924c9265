// Starts other programs for the scripts; needs nothing but Node.js.
import {spawn} from "node:child_process";
import {pathToFileURL} from "node:url";
import {parseArgs} from "node:util";

/** A failure that a person can act on: its message is all that is printed. */
export class Failure extends Error {}

/** Whether the module with this address is the script that Node.js was started with. */
export const isMain = (url) => url === pathToFileURL(process.argv[1]).href;

/** Runs a script to its end; a failure is one message and the exit code 1. */
export async function endWell(script) {
  try {
    await script();
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  }
}

/** Reads the command line; what does not belong there is answered with the usage. */
export function readArguments(usage, config) {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new Failure(`${error.message}\n\n${usage}`);
  }
}

/** Runs a program with its output shown; throws when it does not end well. */
export async function run(command, args, options = {}) {
  const {status} = await finish(command, args, {stdio: "inherit", ...options});
  if (status !== 0) throw new Failure(`\`${[command, ...args].join(" ")}\` ended with ${status}.`);
}

/** Runs a program silently; throws with the end of its output when it does not end well. */
export async function runQuietly(command, args, options = {}) {
  const {status, output} = await capture(command, args, options);
  if (status !== 0)
    throw new Failure(`\`${[command, ...args].join(" ")}\` ended with ${status}:\n${output.slice(-3000)}`);
  return output;
}

/** Runs a program and returns its exit status and what it printed. */
export async function capture(command, args, options = {}) {
  let output = "";
  const {status} = await finish(command, args, {stdio: ["ignore", "pipe", "pipe"], ...options}, (child) => {
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
  });
  return {status, output};
}

/** Command and arguments that run npm with the npm that started us, else with the one on the PATH. */
export function npm(...args) {
  const path = process.env.npm_execpath;
  return path?.endsWith(".js") ? [process.execPath, [path, ...args]] : ["npm", args];
}

/** Makes a child end with us, however we end. */
export function endWithUs(child) {
  const kill = () => child.kill("SIGTERM");
  process.once("exit", kill);
  child.once("exit", () => process.removeListener("exit", kill));
}

/** Lets a signal end the process the usual way, so that what is registered for its exit happens. */
export function exitOnSignals() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(130));
}

function finish(command, args, options, started = () => {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, options);
    endWithUs(child);
    child.on("error", (error) => reject(new Failure(`\`${command}\` could not be started: ${error.message}.`)));
    child.on("close", (code, signal) => resolve({status: code ?? signal}));
    started(child);
  });
}
