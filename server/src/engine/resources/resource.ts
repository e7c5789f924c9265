import {baseName} from "../text/paths.ts";
import type {Field} from "../yaml/field.ts";
import type {YamlDocument} from "../yaml/parse.ts";

/** A whole object, or a fragment that changes one. A patch may lack fields that its object has. */
export type Role = "object" | "patch";

/** One Kubernetes document: the unit that rules look at. */
export interface Resource {
  readonly document: YamlDocument;
  readonly root: Field;
  readonly role: Role;
  /** `group/version` as written, or what kustomize assumes where a kustomization file leaves it out. */
  readonly apiVersion: string;
  /** API group; "" for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** `group/Kind`, or the kind alone in the core group: how rules name what they look at. */
  readonly type: string;
  /** Set for an object as it comes out of all patches: nothing changes it any more. */
  readonly isEffective?: true;
  /** `metadata.name`, when it is a known text. */
  readonly name: string | undefined;
  /** `metadata.namespace` as written. */
  readonly namespace: string | undefined;
}

export const CONFIG_FILE = ".flux-workbench.yaml";

/** The three names under which kustomize finds a kustomization, exactly as it spells them. */
export const KUSTOMIZATION_FILES: ReadonlySet<string> = new Set([
  "kustomization.yaml",
  "kustomization.yml",
  "Kustomization",
]);

/** Whether kustomize would take this file as the kustomization of its folder. */
export function isKustomizationFile(path: string): boolean {
  return KUSTOMIZATION_FILES.has(baseName(path));
}

/** The resource in a document, or undefined when it is none: no kind, no apiVersion, no map. */
export function resourceOf(document: YamlDocument, role: Role = "object"): Resource | undefined {
  const {root, file} = document;
  if (file.path === CONFIG_FILE) return root.isMap ? resource(document, role, "flux-workbench", "config") : undefined;
  if (!root.isMap) return undefined;
  const kind = root.get("kind").string;
  const apiVersion = root.get("apiVersion").string;
  if (isKustomizationFile(file.path) && document.index === 0 && role === "object") {
    // Kustomize fills in what is left out; an unknown text (`${X}`) is not filled in.
    const assumed = root.get("kind").exists ? kind : "Kustomization";
    const defaults = assumed === "Component" ? "kustomize.config.k8s.io/v1alpha1" : "kustomize.config.k8s.io/v1beta1";
    const version = root.get("apiVersion").exists ? apiVersion : defaults;
    return assumed && version ? resource(document, role, version, assumed) : undefined;
  }
  return kind && apiVersion ? resource(document, role, apiVersion, kind) : undefined;
}

/** The patch in a document; kind and apiVersion may come from the patch's target, because kustomize ignores its own. */
export function patchOf(
  document: YamlDocument,
  target: {apiVersion?: string; kind?: string} = {},
): Resource | undefined {
  if (!document.root.isMap) return undefined;
  const kind = document.root.get("kind").string ?? target.kind;
  const apiVersion = document.root.get("apiVersion").string ?? target.apiVersion;
  return kind && apiVersion ? resource(document, "patch", apiVersion, kind) : undefined;
}

/** Splits `group/version`; the core group is "". */
export function splitApiVersion(apiVersion: string): {group: string; version: string} {
  const slash = apiVersion.lastIndexOf("/");
  return {group: slash < 0 ? "" : apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1)};
}

function resource(document: YamlDocument, role: Role, apiVersion: string, kind: string): Resource {
  const {group, version} = splitApiVersion(apiVersion);
  const metadata = document.root.get("metadata");
  return {
    document,
    root: document.root,
    role,
    apiVersion,
    group,
    version,
    kind,
    type: group === "" ? kind : `${group}/${kind}`,
    name: metadata.get("name").string,
    namespace: metadata.get("namespace").string,
  };
}
