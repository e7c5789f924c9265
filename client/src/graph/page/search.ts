import type {GraphNode} from "../messages.ts";

/** Ids of the Kustomizations that hold every word; those that have them in the name come first. */
export function hitsOf(nodes: Iterable<GraphNode>, query: string): string[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found = [...nodes].filter((node) => words.every((word) => node.words.includes(word)));
  const inName = (node: GraphNode) => words.every((word) => node.name.toLowerCase().includes(word));
  return [...found.filter(inName), ...found.filter((node) => !inName(node))].map(({id}) => id);
}
