import {CONFIG_FILE, isKustomizationFile, patchOf, type Resource, resourceOf} from "../resources/resource.ts";
import {folderOf} from "../text/paths.ts";
import type {Field} from "../yaml/field.ts";
import type {YamlFile} from "../yaml/parse.ts";
import {looksLikeTemplate} from "../yaml/template.ts";
import {inlinePatchResources} from "./patches.ts";

/** Why a file, or some of its documents, is not judged. */
export type SkipReason =
  | "ignored by .flux-workbench.yaml"
  | "Helm chart template"
  | "template, not plain YAML"
  | "not a Kubernetes resource"
  | `${typeof NO_SCHEMA}${string}`;

const NO_SCHEMA = "no schema for ";

/** The reason why a document of a kind without a schema is not judged. */
export function withoutSchema(key: string): SkipReason {
  return `${NO_SCHEMA}${key}`;
}

/** Whether a document is not judged because its kind has no schema. */
export function isWithoutSchema(reason: string): boolean {
  return reason.startsWith(NO_SCHEMA);
}

/** What of a file is judged. */
export interface Judgement {
  /** Objects, and documents that are patches. */
  readonly resources: readonly Resource[];
  /** Patches that are written inside those, with places counted in the file. */
  readonly inlinePatches: readonly Resource[];
  /** Set when the whole file is left alone. */
  readonly skipped: SkipReason | undefined;
}

/** What `judge` needs to know about the other files. */
export interface Surroundings {
  isIgnored(path: string): boolean;
  /** Whether a kustomization applies the file as a patch. */
  isPatchFile(path: string): boolean;
  exists(path: string): boolean;
}

/** Decides what of a file is judged. When in doubt, it is not: a finding in a file of another kind is always wrong. */
export function judge(file: YamlFile, around: Surroundings): Judgement {
  const skip = (skipped: SkipReason): Judgement => ({resources: [], inlinePatches: [], skipped});
  if (around.isIgnored(file.path)) return skip("ignored by .flux-workbench.yaml");
  if (isChartTemplate(file.path, around)) return skip("Helm chart template");
  const role = around.isPatchFile(file.path) ? "patch" : "object";
  const resources = file.documents.flatMap(
    (document) =>
      // A document with `$patch` is a patch wherever it stands.
      (role === "patch" || document.root.get("$patch").exists ? patchOf(document) : resourceOf(document)) ?? [],
  );
  const isOurs =
    resources.length > 0 || role === "patch" || isKustomizationFile(file.path) || file.path === CONFIG_FILE;
  if (looksLikeTemplate(file)) return skip("template, not plain YAML");
  if (!isOurs && !seemsKubernetes(file)) return skip("not a Kubernetes resource");
  return {resources, inlinePatches: resources.flatMap(inlinePatchResources), skipped: undefined};
}

/** Whether a file that could not be read as a resource was meant to be one: broken YAML hides its own kind. */
function seemsKubernetes(file: YamlFile): boolean {
  if (file.documents.some(({root}) => hasHalfAType(root))) return true;
  if (file.documents.every((document) => document.problems.length === 0)) return false;
  return /^apiVersion:[ \t]*\S/m.test(file.text) && /^kind:[ \t]*\S/m.test(file.text);
}

/** Many files that are no resources have a kind or a version; few have a name in their metadata too. */
function hasHalfAType(root: Field): boolean {
  return root.get("apiVersion").exists !== root.get("kind").exists && root.at("metadata", "name").exists;
}

function isChartTemplate(path: string, around: Surroundings): boolean {
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) {
    if (!/(^|\/)templates$/.test(folder)) continue;
    const chart = folderOf(folder);
    if (around.exists(chart === "" ? "Chart.yaml" : `${chart}/Chart.yaml`)) return true;
  }
  return false;
}
