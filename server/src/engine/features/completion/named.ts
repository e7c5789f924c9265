import {splitType} from "../../resources/references/row.ts";
import {isOpenText, substitute} from "../../resources/substitution.ts";
import {FLUX_KUSTOMIZATION} from "../../workspace/flux/kustomization.ts";
import type {Applied, Graph} from "../../workspace/graph.ts";
import {ANY_NAME, type DocumentRef} from "../../workspace/index.ts";
import {ANY} from "../../workspace/references.ts";

/** An object with a known name on some clusters. */
export interface NamedObject {
  /** `group/Kind`; the kind alone in the core group. */
  readonly type: string;
  readonly kind: string;
  readonly name: string;
  /** "" for one without; undefined where only the cluster knows. */
  readonly namespace: string | undefined;
  /** None where nothing applies it. */
  readonly clusters: ReadonlySet<string>;
  readonly at: DocumentRef;
}

/** All objects of a type that the repository declares, generates or has made, on some clusters or on all. */
export function objectsOfType(graph: Graph, type: string, clusters: ReadonlySet<string> | undefined): NamedObject[] {
  const found = new Found(type, clusters);
  for (const ref of graph.index.objects.get(`${type}|${ANY_NAME}`)) {
    for (const applied of graph.applied(ref)) {
      if (applied.resource.type === type) found.add(ref, applied.name, applied.namespace, applied.by?.cluster);
    }
  }
  for (const ref of graph.index.made.get(`${type}|${ANY_NAME}`)) addMade(graph, found, type, ref);
  addSynced(graph, found, type);
  return found.all;
}

/** The ConfigMaps and Secrets that kustomizations generate into what Flux Kustomizations build. */
export function generatedObjects(graph: Graph, type: string, ways: readonly Applied[]): NamedObject[] {
  const found = new Found(type, undefined);
  for (const by of new Set(ways.flatMap((way) => way.by ?? []))) {
    for (const resource of graph.fluxBuild(by).resources) {
      if (resource.origin.generator === undefined || resource.type !== type) continue;
      const {name, namespace} = graph.appliedBy(by, resource);
      found.add(resource.origin, name, namespace, by.cluster);
    }
  }
  return found.all;
}

function addMade(graph: Graph, found: Found, type: string, ref: DocumentRef): void {
  for (const object of graph.summary(ref.file)?.makes ?? []) {
    if (object.document !== ref.document || object.type !== type || object.name === ANY) continue;
    for (const {by, namespace} of graph.applied(ref)) {
      const name = object.name && by ? substitute(object.name, graph.variables(by).values) : object.name;
      found.add(ref, name ?? namespace, namespace, by?.cluster);
    }
  }
}

/** What an operator makes of a FluxInstance has the name it was told. */
function addSynced(graph: Graph, found: Found, type: string): void {
  const isFlux = type === FLUX_KUSTOMIZATION;
  if (!isFlux && !type.startsWith("source.toolkit.fluxcd.io/")) return;
  for (const ref of graph.index.made.get(`${FLUX_KUSTOMIZATION}|${ANY_NAME}`)) {
    for (const {name, namespace, source, cluster} of graph.instancesOf(ref)) {
      if (isFlux) found.add(ref, name, namespace, cluster);
      else if (type.endsWith(`/${source?.kind}`)) found.add(ref, source?.name, namespace, cluster);
    }
  }
}

/** Objects by namespace and name, each with its clusters. */
class Found {
  private readonly objects = new Map<string, NamedObject & {readonly clusters: Set<string>}>();

  constructor(
    private readonly type: string,
    private readonly wanted: ReadonlySet<string> | undefined,
  ) {}

  get all(): NamedObject[] {
    return [...this.objects.values()];
  }

  add(at: DocumentRef, name: string | undefined, namespace: string | undefined, cluster: string | undefined): void {
    if (!name || isOpenText(name)) return;
    if (this.wanted && cluster !== undefined && !this.wanted.has(cluster)) return;
    const key = `${namespace}/${name}`;
    const known = this.objects.get(key) ?? {
      type: this.type,
      kind: splitType(this.type).kind,
      name,
      namespace,
      clusters: new Set<string>(),
      at,
    };
    if (cluster !== undefined) known.clusters.add(cluster);
    this.objects.set(key, known);
  }
}
