// Builds Flux Kustomizations as Flux does, with the real kustomize: what the spec adds is written into the kustomization
// of the folder, in a copy of the repository, and the children are taken from what comes out, patches and all.
import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, posix} from "node:path";
import {parse} from "yaml";
import {kustomizationFile} from "./directories.mjs";
import {atOnce, buildFolder, someAtOnce} from "./kustomize.mjs";

const fluxGroup = /^kustomize\.toolkit\.fluxcd\.io\//;

/** What tells a Flux Kustomization from all others of a repository. */
export function fluxKey({cluster, namespace, name, spec}) {
  return `${cluster} ${namespace ?? "-"}/${name} ${folderOf(spec)}`;
}

/**
 * Follows the entry points (`{name, namespace, cluster, spec}`) to everything that they lead to; by key what kustomize
 * built, or why it could not. What waits for variables that only the cluster knows is left out: `{}`.
 */
export async function buildFlux({builder, root, entries}) {
  const scratch = mkdtempSync(join(tmpdir(), "flux-workbench-crater-"));
  const copies = Array.from({length: atOnce}, (_, worker) => join(scratch, String(worker)));
  const results = new Map();
  try {
    for (const copy of copies) cpSync(root, copy, {recursive: true, filter: (path) => !/[\\/]\.git$/.test(path)});
    let level = entries;
    while (level.length > 0) {
      const children = [];
      await someAtOnce(level, async (one, worker) => {
        const copy = copies[worker];
        const result = isOpen(one.spec) ? {} : await buildOne(builder, copy, one.spec);
        results.set(fluxKey(one), result);
        children.push(...childrenOf(one, result, copy));
      });
      level = children.filter((child) => !results.has(fluxKey(child)));
    }
  } finally {
    rmSync(scratch, {recursive: true, force: true});
  }
  return results;
}

/** The Flux Kustomizations among what another one builds, as far as their source is this repository. */
function childrenOf({cluster, namespace: above, spec}, {objects = []}, copy) {
  return objects
    .filter(({apiVersion, kind}) => fluxGroup.test(apiVersion) && kind === "Kustomization")
    .map(({metadata, spec}) => ({name: metadata.name, namespace: metadata.namespace ?? null, cluster, spec}))
    .filter((child) => sourceOf(child.spec, child.namespace) === sourceOf(spec, above))
    .filter((child) => statSync(join(copy, folderOf(child.spec)), {throwIfNoEntry: false})?.isDirectory());
}

/** Builds the folder with the kustomization that Flux would write into it. */
export async function buildOne(builder, copy, spec) {
  const folder = folderOf(spec);
  const file = kustomizationFile(copy, folder);
  const path = join(copy, file ?? posix.join(folder, "kustomization.yaml"));
  const text = file && readFileSync(path, "utf8");
  const content = text ? parse(text, {uniqueKeys: false, logLevel: "silent"}) : {resources: manifests(copy, folder)};
  try {
    writeFileSync(path, JSON.stringify(withFlux(content, spec)));
    return await buildFolder(builder, copy, folder);
  } finally {
    if (text === undefined) rmSync(path);
    else writeFileSync(path, text);
  }
}

function withFlux(content, spec) {
  return {
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    ...content,
    ...(spec.targetNamespace && {namespace: spec.targetNamespace}),
    ...(spec.namePrefix && {namePrefix: spec.namePrefix}),
    ...(spec.nameSuffix && {nameSuffix: spec.nameSuffix}),
    components: [...(content.components ?? []), ...(spec.components ?? [])],
    patches: [...(content.patches ?? []), ...(spec.patches ?? [])],
    images: [...(content.images ?? []), ...(spec.images ?? [])],
  };
}

/** What Flux lists where a folder has no kustomization: all manifests, and folders that have one as a whole. */
function manifests(root, folder, prefix = ".") {
  return readdirSync(join(root, folder), {withFileTypes: true}).flatMap((entry) => {
    const [path, below] = [posix.join(folder, entry.name), `${prefix}/${entry.name}`];
    if (!entry.isDirectory()) return /\.ya?ml$/.test(entry.name) ? [below] : [];
    return kustomizationFile(root, path) === undefined ? manifests(root, path, below) : [below];
  });
}

function sourceOf({sourceRef}, namespace) {
  return `${sourceRef?.kind} ${sourceRef?.namespace ?? namespace}/${sourceRef?.name}`;
}

function folderOf({path = ""}) {
  return posix.join("/", path).slice(1).replace(/\/$/, "") || ".";
}

/** Whether variables stand where they would have to be known. */
function isOpen({path, components, patches, targetNamespace, namePrefix, nameSuffix, images}) {
  return JSON.stringify([path, components, patches, targetNamespace, namePrefix, nameSuffix, images]).includes("${");
}
