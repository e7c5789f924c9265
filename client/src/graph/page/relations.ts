import type {GraphCluster, GraphNode} from "../messages.ts";
import {predecessors} from "./layout.ts";

/** Who comes before and after whom. */
export interface Relations {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** Ids of those that a Kustomization applies itself. */
  applies(id: string): readonly string[];
  /** Ids of those that wait for a Kustomization. */
  neededBy(id: string): readonly string[];
  /** Ids of all that must be there before it, and of all that come after it, with its own. */
  related(id: string): ReadonlySet<string>;
}

/** Reads the relations of all clusters. */
export function relationsOf(clusters: readonly GraphCluster[]): Relations {
  const nodes = new Map(clusters.flatMap(({kustomizations}) => kustomizations).map((node) => [node.id, node]));
  const applied = new Map<string, string[]>();
  const waiting = new Map<string, string[]>();
  for (const {id, parent, dependsOn} of nodes.values()) {
    if (parent !== undefined) append(applied, parent, id);
    for (const dependency of dependsOn) append(waiting, dependency, id);
  }
  const applies = (id: string) => applied.get(id) ?? [];
  const neededBy = (id: string) => waiting.get(id) ?? [];
  const before = (id: string) => {
    const node = nodes.get(id);
    return node === undefined ? [] : predecessors(node);
  };
  return {
    nodes,
    applies,
    neededBy,
    related(id) {
      const after = (one: string) => [...applies(one), ...neededBy(one)];
      return new Set([...reach(id, before), ...reach(id, after)]);
    },
  };
}

function reach(id: string, next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set([id]);
  // A set may grow while it is walked.
  for (const one of seen) for (const other of next(one)) seen.add(other);
  return seen;
}

function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
