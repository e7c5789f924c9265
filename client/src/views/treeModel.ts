import type {FluxTreeKustomization, FluxTreeResource, Location} from "../../../server/src/protocol.ts";

/** A cluster, a Flux Kustomization or a resource, as a row of the tree. */
export type TreeNode = ClusterNode | KustomizationNode | ResourceNode;

/** What every row has. The id outlives the row: it is the same in the next tree. */
interface Row {
  readonly id: string;
  readonly label: string;
  readonly children: TreeNode[];
}

/** A cluster: the root of its rows. */
export interface ClusterNode extends Row {
  readonly type: "cluster";
  readonly parent?: undefined;
}

/** A Flux Kustomization, below the one that applies it; those without one are below their cluster. */
export interface KustomizationNode extends Row {
  readonly type: "kustomization";
  readonly parent: ClusterNode | KustomizationNode;
  readonly kustomization: FluxTreeKustomization;
  /** Its path without what those beside it begin with too. */
  readonly shortPath: string;
  /** Those it waits for, as far as the tree has them. */
  readonly dependsOn: readonly KustomizationNode[];
}

/** A resource, below the Flux Kustomization that applies it. */
export interface ResourceNode extends Row {
  readonly type: "resource";
  readonly parent: KustomizationNode;
  readonly resource: FluxTreeResource;
}

/** The tree of the server as rows, each below the one that applies it. */
export interface TreeModel {
  readonly clusters: readonly ClusterNode[];
  readonly byId: ReadonlyMap<string, TreeNode>;
  /** The rows that are written in each file, by the file's key. */
  readonly places: ReadonlyMap<string, readonly TreeNode[]>;
  /** The Flux Kustomizations that are built through each file that is none of their resources, by the file's key. */
  readonly builtThrough: ReadonlyMap<string, readonly KustomizationNode[]>;
}

/** Where a row is written, if anywhere. */
export function locationOf(node: TreeNode): Location | undefined {
  if (node.type === "kustomization") return node.kustomization.location;
  return node.type === "resource" ? node.resource.location : undefined;
}

/** The Flux Kustomizations of a cluster, each after the one that applies it. */
export function kustomizationsOf(node: TreeNode): KustomizationNode[] {
  return node.children.flatMap((child) => (child.type === "kustomization" ? [child, ...kustomizationsOf(child)] : []));
}

/** The row itself and all it is in, from the inside out. */
export function withAncestors(node: TreeNode): TreeNode[] {
  const chain: TreeNode[] = [];
  for (let one: TreeNode | undefined = node; one !== undefined; one = one.parent) chain.push(one);
  return chain;
}
