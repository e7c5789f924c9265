import {HELM_RELEASE} from "../resources/flux-kinds.ts";
import {type Release, releaseOf} from "../workspace/charts.ts";
import {RELEASE_NAMES} from "../workspace/gatus.ts";
import type {Graph} from "../workspace/graph.ts";
import {ANY_NAME, type DocumentRef} from "../workspace/index.ts";
import {placedNamed} from "../workspace/placed.ts";
import {itemsAt, valueAt} from "../workspace/values.ts";
import {parseYaml} from "../yaml/parse.ts";
import {rootOf} from "./clusters.ts";
import {type Owned, owned} from "./owners.ts";

/** A Gatus that reads the ConfigMaps with a label, from the folder into which a k8s-sidecar writes them. */
export interface Reader {
  readonly release: Release;
  /** The key of what the tree of its cluster starts with. */
  readonly start: string;
  readonly label: string;
  readonly value: string | undefined;
  /** Undefined where it reads those of all namespaces. */
  readonly namespaces: readonly string[] | undefined;
}

/** An endpoint as it is on the cluster. */
export interface Endpoint {
  /** By this, which it makes of group and name, Gatus tells endpoints apart. */
  readonly key: string;
  readonly name: string;
  readonly group: string;
  /** The object that has Gatus watch it. */
  readonly of: Owned;
  /** Where in that object. */
  readonly path: readonly string[];
}

/** The Gatus releases of the repository that read ConfigMaps, as far as all about them is known. */
export function readersOf(graph: Graph): Reader[] {
  return RELEASE_NAMES.flatMap((name) => placedNamed(graph, HELM_RELEASE, name))
    .map(releaseOf)
    .flatMap((release) => (release.isWhole ? (readerOf(release) ?? []) : []));
}

function readerOf(release: Release): Reader | undefined {
  const by = release.applied?.by;
  for (const controller of Object.values(valueAt(release.values, ["controllers"]) ?? {})) {
    const containers = ["containers", "initContainers"].flatMap((list): unknown[] =>
      Object.values(valueAt(controller, [list]) ?? {}),
    );
    const folder = containers.map((one) => envOf(one, "GATUS_CONFIG_PATH")).find((path) => path !== undefined);
    const sidecar = containers.find((one) => /\/k8s-sidecar$/.test(String(valueAt(one, ["image", "repository"]))));
    const [label, target] = ["LABEL", "FOLDER"].map((name) => envOf(sidecar, name));
    const isRead = folder !== undefined && target !== undefined && `${target}/`.startsWith(`${folder}/`);
    // Without unique names one file replaces another, and nobody can say which is there.
    const isUnique = envOf(sidecar, "UNIQUE_FILENAMES")?.toLowerCase() === "true";
    if (!by || !label || !isRead || !isUnique) continue;
    if ((envOf(sidecar, "RESOURCE") ?? "configmap") === "secret") continue;
    const only = envOf(sidecar, "NAMESPACE") ?? release.namespace;
    const namespaces = only === "ALL" ? undefined : (only?.split(",").map((one) => one.trim()) ?? []);
    return {release, start: rootOf(by).key, label, value: envOf(sidecar, "LABEL_VALUE"), namespaces};
  }
  return undefined;
}

/** A variable of a container in values of app-template, where it is written as a known text. */
function envOf(container: unknown, name: string): string | undefined {
  const env = valueAt(container, ["env"]);
  const found = Array.isArray(env)
    ? env.find((one) => valueAt(one, ["name"]) === name)
    : (valueAt(env, [name, "value"]) ?? valueAt(env, [name]));
  const value = Array.isArray(env) ? valueAt(found, ["value"]) : found;
  const isKnown = typeof value === "string" && !/\$|\{\{/.test(value);
  return isKnown ? value : typeof value === "boolean" ? String(value) : undefined;
}

/** The endpoints in all ConfigMaps that a Gatus reads. */
export function endpointsFor(graph: Graph, reader: Reader): Endpoint[] {
  return [...graph.index.objects.get(`ConfigMap|${ANY_NAME}`)].flatMap((ref) => endpointsOf(graph, ref, reader));
}

/** The endpoints in the ConfigMap of a document that a Gatus reads: for each way in which it gets to its cluster. */
export function endpointsOf(graph: Graph, ref: DocumentRef, reader: Reader): Endpoint[] {
  const {label, value, namespaces, start} = reader;
  const head = graph.summary(ref.file)?.objects?.find(({document}) => document === ref.document)?.head;
  if (head?.metadata.labels?.[label] === undefined) return [];
  return graph.applied(ref).flatMap((applied) => {
    const of = owned(applied);
    if (!of || rootOf(of.by).key !== start || (namespaces && !namespaces.includes(of.namespace))) return [];
    const object = graph.effective(applied)?.object;
    const written = valueAt(object, ["metadata", "labels", label]);
    if (typeof written !== "string" || (value !== undefined && written !== value)) return [];
    const elsewhere = valueAt(object, ["metadata", "annotations", "k8s-sidecar-target-directory"]);
    if (elsewhere !== undefined) return [];
    return Object.entries(valueAt(object, ["data"]) ?? {}).flatMap(([entry, text]: [string, unknown]) =>
      typeof text === "string" && /\.ya?ml$/.test(entry) ? inText(text, of, ["data", entry]) : [],
    );
  });
}

function inText(text: string, of: Owned, path: readonly string[]): Endpoint[] {
  const {documents} = parseYaml("", text);
  const [document] = documents;
  if (documents.length !== 1 || !document || document.problems.length > 0) return [];
  return itemsAt(document.plain().value, ["endpoints"]).flatMap(
    (one) => endpointOf(valueAt(one, ["name"]), valueAt(one, ["group"]), of, path) ?? [],
  );
}

/** An endpoint where name and group are known; Gatus fills in variables of its own. */
export function endpointOf(name: unknown, group: unknown, of: Owned, path: readonly string[]): Endpoint | undefined {
  const inGroup = group ?? "";
  if (typeof name !== "string" || typeof inGroup !== "string" || (name + inGroup).includes("$")) return undefined;
  return {key: `${keyPart(inGroup)}_${keyPart(name)}`, name, group: inGroup, of, path};
}

/** What Gatus makes of a name before it compares. */
function keyPart(text: string): string {
  return text
    .toLowerCase()
    .trim()
    .replace(/[/_., ]/g, "-");
}
