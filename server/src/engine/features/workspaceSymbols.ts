import {FLUX_KUSTOMIZATION} from "../workspace/flux/kustomization.ts";
import {typeOf} from "../workspace/index.ts";
import type {Answers} from "../workspace/memo.ts";
import type {Workspace} from "../workspace/workspace.ts";
import type {FileRange} from "./documentPlaces.ts";
import {qualifiedName} from "./effectiveName.ts";
import {fuzzyRank, queryWords} from "./fuzzy.ts";
import type {RepositoryTree, TreeResource} from "./tree.ts";

/** An object of the repository, as it gets to one cluster. */
export interface WorkspaceSymbol {
  /** `HelmRelease media/plex`. */
  readonly name: string;
  /** What applies it to which cluster; "" for what nothing does. */
  readonly container: string;
  readonly isFluxKustomization: boolean;
  readonly place: FileRange;
}

/** More than anybody reads; who looks for one of them types another letter. */
const MAX_FOUND = 300;

/** Finds the objects of a repository by what a person types. */
export class WorkspaceSymbols {
  private readonly loose: Answers<readonly TreeResource[]>;

  constructor(
    private readonly workspace: Workspace,
    private readonly tree: RepositoryTree,
  ) {
    this.loose = workspace.answers((path) => this.findLoose(path));
  }

  /** Does what takes long in small steps, with a stop between two of them. */
  *prepare(): Iterable<void> {
    yield* this.tree.prepare();
    for (const path of [...this.workspace.paths]) {
      this.looseIn(path);
      yield;
    }
  }

  /** The best of those that fit; Flux Kustomizations before other objects that fit as well. */
  find(query: string): WorkspaceSymbol[] {
    const words = queryWords(query);
    const found: {rank: number; symbol: WorkspaceSymbol}[] = [];
    for (const symbol of this.all()) {
      const rank = fuzzyRank(words, symbol.name.toLowerCase());
      if (rank !== undefined) found.push({rank: symbol.isFluxKustomization ? rank - 0.5 : rank, symbol});
    }
    found.sort((a, b) => a.rank - b.rank || (a.symbol.name < b.symbol.name ? -1 : 1));
    return found.slice(0, MAX_FOUND).map(({symbol}) => symbol);
  }

  private *all(): Iterable<WorkspaceSymbol> {
    const seen = new Set<string>();
    for (const {name: cluster, kustomizations} of this.tree.clusters) {
      for (const {contents} of kustomizations) {
        const container = `${qualifiedName(contents.name, contents.namespace)}, ${cluster}`;
        for (const resource of contents.resources) {
          if (resource.isFluxKustomization) seen.add(keyOf(resource.place));
          yield this.symbol(resource, container);
        }
      }
      // Entry points, which somebody applies by hand, and those that an operator makes.
      for (const {contents} of kustomizations) {
        const {place, isGenerated} = contents;
        if (seen.has(keyOf(place))) continue;
        if (!isGenerated) seen.add(keyOf(place));
        yield this.symbol({...contents, kind: "Kustomization", isFluxKustomization: true}, cluster);
      }
    }
    for (const path of this.workspace.paths) {
      for (const resource of this.looseIn(path)) if (!seen.has(keyOf(resource.place))) yield this.symbol(resource, "");
    }
  }

  private symbol(
    {kind, name, namespace, isFluxKustomization, place}: TreeResource,
    container: string,
  ): WorkspaceSymbol {
    return {name: `${kind} ${qualifiedName(name, namespace)}`, container, isFluxKustomization, place};
  }

  /** The objects in a file that no Flux Kustomization applies. */
  private looseIn(path: string): readonly TreeResource[] {
    return this.loose.get(path);
  }

  private findLoose(path: string): readonly TreeResource[] {
    const {graph} = this.workspace;
    const objects = this.workspace.summary(path)?.objects ?? [];
    if (objects.length === 0 || this.workspace.isIgnored(path)) return [];
    const applied = new Set(
      graph.appliedInFile(path).flatMap(({by, resource: {origin}}) => (by ? `${origin.document} ${origin.item}` : [])),
    );
    return objects
      .filter(({document, item}) => !applied.has(`${document} ${item}`))
      .map(({document, item, head}) => ({
        kind: head.kind,
        name: head.metadata.name,
        namespace: head.metadata.namespace,
        isFluxKustomization: typeOf(head.apiVersion, head.kind) === FLUX_KUSTOMIZATION,
        place: this.tree.places.of({file: path, document, ...(item !== undefined && {item})}),
      }));
  }
}

function keyOf({file, start}: FileRange): string {
  return `${file}:${start.line}`;
}
