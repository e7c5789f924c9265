import type {GraphCluster, GraphNode} from "../messages.ts";

/** What stands where, in pixels at the zoom 1. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly clusters: readonly PlacedCluster[];
  readonly nodes: ReadonlyMap<string, PlacedNode>;
}

/** A cluster: a frame around its Kustomizations. */
export interface PlacedCluster extends Box {
  readonly cluster: GraphCluster;
  readonly steps: readonly Box[];
}

export interface PlacedNode extends Box {
  readonly node: GraphNode;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Sizes in pixels; the style sheet has what is inside of a box. */
export const nodeSize = {width: 150, height: 36};
const gap = {column: 10, row: 7, step: 46};
const padding = {side: 18, top: 74, bottom: 18};
const clusterGap = 36;

/**
 * Places Kustomizations from left to right: each to the right of the one that applies it and of those it waits for.
 * Hundreds of them often wait for the same few, so a step that is too high is broken into several columns; the number
 * of rows is the one that makes a cluster fit best into a space of the given proportion.
 */
export function layOut(clusters: readonly GraphCluster[], proportion: number): Layout {
  const nodes = new Map<string, PlacedNode>();
  let y = 0;
  const placed = clusters.map((cluster): PlacedCluster => {
    const steps = stepsOf(cluster.kustomizations);
    const one = placeCluster(cluster, steps, bestRows(steps, proportion), y, nodes);
    y += one.height + clusterGap;
    return one;
  });
  const width = Math.max(0, ...placed.map((one) => one.width));
  return {width, height: Math.max(0, y - clusterGap), clusters: placed, nodes};
}

/** Kustomizations by the number of others that come one after the other before them, each step in reading order. */
export function stepsOf(kustomizations: readonly GraphNode[]): GraphNode[][] {
  const byId = new Map(kustomizations.map((node) => [node.id, node]));
  const known = new Map<string, number>();
  const stepOf = (node: GraphNode): number => {
    const before = known.get(node.id);
    if (before !== undefined) return before;
    // Seen again from further down: those that wait for each other stand in the order in which they are met.
    known.set(node.id, 0);
    const needed = predecessors(node).flatMap((id) => byId.get(id) ?? []);
    const step = needed.reduce((most, one) => Math.max(most, stepOf(one) + 1), 0);
    known.set(node.id, step);
    return step;
  };
  const steps: GraphNode[][] = [];
  for (const node of kustomizations) {
    const step = stepOf(node);
    while (steps.length <= step) steps.push([]);
    steps[step]?.push(node);
  }
  const text = (node: GraphNode) => `${node.namespace}/${node.name}`;
  for (const step of steps) step.sort((a, b) => text(a).localeCompare(text(b)));
  return steps.filter((step) => step.length > 0);
}

/** Ids of what must be there before a Kustomization is. */
export function predecessors({parent, dependsOn}: GraphNode): readonly string[] {
  return parent === undefined ? dependsOn : [parent, ...dependsOn];
}

function bestRows(steps: readonly GraphNode[][], proportion: number): number {
  let best = {rows: 1, miss: Number.POSITIVE_INFINITY};
  const highest = Math.max(1, ...steps.map(({length}) => length));
  for (let rows = 1; rows <= highest; rows++) {
    const {width, height} = sizeOf(steps, rows);
    const miss = Math.abs(Math.log(width / height / proportion));
    if (miss < best.miss) best = {rows, miss};
  }
  return best.rows;
}

function sizeOf(steps: readonly GraphNode[][], rows: number): {width: number; height: number} {
  const columns = steps.reduce((sum, {length}) => sum + Math.ceil(length / rows), 0);
  const most = Math.min(rows, Math.max(0, ...steps.map(({length}) => length)));
  return {
    width: 2 * padding.side + columns * (nodeSize.width + gap.column) + steps.length * gap.step,
    height: padding.top + padding.bottom + most * (nodeSize.height + gap.row),
  };
}

function placeCluster(
  cluster: GraphCluster,
  steps: readonly GraphNode[][],
  rows: number,
  top: number,
  nodes: Map<string, PlacedNode>,
): PlacedCluster {
  const {height} = sizeOf(steps, rows);
  let x = padding.side;
  const placed = steps.map((step): Box => {
    const columns = Math.ceil(step.length / rows);
    // Even columns look better than full ones with a short rest.
    const filled = Math.ceil(step.length / columns);
    step.forEach((node, i) => {
      const column = Math.floor(i / filled);
      nodes.set(node.id, {
        node,
        x: x + column * (nodeSize.width + gap.column),
        y: top + padding.top + (i % filled) * (nodeSize.height + gap.row),
        ...nodeSize,
      });
    });
    const box = {x, y: top, width: columns * (nodeSize.width + gap.column) - gap.column, height};
    x += box.width + gap.step;
    return box;
  });
  return {cluster, steps: placed, x: 0, y: top, width: x - gap.step + padding.side, height};
}
