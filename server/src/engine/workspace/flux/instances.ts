import type {Variables} from "../../resources/substitution.ts";
import type {Graph} from "../graph.ts";
import type {DocumentRef} from "../index.ts";
import {BuiltResource as Built, type BuiltResource, headOf} from "../kustomize/built.ts";
import type {PlainObject} from "../kustomize/transform/steps.ts";
import {Answers, type Memo} from "../memo.ts";
import {areSameElements, areSameStates} from "../same.ts";
import {clusterOf} from "./clusters.ts";
import {areSameRefs, entryCandidates, headAt, keyOf, refOf} from "./entries.ts";
import {
  type Draft,
  FLUX_KUSTOMIZATION,
  type FluxKustomization,
  fluxKustomization,
  type SourceName,
  sourceOf,
  substituted,
} from "./kustomization.ts";

/** Where an operator is installed by those who don't say where. */
const FLUX_NAMESPACE = "flux-system";

interface Tree {
  readonly all: readonly FluxKustomization[];
  readonly byDocument: ReadonlyMap<string, readonly FluxKustomization[]>;
}

/**
 * The Flux Kustomizations as they are on clusters, found from the entry points downwards: what an entry point builds,
 * what the Flux Kustomizations in it build, and so on.
 */
export class FluxInstances {
  private readonly candidates: Answers<readonly DocumentRef[]>;
  private readonly roots: Answers<FluxKustomization | undefined>;
  private readonly children: Answers<readonly FluxKustomization[]>;
  /** What is below each entry point, so that an edit costs no more than its own cluster. */
  private readonly trees: Answers<readonly FluxKustomization[]>;
  private readonly tree: Answers<Tree>;
  private readonly byCluster: Answers<readonly FluxKustomization[]>;
  private readonly starts: Answers<readonly FluxKustomization[]>;
  private readonly byDocument: Answers<readonly FluxKustomization[]>;
  /** One object for each state, so that others can compare by identity. */
  private readonly states = new Map<string, FluxKustomization>();

  constructor(
    private readonly graph: Graph,
    memo: Memo,
  ) {
    const lists = {isSame: areSameElements<FluxKustomization>};
    this.candidates = new Answers(memo, () => entryCandidates(graph), {isSame: areSameRefs});
    this.roots = new Answers(memo, (key) => this.findRoot(refOf(key)), {isSame: Object.is});
    this.children = new Answers(memo, (key) => this.findChildren(this.presentAt(key)), lists);
    this.trees = new Answers(memo, (key) => this.treeOf(this.presentAt(key)), lists);
    this.tree = new Answers(memo, () => this.findTree(), {isSame: (a, b) => areSameElements(a.all, b.all)});
    this.starts = new Answers(memo, () => this.all.filter(({parentKey}) => parentKey === undefined), lists);
    this.byCluster = new Answers(memo, (name) => this.all.filter(({cluster}) => cluster === name), lists);
    this.byDocument = new Answers(memo, (key) => this.tree.get().byDocument.get(key) ?? [], lists);
  }

  get all(): readonly FluxKustomization[] {
    return this.tree.get().all;
  }

  get entryPoints(): readonly FluxKustomization[] {
    return this.starts.get();
  }

  /** Those on one cluster, so that who asks does not depend on the others. */
  on(cluster: string): readonly FluxKustomization[] {
    return this.byCluster.get(cluster);
  }

  /** The ways in which the Flux Kustomization of a document, or of a FluxInstance, gets to clusters. */
  of(ref: DocumentRef): readonly FluxKustomization[] {
    return this.byDocument.get(keyOf(ref));
  }

  /** The present state of one that somebody has held for a while; undefined when it is gone. */
  presentAt(key: string): FluxKustomization | undefined {
    const held = this.states.get(key);
    if (!held) return undefined;
    if (held.parentKey === undefined) return this.rootAt(held.origin);
    return this.below(held.parentKey).find((child) => child.key === key);
  }

  /**
   * What may apply variables near a Flux Kustomization: what it applies, itself, and the same for all above it. An entry
   * point is applied before what it applies.
   */
  around(key: string): FluxKustomization[] {
    const start = this.states.get(key);
    if (!start) return [];
    const around: FluxKustomization[] = [];
    for (let at: FluxKustomization | undefined = start; at; at = at.parent) around.push(...this.below(at.key), at);
    return around;
  }

  /** Does the work of `all` in small steps, with a stop between two of them. */
  *prepare(): Iterable<void> {
    const followed = new Set<string>();
    for (const ref of this.candidates.get()) {
      const root = this.rootAt(ref);
      yield;
      if (root) yield* this.prepareBelow(root, followed);
    }
  }

  private *prepareBelow(flux: FluxKustomization, followed: Set<string>): Iterable<void> {
    if (followed.has(flux.key)) return;
    followed.add(flux.key);
    this.graph.fluxBuild(flux);
    yield;
    this.graph.variables(flux);
    yield;
    for (const {type, origin} of this.graph.fluxBuild(flux).resources) {
      if (type !== FLUX_KUSTOMIZATION) continue;
      this.graph.file(origin.file);
      yield;
    }
    const children = this.below(flux.key);
    yield;
    for (const child of children) yield* this.prepareBelow(child, followed);
  }

  private rootAt(ref: DocumentRef): FluxKustomization | undefined {
    return this.roots.get(keyOf(ref));
  }

  /** The Flux Kustomizations that one applies. */
  private below(key: string): readonly FluxKustomization[] {
    return this.children.get(key);
  }

