import type {CancellationToken} from "vscode-languageserver/node";
import type {FileRange} from "../../engine/features/documentPlaces.ts";
import type {TreeCluster, TreeContents, TreeKustomization} from "../../engine/features/tree.ts";
import {
  type FluxCluster,
  type FluxTree,
  type FluxTreeKustomization,
  type Location,
  TREE_CHANGED_NOTIFICATION,
} from "../../protocol.ts";
import type {Project} from "../project.ts";
import type {ProjectTrees} from "../projectTrees.ts";
import type {Session} from "../session.ts";

/** How long changes are collected before the client hears of another tree. */
const COLLECT_MS = 200;

/** `fluxWorkbench/tree`: what the entry points of the opened folders build; and whether that is another tree now. */
export class FluxTrees {
  /** What the client has; undefined while it has nothing, or knows that what it has is out of date. */
  private shown: readonly TreeCluster[] | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly session: Session,
    private readonly trees: ProjectTrees,
  ) {}

  async handle(token: CancellationToken): Promise<FluxTree> {
    await this.trees.prepare("tree", token);
    const {projects} = this.session;
    const perProject = projects.repositories.map((project) => this.trees.of(project).tree.clusters);
    this.shown = perProject.flat();
    const names = new Set<string>();
    const clusters = projects.repositories.flatMap((project, i) =>
      (perProject[i] ?? []).map((cluster) => this.toCluster(project, cluster, uniqueIn(names, cluster.name))),
    );
    return {clusters};
  }

  /** Something changed. Nobody is told who has not asked, or has not looked since being told. */
  notice(): void {
    if (this.session.options.tree !== true || !this.shown) return;
    this.timer ??= setTimeout(() => {
      void this.tell().finally(() => {
        this.timer = undefined;
      });
    }, COLLECT_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.shown = undefined;
  }

  private async tell(): Promise<void> {
    await this.trees.prepare("tree");
    const {shown} = this;
    if (!shown) return;
    const now = this.session.projects.repositories.flatMap((project) => this.trees.of(project).tree.clusters);
    if (isSame(shown, now)) {
      this.shown = now;
      return;
    }
    this.shown = undefined;
    await this.session.connection.sendNotification(TREE_CHANGED_NOTIFICATION);
  }

  private toCluster(project: Project, {name, kustomizations}: TreeCluster, shownName: string): FluxCluster {
    const uris = new Map<string, string>();
    const uriOf = (file: string): string => {
      const uri = uris.get(file) ?? this.session.projects.uriOf({project, path: file});
      uris.set(file, uri);
      return uri;
    };
    const idOf = (id: string): string => shownName + id.slice(name.length);
    return {name: shownName, kustomizations: kustomizations.map((one) => toKustomization(one, idOf, uriOf))};
  }
}

function toKustomization(
  {id, parent, dependsOn, contents}: TreeKustomization,
  idOf: (id: string) => string,
  uriOf: (file: string) => string,
): FluxTreeKustomization {
  const {name, namespace, place, isGenerated, folder, source, resources, files} = contents;
  const locate = ({file, start, end}: FileRange): Location => ({uri: uriOf(file), range: {start, end}});
  return {
    id: idOf(id),
    name,
    ...(namespace !== undefined && {namespace}),
    ...(!isGenerated && {location: locate(place)}),
    ...(folder !== undefined && {path: folder}),
    ...(parent !== undefined && {parent: idOf(parent)}),
    dependsOn: dependsOn.map(idOf),
    ...(source && {
      source: {
        kind: source.kind,
        name: source.name,
        ...(source.namespace !== undefined && {namespace: source.namespace}),
        ...(source.place && {location: locate(source.place)}),
      },
    }),
    resources: resources.map((resource) => ({
      kind: resource.kind,
      name: resource.name,
      ...(resource.namespace !== undefined && {namespace: resource.namespace}),
      location: locate(resource.place),
    })),
    ...(files.length > 0 && {files: files.map(uriOf)}),
  };
}

/** Two repositories may have a cluster of one name. */
function uniqueIn(taken: Set<string>, name: string): string {
  let unique = name;
  for (let count = 2; taken.has(unique); count++) unique = `${name} (${count})`;
  taken.add(unique);
  return unique;
}

/** Whether two trees read the same. What did not change is the same object in both, and need not be compared. */
function isSame(a: readonly TreeCluster[], b: readonly TreeCluster[]): boolean {
  const kept = new Set(contentsOf(b));
  const numbers = new Map(contentsOf(a).map((contents, i) => [contents, kept.has(contents) ? i : undefined]));
  const shape = (clusters: readonly TreeCluster[]): string =>
    JSON.stringify(clusters, (key, value) => (key === "contents" ? (numbers.get(value) ?? value) : value));
  return shape(a) === shape(b);
}

function contentsOf(clusters: readonly TreeCluster[]): TreeContents[] {
  return clusters.flatMap(({kustomizations}) => kustomizations.map(({contents}) => contents));
}
