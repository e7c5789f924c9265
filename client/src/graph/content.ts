import {describeProblems, type Problems} from "../views/problems.ts";
import {type KustomizationNode, kustomizationsOf, type TreeModel} from "../views/treeModel.ts";
import type {GraphCluster, GraphDetails, GraphNode} from "./messages.ts";

/** The tree as the picture shows it. */
export function graphOf(model: TreeModel, problems: Problems): GraphCluster[] {
  return model.clusters.map((cluster) => ({
    id: cluster.id,
    name: cluster.label,
    kustomizations: kustomizationsOf(cluster).map((row) => graphNode(row, problems)),
  }));
}

function graphNode(row: KustomizationNode, problems: Problems): GraphNode {
  const {namespace = "", path = "", resources} = row.kustomization;
  const words = new Set([row.label, namespace, path, ...resources.map(({name}) => name)]);
  return {
    id: row.id,
    name: row.label,
    namespace,
    parent: row.parent.type === "kustomization" ? row.parent.id : undefined,
    dependsOn: row.dependsOn.map(({id}) => id),
    ...ownProblems(row, problems),
    words: [...words].join("\n").toLowerCase(),
  };
}

/** Without those of the Kustomizations it applies: these show them themselves. */
function ownProblems(row: KustomizationNode, problems: Problems): {errors: number; warnings: number} {
  const own = {...problems.of(row.id)};
  for (const child of row.children) {
    if (child.type !== "kustomization") continue;
    const theirs = problems.of(child.id);
    own.errors -= theirs.errors;
    own.warnings -= theirs.warnings;
  }
  return {errors: Math.max(0, own.errors), warnings: Math.max(0, own.warnings)};
}

/** What is shown beside the picture when a Kustomization is selected. */
export function detailsOf(row: KustomizationNode, problems: Problems): GraphDetails {
  const {location, path, source} = row.kustomization;
  const sourceName = source && (source.namespace === undefined ? source.name : `${source.namespace}/${source.name}`);
  return {
    id: row.id,
    problems: describeProblems(problems.of(row.id)),
    canOpen: location !== undefined,
    path,
    source: source && {label: `${source.kind} ${sourceName}`, canOpen: source.location !== undefined},
    resources: row.children.flatMap((child) => {
      if (child.type !== "resource") return [];
      const {kind, name, namespace = ""} = child.resource;
      return [{id: child.id, kind, name, namespace, problems: describeProblems(problems.of(child.id))}];
    }),
  };
}
