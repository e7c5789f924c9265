import type {Resource} from "../resources/resource.ts";
import {isOpenText, substitute} from "../resources/substitution.ts";
import type {Applied, Graph} from "./graph.ts";
import {ANY_NAME, type DocumentRef} from "./index.ts";
import type {ObjectReference} from "./references.ts";

/** An object that a reference may mean. */
export interface Target {
  /** The document that declares it, or that has it made. */
  readonly at: DocumentRef;
  readonly type: string;
  /** How it gets to the cluster; undefined where nothing builds it. For made objects: how their maker does. */
  readonly applied: Applied | undefined;
  /** Whether the document has it made by a controller, instead of declaring it. */
  readonly isMade: boolean;
}

/** What a reference leads to, for one way in which the referring object gets to a cluster. */
export interface Resolution {
  /** How the referring object gets there; undefined where nobody knows what builds it. */
  readonly from: Applied | undefined;
  readonly cluster: string | undefined;
  /** What is looked for; undefined where only the cluster knows. */
  readonly name: string | undefined;
  /** "" where nothing sets one; undefined where only the cluster knows. */
  readonly namespace: string | undefined;
  /** Objects of the name in the namespace. */
  readonly found: readonly Target[];
  /** Objects of the name in other namespaces of the same cluster. */
  readonly elsewhere: readonly Target[];
  /**
   * `found`; `missing`: nothing in the repository has the name in the namespace; `unknown`: the name or the namespace,
   * or those of something that might be it, are known to the cluster alone.
   */
  readonly state: "found" | "missing" | "unknown";
}

/** What a reference in a resource leads to, once for every way in which the resource gets to a cluster. */
export function resolveReference(graph: Graph, resource: Resource, reference: ObjectReference): Resolution[] {
  const {file, index: document} = resource.document;
  const ways = resource.role === "object" ? graph.applied({file: file.path, document}) : [];
  const froms: readonly (Applied | undefined)[] = ways.length > 0 ? ways : [undefined];
  return froms.map((from) => resolveFrom(graph, resource, reference, from));
}

function resolveFrom(
  graph: Graph,
  resource: Resource,
  reference: ObjectReference,
  from: Applied | undefined,
): Resolution {
  const variables = from?.by && graph.variables(from.by).values;
  const settle = (text: string | undefined): string | undefined => {
    const value = text !== undefined && variables ? substitute(text, variables) : text;
    return value === undefined || isOpenText(value) ? undefined : value;
  };
  const name = settle(reference.rawName);
  const namespace = namespaceOf(resource, reference, from, settle);
  const cluster = from?.cluster;
  const base = {from, cluster, name, namespace};
  if (name === undefined || reference.types.length === 0) {
    return {...base, found: [], elsewhere: [], state: "unknown"};
  }
  const targets = reference.types.flatMap((type) => targetsNamed(graph, type, name, cluster));
  const inNamespace = (target: Target): boolean =>
    namespace === undefined ||
    isClusterScoped(target) ||
    target.applied === undefined ||
    (target.applied.namespace ?? namespace) === namespace;
  const certain = targets.filter((target) => target.applied?.name !== undefined || target.isMade || !target.applied);
  const found = certain.filter(inNamespace);
  if (found.length > 0) return {...base, found, elsewhere: [], state: "found"};
  const isUnknown = namespace === undefined || targets.length > certain.length || !from;
  return {...base, found: [], elsewhere: certain, state: isUnknown ? "unknown" : "missing"};
}

function namespaceOf(
  resource: Resource,
  reference: ObjectReference,
  from: Applied | undefined,
  settle: (text: string | undefined) => string | undefined,
): string | undefined {
  const {namespaceField} = reference;
  if (namespaceField?.exists) {
    const text = namespaceField.scalar;
    return settle(typeof text === "string" ? text : undefined);
  }
  if (reference.isNamespaceUnknown) return undefined;
  return from ? from.namespace : resource.namespace;
}

