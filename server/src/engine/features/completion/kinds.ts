import type {Schemas} from "../../ports.ts";
import {CONFIG_FILE, isKustomizationFile, splitApiVersion} from "../../resources/resource.ts";
import {schemaKey} from "../../schema/check.ts";
import type {OutlineEntry} from "../outline.ts";

/** A kind in the version that is current. */
export interface KnownKind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The kinds that there are schemas for, each in its newest version, in the order of their names. */
export function knownKinds(schemas: Schemas, path: string): KnownKind[] {
  const newest = new Map<string, KnownKind>();
  for (const key of schemas.keys) {
    const slash = key.lastIndexOf("/");
    const known = {apiVersion: key.slice(0, slash), kind: key.slice(slash + 1)};
    const {group, version} = splitApiVersion(known.apiVersion);
    // The key of the configuration file is no kind of resource.
    if (version === CONFIG_VERSION) continue;
    if (isKustomizationFile(path) !== (group === KUSTOMIZE)) continue;
    const other = newest.get(`${group}/${known.kind}`);
    if (!other || isNewer(version, splitApiVersion(other.apiVersion).version))
      newest.set(`${group}/${known.kind}`, known);
  }
  return [...newest.values()].sort((a, b) => compare(a.kind, b.kind) || compare(a.apiVersion, b.apiVersion));
}

/** The schema of a document by what its root says, or what kustomize assumes where it says nothing. */
export function schemaKeyOf(path: string, root: ReadonlyMap<string, OutlineEntry>): string | undefined {
  if (path === CONFIG_FILE) return schemaKey({apiVersion: CONFIG_VERSION, kind: "config"});
  const kind = textOf(root.get("kind")) ?? (isKustomizationFile(path) ? "Kustomization" : undefined);
  const assumed = kind === "Component" ? `${KUSTOMIZE}/v1alpha1` : `${KUSTOMIZE}/v1beta1`;
  const apiVersion = textOf(root.get("apiVersion")) ?? (isKustomizationFile(path) ? assumed : undefined);
  return kind && apiVersion ? schemaKey({apiVersion, kind}) : undefined;
}

/** The text of an entry without its quotes; undefined where there is none. */
export function textOf(entry: OutlineEntry | undefined): string | undefined {
  return entry?.value.replace(/^["'](.*)["']$/, "$1") || undefined;
}

const CONFIG_VERSION = "flux-workbench";
const KUSTOMIZE = "kustomize.config.k8s.io";

/** Kubernetes' order of versions: v2, v1, v1beta2, v1beta1, v1alpha1. */
function isNewer(a: string, b: string): boolean {
  const rank = (version: string): number => {
    const [, major = "0", stage = "", minor = "0"] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
    return (stage === "" ? 2_000_000 : stage === "beta" ? 1_000_000 : 0) + Number(major) * 1000 + Number(minor);
  };
  return rank(a) > rank(b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