  private findTree(): Tree {
    const roots = this.candidates.get().flatMap((ref) => this.rootAt(ref) ?? []);
    const trees = new Map(roots.map((root) => [root, this.trees.get(root.key)]));
    // What another one applies is no entry point.
    const starts = new Map(roots.map((root) => [keyOf(root.origin), root]));
    const appliedBy = new Map<FluxKustomization, Set<FluxKustomization>>();
    for (const [root, all] of trees) {
      for (const {origin} of all) {
        const start = starts.get(keyOf(origin));
        if (start && start !== root) appliedBy.set(start, (appliedBy.get(start) ?? new Set()).add(root));
      }
    }
    for (const root of roots) {
      if ([...(appliedBy.get(root) ?? [])].some((other) => trees.has(other))) trees.delete(root);
    }
    const all = [...trees.values()].flat();
    const byDocument = new Map<string, FluxKustomization[]>();
    for (const flux of all) {
      const key = keyOf(flux.origin);
      const known = byDocument.get(key);
      if (known) known.push(flux);
      else byDocument.set(key, [flux]);
    }
    return {all, byDocument};
  }

  /** All below an entry point, itself first. What several apply is the same object, and followed once. */
  private treeOf(root: FluxKustomization | undefined): readonly FluxKustomization[] {
    const all = root ? [root] : [];
    const followed = new Set<string>();
    for (const flux of all) {
      const key = `${keyOf(flux.origin)} ${flux.namespace}/${flux.name}`;
      if (followed.has(key)) continue;
      followed.add(key);
      all.push(...this.below(flux.key));
    }
    return all;
  }

  private findRoot(ref: DocumentRef): FluxKustomization | undefined {
    const {graph} = this;
    const head = headAt(graph, ref);
    const sync = graph.summary(ref.file)?.syncs.find(({document}) => document === ref.document);
    const namespace = head?.metadata.namespace ?? FLUX_NAMESPACE;
    const name = sync?.name ?? namespace;
    const draft = sync
      ? {
          origin: ref,
          isGenerated: true,
          name,
          namespace,
          spec: {path: sync.path, sourceRef: {kind: sync.kind, name}},
          built: undefined,
        }
      : head && draftOf(graph, Built.of(ref, head), undefined);
    if (!draft) return undefined;
    const flux = fluxKustomization({...draft, built: undefined}, {cluster: "", isHere: true});
    if (flux.folder === undefined || graph.presence(flux.folder) !== "folder") return undefined;
    const cluster = clusterOf(graph.config.clusters, flux.folder, ref.file, flux.name);
    return this.kept({...flux, parent: undefined, cluster});
  }

  private findChildren(parent: FluxKustomization | undefined): readonly FluxKustomization[] {
    if (!parent) return [];
    const {graph} = this;
    return graph.fluxBuild(parent).resources.flatMap((resource) => {
      if (resource.type !== FLUX_KUSTOMIZATION || isThrough(parent, resource.origin)) return [];
      const draft = draftOf(graph, resource, graph.variables(parent).values);
      return draft ? [this.kept(this.childOf(parent, draft))] : [];
    });
  }

  private childOf(parent: FluxKustomization, draft: Draft): FluxKustomization {
    const source = sourceOf(draft.spec, draft.namespace);
    const isSame = JSON.stringify(source) === JSON.stringify(parent.source);
    const isHere = isSame ? parent.isHere : hasSameUrl(this.graph, source, parent);
    const place = {parent, cluster: parent.cluster, ...(isHere !== undefined && {isHere})};
    return fluxKustomization(draft, place, (known) => this.presentAt(known.key));
  }

  /** One by its key as it was when somebody asked last; what changes in it is for others to ask. */
  held(key: string): FluxKustomization | undefined {
    return this.states.get(key);
  }

  private kept(flux: FluxKustomization): FluxKustomization {
    const known = this.states.get(flux.key);
    if (known && areSameStates(known, flux)) return known;
    this.states.set(flux.key, flux);
    return flux;
  }
}

/** Whether a document is on the way that leads to a Flux Kustomization: what builds itself is not built again. */
function isThrough(flux: FluxKustomization, ref: DocumentRef): boolean {
  for (let at: FluxKustomization | undefined = flux; at; at = at.parent) {
    if (keyOf(at.origin) === keyOf(ref)) return true;
  }
  return false;
}

/** Whether another source leads to the same repository; undefined when that can't be told. */
function hasSameUrl(graph: Graph, source: SourceName | undefined, parent: FluxKustomization): boolean | undefined {
  const [own, other] = [source, parent.source].map((name) => name && urlOf(graph, name));
  return own === undefined || other === undefined ? undefined : own === other;
}

function urlOf(graph: Graph, {kind, name}: SourceName): string | undefined {
  for (const {file, document} of graph.index.objects.get(`source.toolkit.fluxcd.io/${kind}|${name}`)) {
    const url = graph.file(file)?.documents[document]?.root.at("spec", "url").string;
    if (url !== undefined) return url;
  }
  return undefined;
}

function draftOf(graph: Graph, resource: BuiltResource, variables: Variables | undefined): Draft | undefined {
  const whole = graph.objectOf(resource);
  const object = whole && substituted(whole, variables);
  const head = object && headOf(object);
  if (!head) return undefined;
  const {name, namespace} = head.metadata;
  const spec = typeof object.spec === "object" && object.spec !== null ? (object.spec as PlainObject) : {};
  return {origin: resource.origin, isGenerated: false, name, namespace, spec, built: resource};
}