/** All objects that have a type and a name on a cluster, or may have; on any where `cluster` is undefined. */
export function targetsNamed(graph: Graph, type: string, name: string, cluster: string | undefined): Target[] {
  const targets: Target[] = [];
  const seen = new Set<string>();
  const add = ({file, document}: DocumentRef, isMade: boolean, accepts: (applied: Applied) => boolean): void => {
    const key = `${file}#${document}${isMade}`;
    if (seen.has(key)) return;
    seen.add(key);
    const ways = graph.applied({file, document}).filter((applied) => isMade || applied.resource.type === type);
    const on = ways.filter(
      (applied) => cluster === undefined || applied.by === undefined || applied.cluster === cluster,
    );
    for (const applied of on) if (accepts(applied)) targets.push({at: {file, document}, type, applied, isMade});
    if (ways.length === 0 && cluster === undefined)
      targets.push({at: {file, document}, type, applied: undefined, isMade});
  };
  const hasName = (applied: Applied): boolean => applied.name === name;
  for (const ref of graph.index.objects.get(`${type}|${name}`)) add(ref, false, hasName);
  for (const ref of graph.index.made.get(`${type}|${name}`)) add(ref, true, () => true);
  for (const ref of graph.index.made.get(`${type}|`))
    add(ref, true, ({namespace}) => (namespace || "flux-system") === name);
  for (const flux of generatedFlux(graph, type, name, cluster)) targets.push(flux);
  if (targets.length > 0) return targets;
  // Nothing is written with the name. It may come out of a variable, a prefix, a patch, or a generator.
  for (const ref of graph.index.objects.get(`${type}|${ANY_NAME}`)) {
    add(ref, false, (applied) => applied.name === name || applied.name === undefined);
  }
  for (const ref of graph.index.made.get(`${type}|${ANY_NAME}`)) {
    if (isNameOpen(graph, ref, type)) add(ref, true, () => true);
  }
  return [...targets, ...generatedObjects(graph, type, name, cluster)];
}

/** Sources and Flux Kustomizations that an operator makes have the name it was told, whatever applies its resource. */
function generatedFlux(graph: Graph, type: string, name: string, cluster: string | undefined): Target[] {
  if (type !== "kustomize.toolkit.fluxcd.io/Kustomization" && !type.startsWith("source.toolkit.fluxcd.io/")) return [];
  const targets: Target[] = [];
  for (const ref of graph.index.made.get(`kustomize.toolkit.fluxcd.io/Kustomization|${ANY_NAME}`)) {
    for (const flux of graph.instancesOf(ref)) {
      const isIt = type.endsWith("/Kustomization") ? flux.name === name : flux.source?.name === name;
      if (isIt && (cluster === undefined || flux.cluster === cluster)) {
        targets.push({at: ref, type, applied: undefined, isMade: true});
      }
    }
  }
  return targets;
}

function isNameOpen(graph: Graph, {file, document}: DocumentRef, type: string): boolean {
  const made = graph.summary(file)?.makes ?? [];
  return made.some((object) => object.document === document && object.type === type && isOpenText(object.name ?? ""));
}

/** ConfigMaps and Secrets that kustomizations generate are in no index of files: they are looked for in what builds. */
function generatedObjects(graph: Graph, type: string, name: string, cluster: string | undefined): Target[] {
  if (type !== "ConfigMap" && type !== "Secret") return [];
  const targets: Target[] = [];
  for (const file of graph.index.generators.files(`${type}|${name}`)) {
    for (const applied of graph.appliedInFile(file)) {
      if (applied.resource.origin.generator === undefined || applied.resource.kind !== type) continue;
      if (applied.name !== name || (cluster !== undefined && applied.by && applied.cluster !== cluster)) continue;
      targets.push({at: {file, document: 0}, type, applied, isMade: false});
    }
  }
  return targets;
}

/** Kinds that are in no namespace, as far as references lead to them. */
const CLUSTER_SCOPED = new Set([
  "Namespace",
  "gateway.networking.k8s.io/GatewayClass",
  "networking.k8s.io/IngressClass",
  "storage.k8s.io/StorageClass",
  "cert-manager.io/ClusterIssuer",
  "external-secrets.io/ClusterSecretStore",
  "rbac.authorization.k8s.io/ClusterRole",
  "PersistentVolume",
]);

function isClusterScoped({type}: Target): boolean {
  return CLUSTER_SCOPED.has(type);
}
