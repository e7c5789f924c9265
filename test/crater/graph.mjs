// Our graph of a repository beside kustomize: what every folder builds, and the objects themselves.
import {compareBuilds, isGenerated} from "./builds.mjs";
import {kustomizationFile, reachOf} from "./directories.mjs";
import {fluxKey} from "./flux.mjs";
import {compareObjects} from "./objects.mjs";

/**
 * What became of each folder, by what kustomize made of it (`built`, from `buildAll`), what our graph says and what
 * the check found. `unbuilt` names the reason for every folder that kustomize can't build.
 */
export function compareGraph({root, built, graph, report}) {
  const ours = new Map(graph.directories.map((directory) => [directory.path || ".", directory]));
  const found = {directories: built.size, objects: 0, unbuilt: {}, differences: []};
  for (const [directory, {objects, reason}] of built) {
    const known = ours.get(directory);
    if (reason !== undefined) found.unbuilt[directory] = reason;
    else found.objects += objects.length;
    const texts =
      reason === undefined
        ? [...against(known, objects), ...falseAlarms(root, directory, report)]
        : unseen({root, directory, kind: known?.kind, reason, report});
    for (const text of texts) found.differences.push(`${directory}: ${text}`);
  }
  for (const path of ours.keys()) {
    if (!built.has(path) && kustomizationFile(root, path) === undefined)
      found.differences.push(`${path}: the graph builds a folder without a kustomization file`);
  }
  return found;
}

/**
 * The same for whole objects; `merged` holds ours by folder. Generated ones are told by their names alone, since their
 * contents come from files of any kind; `unknown` are those of which the graph does not say what becomes of them.
 */
export function compareAllObjects({built, merged}) {
  const found = {compared: 0, patched: 0, generated: 0, unknown: 0, differences: []};
  for (const [directory, {objects}] of built) {
    const ours = merged[directory];
    if (!objects || !ours) continue;
    for (const one of ours) {
      if (isGenerated(one)) found.generated++;
      else if (one.object === undefined) found.unknown++;
      else found.compared++;
      if (one.isPatched) found.patched++;
    }
    for (const text of compareObjects(ours, objects)) found.differences.push(`${directory}: ${text}`);
  }
  return found;
}

/** The same of Flux Kustomizations: `built` from `buildFlux`, `flux` ours. */
export function compareFlux({built, flux}) {
  const ours = new Map(flux.map((one) => [fluxKey(one), one]));
  const counts = {kustomizations: built.size, open: 0, compared: 0, patched: 0, unknown: 0};
  const found = {...counts, unbuilt: {}, differences: []};
  for (const [key, {objects, reason}] of built) {
    const {builds} = ours.get(key) ?? {};
    if (reason !== undefined) found.unbuilt[key] = reason;
    else if (!objects) found.open++;
    if (!objects) continue;
    const texts = builds
      ? [...compareBuilds(builds, objects), ...compareObjects(builds, objects)]
      : ["not in the graph"];
    for (const text of texts) found.differences.push(`${key}: ${text}`);
    for (const one of builds ?? []) {
      if (one.object !== undefined) found.compared++;
      else if (!isGenerated(one)) found.unknown++;
      if (one.isPatched && one.object !== undefined) found.patched++;
    }
  }
  for (const [key, {builds}] of ours) {
    if (!built.has(key) && builds.length > 0) found.differences.push(`${key}: nothing leads to it but the graph`);
  }
  return found;
}

function against(known, objects) {
  return known ? compareBuilds(known.builds, objects) : ["not in the graph"];
}

/** Where kustomize fails, our check must have found something or the rest must be elsewhere. */
function unseen({root, directory, kind, reason, report}) {
  // A Component's patches may be about objects of whoever includes it.
  if (kind === "Component" && reason === "patch without a target") return [];
  const {files, isRemote} = reachOf(root, directory);
  if (isRemote || report.findings.some(({severity, file}) => severity === "error" && files.has(file))) return [];
  return [`kustomize can't build this (${reason}), and nothing is found wrong`];
}

/** Errors about a kustomization that kustomize has no trouble with. */
function falseAlarms(root, directory, report) {
  const file = kustomizationFile(root, directory);
  return report.findings
    .filter((finding) => finding.file === file && finding.severity === "error" && /^kustomize\//.test(finding.rule))
    .map(({rule, range}) => `${rule} in line ${range.start.line + 1}, but kustomize builds this`);
}
