// Writes a Flux repository of any size, always the same one for the same size:
// `node test/bench/repository.mjs FOLDER [--files 1000]`. About 1,000 files are one cluster.
import {mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {endWell, Failure, isMain, readArguments} from "../../scripts/command.mjs";
import {appFiles} from "./repository/app.mjs";
import {clusterFiles, gateway, kustomization, sharedFiles} from "./repository/cluster.mjs";
import {document} from "./repository/emit.mjs";
import {randomFrom} from "./repository/random.mjs";

const filesOfCluster = 1000;
/** As many apps include the shared Component, in a small repository and in a large one. */
export const usersOfComponent = 40;
/** The Component of its own that about as many apps of each cluster include. */
const statusEvery = 4;
const appsOfNamespace = 15;
/** What a namespace needs at least. */
const filesOfNamespace = 3;

const namespaces = ["network", "storage", "media", "observability", "downloads", "home", "security", "automation"];
const beginnings = [
  "amber",
  "birch",
  "cedar",
  "delta",
  "ember",
  "fjord",
  "grove",
  "harbor",
  "iris",
  "juniper",
  "kelp",
  "lunar",
  "maple",
  "north",
];
const endings = [
  "board",
  "cache",
  "deck",
  "feed",
  "gate",
  "hub",
  "log",
  "mail",
  "notes",
  "photo",
  "queue",
  "radio",
  "sync",
  "tasks",
  "vault",
  "wiki",
];

/**
 * Writes a repository of `count` files; tells where the places are that a bench wants to edit. The first cluster holds
 * all of them, and all apps that include the shared Component.
 */
export function writeRepository(folder, count, seed = 1) {
  const clusters = Math.max(1, Math.round(count / filesOfCluster));
  const writer = new Writer(folder);
  writer.addAll(sharedFiles());
  const users = [];
  for (let number = 1; number <= clusters; number++) {
    const limit = Math.round((count * number) / clusters);
    writeCluster(writer, {cluster: nameOf(number), random: randomFrom(seed * 1000 + number), limit, users});
  }
  if (writer.written !== count) throw new Failure(`${writer.written} files were written instead of ${count}.`);
  const first = `kubernetes/${nameOf(1)}`;
  return {
    files: writer.written,
    clusters,
    users,
    component: "kubernetes/shared/components/backup/kustomization.yaml",
    root: `${first}/flux/apps.yaml`,
    cluster: first,
  };
}

function writeCluster(writer, {cluster, random, limit, users}) {
  writer.addAll(clusterFiles(cluster));
  const earlier = [];
  for (let at = 0; writer.written < limit; at++) {
    const namespace = `${namespaces[at % namespaces.length]}${at < namespaces.length ? "" : `-${Math.floor(at / namespaces.length) + 1}`}`;
    writeNamespace(writer, {cluster, namespace, random, limit, users, earlier});
  }
}

/** Writes apps until the namespace or the cluster is full. What remains to the limit then are files of the last app. */
function writeNamespace(writer, {cluster, namespace, random, limit, users, earlier}) {
  const below = `kubernetes/${cluster}/apps/${namespace}`;
  const resources = ["./namespace.yaml"];
  writer.add(
    `${below}/namespace.yaml`,
    document({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: {name: namespace, labels: {"pod-security.kubernetes.io/enforce": "baseline"}},
    }),
  );
  if (namespace === "network") {
    resources.push("./gateway.yaml");
    writer.add(`${below}/gateway.yaml`, gateway(cluster));
  }
  const own = 1;
  while (resources.length <= appsOfNamespace) {
    const number = earlier.length;
    const app = `${beginnings[number % beginnings.length]}-${endings[Math.floor(number / beginnings.length) % endings.length]}`;
    const components = [];
    const isUser = users.length < usersOfComponent && number % 3 === 0;
    if (isUser) components.push("../../../../shared/components/backup");
    if (number % statusEvery === 1) components.push("../../../components/status");
    const files = appFiles(random, {app, namespace, cluster, components, hasDefaults: isUser, earlier});
    if (writer.written + files.length + own > limit) break;
    for (const [path, text] of files) writer.add(`${below}/${app}/${path}`, text);
    if (isUser) users.push(`${below}/${app}`);
    resources.push(`./${app}/ks.yaml`);
    earlier.push({name: app, namespace});
  }
  const room = limit - writer.written - own;
  const isLast = resources.length <= appsOfNamespace || room < filesOfNamespace;
  const left = isLast ? room : 0;
  for (let at = 0; at < left; at++) {
    const name = `settings-${at}`;
    resources.push(`./${name}.yaml`);
    writer.add(
      `${below}/${name}.yaml`,
      document({apiVersion: "v1", kind: "ConfigMap", metadata: {name}, data: {part: name}}),
    );
  }
  writer.add(
    `${below}/kustomization.yaml`,
    kustomization({namespace, components: ["../../components/settings"], resources}),
  );
}

const nameOf = (number) => `cluster-${String(number).padStart(2, "0")}`;

/** Writes files and counts them. */
class Writer {
  written = 0;
  #folders = new Set();

  constructor(folder) {
    this.folder = folder;
  }

  add(path, text) {
    const file = join(this.folder, path);
    const folder = dirname(file);
    if (!this.#folders.has(folder)) mkdirSync(folder, {recursive: true});
    this.#folders.add(folder);
    writeFileSync(file, text);
    this.written++;
  }

  addAll(files) {
    for (const [path, text] of files) this.add(path, text);
  }
}

if (isMain(import.meta.url)) {
  await endWell(async () => {
    const usage = "node test/bench/repository.mjs FOLDER [--files 1000]";
    const options = {files: {type: "string", default: "1000"}};
    const {values, positionals} = readArguments(usage, {options, allowPositionals: true});
    if (positionals.length !== 1) throw new Failure(usage);
    console.log(writeRepository(positionals[0], Number(values.files)));
  });
}
