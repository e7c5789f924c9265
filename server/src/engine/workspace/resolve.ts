import type {Resource} from "../resources/resource.ts";
import {isOpenText, substitute, type Variables} from "../resources/substitution.ts";
import type {Applied, Graph} from "./graph.ts";
import type {ObjectReference} from "./references.ts";
import {type Target, targetsNamed} from "./targets.ts";

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
  const name = settled(reference.rawName, variables);
  const namespace = namespaceOf(resource, reference, from, variables);
  const cluster = from?.cluster;
  const base = {from, cluster, name, namespace};
  if (name === undefined || reference.types.length === 0) return {...base, found: [], elsewhere: [], state: "unknown"};
  const targets = reference.types.flatMap((type) => targetsNamed(graph, type, name, cluster));
  const certain = targets.filter((target) => target.isCertain);
  const found = certain.filter((target) => isIn(target, namespace));
  if (found.length > 0) return {...base, found, elsewhere: [], state: "found"};
  const isUnknown = namespace === undefined || targets.length > certain.length || !from;
  return {...base, found: [], elsewhere: certain, state: isUnknown ? "unknown" : "missing"};
}

function isIn(target: Target, namespace: string | undefined): boolean {
  return (
    target.isClusterScoped ||
    namespace === undefined ||
    target.namespace === undefined ||
    target.namespace === namespace
  );
}

function namespaceOf(
  resource: Resource,
  reference: ObjectReference,
  from: Applied | undefined,
  variables: Variables | undefined,
): string | undefined {
  const {namespaceField} = reference;
  if (namespaceField?.exists) {
    const text = namespaceField.scalar;
    return settled(typeof text === "string" ? text : undefined, variables);
  }
  if (reference.isNamespaceUnknown) return undefined;
  return from ? from.namespace : resource.namespace;
}

function settled(text: string | undefined, variables: Variables | undefined): string | undefined {
  const value = text !== undefined && variables ? substitute(text, variables) : text;
  return value === undefined || isOpenText(value) ? undefined : value;
}

export type {Target};
export {targetsNamed};
