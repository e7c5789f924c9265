// Builds folders with the real kustomize, to hold our graph against.
import {spawn, spawnSync} from "node:child_process";
import {parseAllDocuments} from "yaml";

export const atOnce = 2;
/** Longer than any folder takes; an unreachable host must not hold everything up. */
const timeout = 60_000;

const programs = [
  {name: "kustomize", version: ["version"], build: ["build"]},
  {name: "kubectl", version: ["kustomize", "--help"], build: ["kustomize"]},
];

/** Flux builds so: files may be taken from outside of the folder. */
const options = ["--load-restrictor", "LoadRestrictionsNone"];

/** What is elsewhere is not fetched, so that the outcome is the same with and without a network. */
const offline = {GIT_ALLOW_PROTOCOL: "file", HTTP_PROXY: "http://127.0.0.1:9", HTTPS_PROXY: "http://127.0.0.1:9"};

/** Why kustomize gave up, by what it printed; the first that fits. */
const reasons = [
  ["component among the resources", /expected kind != 'Component'/],
  ["kustomization among the components", /expected kind 'Component'/],
  ["remote", /git fetch|unable to access|proxyconnect|transport '\w+' not allowed|failed to run .*git/],
  ["cycle", /cycle detected/],
  [
    "patch without a target",
    /no matches for Id|no resource matches|failed to find unique target|unable to find patch target/,
  ],
  ["conflict", /may not add resource with an already registered id|already registered id|merging.*conflict/],
  ["plugin", /must specify --enable-|plugin|helm/i],
  ["missing file", /no such file or directory|doesn't exist|not a file|evalsymlink failure/],
  ["broken file", /yaml|json|unmarshal|invalid Kustomization|unknown field|missing metadata/i],
];

/** The program that builds here; undefined where there is none. */
export function findBuilder() {
  return programs.find(({name, version}) => spawnSync(name, version, {stdio: "ignore"}).status === 0);
}

/** Builds folders: for each its objects, or the reason why it can't be built and what was printed. */
export async function buildAll(builder, root, directories) {
  const results = new Map();
  await someAtOnce(directories, async (directory) =>
    results.set(directory, await buildFolder(builder, root, directory)),
  );
  return results;
}

/** Does something with each item, a few at once; `worker` is the number of those that run side by side. */
export async function someAtOnce(items, act) {
  const waiting = [...items];
  const work = async (_, worker) => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await act(item, worker);
  };
  await Promise.all(Array.from({length: atOnce}, work));
}

/** What kustomize makes of one folder. */
export async function buildFolder(builder, root, directory) {
  const {status, stdout, stderr} = await run(builder.name, [...builder.build, ...options, directory], root);
  if (status !== 0) return {reason: reasonOf(stderr), message: stderr.trim()};
  return {objects: objectsOf(stdout)};
}

/** The class of a failure that kustomize reported. */
export function reasonOf(stderr) {
  return reasons.find(([, pattern]) => pattern.test(stderr))?.[0] ?? "other";
}

/** Every object of what kustomize printed. */
export function objectsOf(text) {
  return [parseAllDocuments(text, {uniqueKeys: false, logLevel: "silent"})]
    .flat()
    .map((document) => document.toJS({maxAliasCount: -1}))
    .filter((object) => object !== null && typeof object === "object");
}

function run(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const env = {...process.env, ...offline, NO_PROXY: ""};
    const child = spawn(command, args, {cwd, env, timeout, stdio: ["ignore", "pipe", "pipe"]});
    const printed = {stdout: [], stderr: []};
    for (const [name, chunks] of Object.entries(printed)) child[name].on("data", (data) => chunks.push(data));
    child.on("error", reject);
    child.on("close", (status) => {
      resolve({status, stdout: text(printed.stdout), stderr: text(printed.stderr)});
    });
  });
}

const text = (chunks) => Buffer.concat(chunks).toString("utf8");
