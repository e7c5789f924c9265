import type {Layout, PlacedNode} from "./layout.ts";

const directions: ReadonlyMap<string, {x: number; y: number}> = new Map([
  ["ArrowLeft", {x: -1, y: 0}],
  ["ArrowRight", {x: 1, y: 0}],
  ["ArrowUp", {x: 0, y: -1}],
  ["ArrowDown", {x: 0, y: 1}],
]);

/** The nearest Kustomization in the direction of an arrow key; undefined for other keys, and at the edge. */
export function neighbour(layout: Layout, from: PlacedNode, key: string): PlacedNode | undefined {
  const direction = directions.get(key);
  if (direction === undefined) return undefined;
  let best: {node: PlacedNode; distance: number} | undefined;
  for (const node of layout.nodes.values()) {
    const x = node.x - from.x;
    const y = node.y - from.y;
    const ahead = x * direction.x + y * direction.y;
    if (ahead <= 0) continue;
    // What is off to the side is further away than it looks.
    const aside = Math.abs(x * direction.y + y * direction.x);
    const distance = ahead + 3 * aside;
    if (best === undefined || distance < best.distance) best = {node, distance};
  }
  return best?.node;
}
