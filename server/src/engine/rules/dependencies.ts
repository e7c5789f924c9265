import {HELM_RELEASE, KUSTOMIZATION} from "../resources/flux-kinds.ts";
import type {FluxKustomization} from "../workspace/flux/kustomization.ts";
import type {Graph} from "../workspace/graph.ts";
import type {DocumentRef} from "../workspace/index.ts";
import type {PlainObject} from "../workspace/kustomize/transform/steps.ts";
import {type ObjectReference, objectReferences} from "../workspace/references.ts";
import {type Target, targetsNamed} from "../workspace/resolve.ts";
import {valueAt} from "../workspace/values.ts";
import {goesElsewhere, isAllKnown} from "./clusters.ts";
import {type Miss, type Misses, missesOf} from "./references.ts";
import type {RuleContext} from "./rule.ts";

/** The kinds that wait for others of their kind. */
export const WAITING: readonly string[] = [KUSTOMIZATION, HELM_RELEASE];

/** A Flux Kustomization or HelmRelease as it is on a cluster. */
export interface Dependent {
  readonly type: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly at: DocumentRef;
  readonly spec: PlainObject;
  /** The Flux Kustomization that applies it. */
  readonly by: FluxKustomization | undefined;
}

/** An entry of `dependsOn`. */
export interface Dependency {
  readonly namespace: string;
  readonly name: string;
}

/** The entries of `dependsOn`; those with a kind are another rule's, Flux up to 2.9 refuses them. */
export function dependencyReferences({resource}: RuleContext): ObjectReference[] {
  return objectReferences(resource).filter(
    ({row, at}) => row.at === "spec.dependsOn[]" && !at.get("kind").keySpan && !at.get("apiVersion").keySpan,
  );
}

/** What the object of a document is on the clusters it gets to. */
export function dependentsAt(graph: Graph, type: string, at: DocumentRef): Dependent[] {
  if (type === KUSTOMIZATION) {
    return graph.instancesOf(at).flatMap(({name, namespace, cluster, spec, parent, isGenerated}) => {
      if (!namespace || isGenerated || (parent && goesElsewhere(parent))) return [];
      return [{type, cluster, namespace, name, at, spec, by: parent}];
    });
  }
  return graph.applied(at).flatMap((applied) => {
    const {by, cluster, name, namespace, resource} = applied;
    if (!by || cluster === undefined || !name || !namespace || resource.type !== type || goesElsewhere(by)) return [];
    const spec = valueAt(graph.effective(applied)?.object, ["spec"]) as PlainObject | undefined;
    return spec ? [{type, cluster, namespace, name, at, spec, by}] : [];
  });
}

/** What has a name in a namespace of a cluster. */
export function dependentsNamed(graph: Graph, type: string, cluster: string, wanted: Dependency): Dependent[] {
  const refs = new Map<string, DocumentRef>();
  const add = (ref: DocumentRef): unknown => refs.set(`${ref.file}#${ref.document}`, ref);
  for (const ref of graph.index.objects.get(`${type}|${wanted.name}`)) add(ref);
  for (const {at, isMade} of targetsNamed(graph, type, wanted.name, cluster)) if (!isMade) add(at);
  return [...refs.values()]
    .filter((ref) => graph.mayBeOn(ref.file, cluster))
    .flatMap((ref) => dependentsAt(graph, type, ref))
    .filter((one) => one.cluster === cluster && one.name === wanted.name && one.namespace === wanted.namespace);
}

/** What something waits for until it is ready. An entry with an expression of its own waits for that instead. */
export function dependenciesOf({spec, namespace}: Dependent): Dependency[] {
  const {dependsOn, suspend} = spec;
  if (!Array.isArray(dependsOn) || suspend === true) return [];
  return dependsOn.flatMap((entry: unknown) => {
    const [name, own, expression] = ["name", "namespace", "readyExpr"].map((key) => valueAt(entry, [key]));
    if (typeof name !== "string" || expression !== undefined) return [];
    return [{name, namespace: typeof own === "string" && own !== "" ? own : namespace}];
  });
}

/** Why an entry of `dependsOn` leads to nothing. */
export interface DependencyFault extends Misses {
  readonly type: "needsNamespace" | "wrongKind" | "missing";
  readonly first: Miss;
  /** What its author may have meant: of its kind in another namespace, or of the other kind. */
  readonly candidates: readonly Target[];
  /** Whether nothing outside the repository can have the name. */
  readonly isCertain: boolean;
}

/** Why an entry of `dependsOn` leads to nothing; undefined where it leads somewhere, or where that can't be told. */
export function dependencyFault(context: RuleContext, reference: ObjectReference): DependencyFault | undefined {
  const {graph} = context.workspace;
  const found = missesOf(context, reference);
  const [first] = found.misses;
  if (!first) return undefined;
  const {elsewhere, name, cluster, by} = first;
  const isCertain = isAllKnown(graph, by);
  if (elsewhere.length > 0) {
    const type = reference.namespaceField?.exists ? "missing" : "needsNamespace";
    return {...found, type, first, candidates: elsewhere, isCertain};
  }
  const candidates = WAITING.filter((type) => type !== first.type)
    .flatMap((type) => targetsNamed(graph, type, name, cluster))
    .filter(({applied, isMade}) => applied?.by !== undefined && applied.name === name && !isMade);
  return {...found, type: candidates.length > 0 ? "wrongKind" : "missing", first, candidates, isCertain};
}
