import type {FluxCluster, FluxTree, FluxTreeKustomization, Location} from "../../../server/src/protocol.ts";
import {shortPaths} from "./shortPaths.ts";
import {
  type ClusterNode,
  type KustomizationNode,
  locationOf,
  type ResourceNode,
  type TreeModel,
  type TreeNode,
} from "./treeModel.ts";

/** A row whose neighbours are not all known yet. */
type UnfinishedRow = KustomizationNode & {shortPath: string; dependsOn: KustomizationNode[]};

/** What rows are collected in. */
interface Collection {
  readonly nodes: TreeNode[];
  /** Makes an id unique: two resources of one name are a mistake, but not one that the tree may stumble over. */
  unique(id: string): string;
}

/** Makes rows of what the server says, in its order. `fileKey` makes one key of an address, however it is written. */
export function buildTree(tree: FluxTree, fileKey: (uri: string) => string): TreeModel {
  const collection: Collection = {nodes: [], unique: uniqueIds()};
  const clusters = tree.clusters.map((cluster) => addCluster(cluster, collection));
  const {nodes} = collection;
  const keyOf = remembering(fileKey);
  const kustomizations = nodes.filter((node) => node.type === "kustomization");
  return {
    clusters,
    byId: new Map(nodes.map((node) => [node.id, node])),
    places: byFile(nodes, (node) => [locationOf(node)?.uri], keyOf),
    builtThrough: byFile(kustomizations, ({kustomization}) => kustomization.files ?? [], keyOf),
  };
}

function addCluster(cluster: FluxCluster, collection: Collection): ClusterNode {
  const id = collection.unique(`cluster ${cluster.name}`);
  const node: ClusterNode = {type: "cluster", id, label: cluster.name, children: []};
  collection.nodes.push(node);
  const rows = addKustomizations(cluster, node, collection);
  for (const row of rows.values()) {
    row.dependsOn.push(...row.kustomization.dependsOn.flatMap((dependency) => rows.get(dependency) ?? []));
  }
  for (const parent of [node, ...rows.values()]) {
    const withPath = [...parent.children]
      .flatMap((child) => rows.get(child.id) ?? [])
      .filter(({shortPath}) => shortPath);
    const paths = shortPaths(withPath.map(({shortPath}) => shortPath));
    for (const [i, row] of withPath.entries()) row.shortPath = paths[i] ?? "";
  }
  // After all Kustomizations, so that these come before what else stands beside them.
  for (const row of rows.values()) addResources(row, collection);
  return node;
}

/** The rows of a cluster's Kustomizations by the ids that the server gives them, each below the one that applies it. */
function addKustomizations(
  cluster: FluxCluster,
  root: ClusterNode,
  collection: Collection,
): Map<string, UnfinishedRow> {
  const byId = new Map(cluster.kustomizations.map((one) => [one.id, one]));
  const rows = new Map<string, UnfinishedRow>();
  const add = (one: FluxTreeKustomization, below: ReadonlySet<string>): UnfinishedRow => {
    const known = rows.get(one.id);
    if (known !== undefined) return known;
    // Where one is applied by what it applies itself, the chain ends, so that none is lost.
    const parent = one.parent === undefined || below.has(one.parent) ? undefined : byId.get(one.parent);
    const row: UnfinishedRow = {
      type: "kustomization",
      id: collection.unique(one.id),
      label: one.name,
      children: [],
      parent: parent === undefined ? root : add(parent, new Set(below).add(parent.id)),
      kustomization: one,
      shortPath: one.path ?? "",
      dependsOn: [],
    };
    rows.set(one.id, row);
    row.parent.children.push(row);
    collection.nodes.push(row);
    return row;
  };
  for (const one of cluster.kustomizations) add(one, new Set([one.id]));
  return rows;
}

function addResources(row: KustomizationNode, {nodes, unique}: Collection): void {
  const shown = new Set(row.children.map((child) => lineOf(locationOf(child))));
  for (const resource of row.kustomization.resources) {
    const {kind, namespace = "", name, location} = resource;
    // A Flux Kustomization that is applied from here is a row of its own already.
    if (kind === "Kustomization" && shown.has(lineOf(location))) continue;
    const id = unique(`${row.id} ${kind} ${namespace}/${name}`);
    const node: ResourceNode = {type: "resource", id, label: name, children: [], parent: row, resource};
    row.children.push(node);
    nodes.push(node);
  }
}

function lineOf(location: Location | undefined): string {
  return location === undefined ? "" : `${location.uri}#${location.range.start.line}`;
}

function uniqueIds(): (id: string) => string {
  const seen = new Map<string, number>();
  return (id) => {
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? id : `${id} ${count}`;
  };
}

/** Rows by the keys of files that they name. */
function byFile<T extends TreeNode>(
  nodes: readonly T[],
  urisOf: (node: T) => readonly (string | undefined)[],
  keyOf: (uri: string) => string,
): Map<string, T[]> {
  const files = new Map<string, T[]>();
  for (const node of nodes) {
    for (const uri of urisOf(node)) {
      if (uri === undefined) continue;
      const key = keyOf(uri);
      const rows = files.get(key);
      if (rows === undefined) files.set(key, [node]);
      else rows.push(node);
    }
  }
  return files;
}

/** The same function, with a memory. */
function remembering(fileKey: (uri: string) => string): (uri: string) => string {
  const keys = new Map<string, string>();
  return (uri) => {
    const key = keys.get(uri) ?? fileKey(uri);
    keys.set(uri, key);
    return key;
  };
}
