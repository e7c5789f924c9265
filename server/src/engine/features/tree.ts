import {FLUX_KUSTOMIZATION, type FluxKustomization, type SourceName} from "../workspace/flux/kustomization.ts";
import {ANY_NAME} from "../workspace/index.ts";
import type {BuiltResource} from "../workspace/kustomize/built.ts";
import type {Answers} from "../workspace/memo.ts";
import {targetsNamed} from "../workspace/targets.ts";
import type {Workspace} from "../workspace/workspace.ts";
import {buildFiles} from "./buildFiles.ts";
import {DocumentPlaces, type FileRange} from "./documentPlaces.ts";
import {dependenciesOf, fluxNameOf, inFluxOrder} from "./fluxOrder.ts";

/** A cluster; entry points come before what they apply, and dependencies before what depends on them. */
export interface TreeCluster {
  readonly name: string;
  readonly kustomizations: readonly TreeKustomization[];
}

/** A Flux Kustomization as it is applied to one cluster. */
export interface TreeKustomization {
  /** Unique among all of a repository, and the same as long as name, namespace and cluster are. */
  readonly id: string;
  /** The id of the one that applies it; undefined for entry points. */
  readonly parent: string | undefined;
  readonly dependsOn: readonly string[];
  /** The rest, the same object as long as it stays the same. */
  readonly contents: TreeContents;
}

/** What a Flux Kustomization says and builds, apart from the others. */
export interface TreeContents {
  readonly name: string;
  readonly namespace: string | undefined;
  /** Where it is written, or what makes an operator create it. */
  readonly place: FileRange;
  /** Whether an operator makes it. */
  readonly isGenerated: boolean;
  readonly folder: string | undefined;
  readonly source: TreeSource | undefined;
  readonly resources: readonly TreeResource[];
  /** What it is built through, apart from the files that hold its resources. */
  readonly files: readonly string[];
}

/** Where a Flux Kustomization gets its files from; `place` is undefined where nothing here declares it. */
export interface TreeSource extends SourceName {
  readonly place: FileRange | undefined;
}

/** A resource as a Flux Kustomization applies it. */
export interface TreeResource {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly isFluxKustomization: boolean;
  readonly place: FileRange;
}

/** What Flux builds from a repository, kept so that asking again costs what has changed since. */
export class RepositoryTree {
  readonly places: DocumentPlaces;
  private readonly contents: Answers<TreeContents | undefined>;
  private readonly sources: Answers<FileRange | undefined>;

  constructor(private readonly workspace: Workspace) {
    this.places = new DocumentPlaces(workspace);
    this.contents = workspace.answers((key) => this.findContents(key));
    this.sources = workspace.answers((key) => this.findSource(key));
  }

  /** Does the work of `clusters` in small steps, with a stop between two of them. */
  *prepare(): Iterable<void> {
    const {graph} = this.workspace;
    const {objects, made} = graph.index;
    const key = `${FLUX_KUSTOMIZATION}|${ANY_NAME}`;
    for (const ref of [...objects.get(key), ...made.get(key)]) {
      graph.instancesOf(ref);
      yield;
    }
    for (const flux of graph.fluxKustomizations) {
      for (const {origin} of graph.fluxBuild(flux).resources) {
        this.places.prepare(origin.file);
        yield;
      }
      this.contentsOf(flux);
      yield;
    }
  }

  /** The clusters in the order of their names. */
  get clusters(): TreeCluster[] {
    const byCluster = new Map<string, FluxKustomization[]>();
    const all = this.workspace.graph.fluxKustomizations;
    for (const flux of all) {
      const cluster = byCluster.get(flux.cluster);
      if (cluster) cluster.push(flux);
      else byCluster.set(flux.cluster, [flux]);
    }
    this.forgetOthers(all);
    return [...byCluster]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, ofCluster]) => ({name, kustomizations: this.cluster(name, inFluxOrder(ofCluster))}));
  }

  private cluster(name: string, ordered: readonly FluxKustomization[]): TreeKustomization[] {
    const ids = new Map<string, string>();
    const taken = new Set<string>();
    for (const flux of ordered) {
      const first = `${name}/${fluxNameOf(flux)}`;
      let id = first;
      for (let count = 2; taken.has(id); count++) id = `${first}#${count}`;
      taken.add(id);
      ids.set(flux.key, id);
    }
    return ordered.flatMap((flux) => {
      const contents = this.contentsOf(flux);
      const id = ids.get(flux.key);
      if (!contents || id === undefined) return [];
      const dependsOn = dependenciesOf(flux).map((dependency) => `${name}/${dependency}`);
      const parent = flux.parent && ids.get(flux.parent.key);
      return [{id, parent, dependsOn: [...new Set(dependsOn)].filter((other) => taken.has(other)), contents}];
    });
  }

  private contentsOf({key}: FluxKustomization): TreeContents | undefined {
    return this.contents.get(key);
  }

  private findContents(key: string): TreeContents | undefined {
    const {graph} = this.workspace;
    const flux = graph.present(key);
    if (!flux) return undefined;
    const build = graph.fluxBuild(flux);
    return {
      name: flux.name,
      namespace: flux.namespace,
      place: this.places.of(flux.origin),
      isGenerated: flux.isGenerated,
      folder: flux.folder,
      source: flux.source && {...flux.source, place: this.sourcePlace(flux.source, flux.cluster)},
      resources: build.resources.map((resource) => this.resource(flux, resource)),
      files: buildFiles(graph, flux, build),
    };
  }

  private resource(flux: FluxKustomization, resource: BuiltResource): TreeResource {
    const applied = this.workspace.graph.appliedBy(flux, resource);
    const namespace = applied.namespace ?? resource.namespace;
    return {
      kind: resource.kind,
      name: applied.name ?? resource.name,
      namespace: namespace || undefined,
      isFluxKustomization: resource.type === FLUX_KUSTOMIZATION,
      place: this.places.of(resource.origin),
    };
  }

  private sourcePlace({kind, name, namespace}: SourceName, cluster: string): FileRange | undefined {
    return this.sources.get([kind, name, namespace ?? "", cluster].join("\n"));
  }

  private findSource(key: string): FileRange | undefined {
    const [kind = "", name = "", namespace = "", cluster] = key.split("\n");
    const targets = targetsNamed(this.workspace.graph, `source.toolkit.fluxcd.io/${kind}`, name, cluster);
    const declared = targets.find(
      (target) => !target.isMade && target.isCertain && isSame(target.namespace, namespace || undefined),
    );
    return declared?.applied && this.places.of(declared.applied.resource.origin);
  }

  private forgetOthers(present: readonly FluxKustomization[]): void {
    const keys = new Set(present.map(({key}) => key));
    for (const key of this.contents.keys) if (!keys.has(key)) this.contents.delete(key);
  }
}

function isSame(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
