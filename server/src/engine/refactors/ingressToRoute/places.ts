import type {Resource} from "../../resources/resource.ts";
import {isOpenText} from "../../resources/substitution.ts";
import type {Applied} from "../../workspace/applied.ts";
import {valueAt} from "../../workspace/values.ts";
import type {Workspace} from "../../workspace/workspace.ts";

/** Where a route gets to: once for each way of its HelmRelease or manifest to a cluster. */
export interface Place {
  /** Undefined where nobody knows what builds it. */
  readonly applied: Applied | undefined;
  /** Undefined where nobody knows what builds it. */
  readonly cluster: string | undefined;
  /** Undefined where only the cluster knows, or nothing says it. */
  readonly namespace: string | undefined;
}

/** Where the route of a HelmRelease or manifest gets to. What Helm makes is in the release's own target namespace. */
export function placesOf({graph}: Workspace, resource: Resource): Place[] {
  const {file, index} = resource.document;
  const isHelm = resource.type === "helm.toolkit.fluxcd.io/HelmRelease";
  const ways = graph.applied({file: file.path, document: index});
  if (ways.length === 0) {
    const target = resource.root.at("spec", "targetNamespace");
    return [
      {applied: undefined, cluster: undefined, namespace: isHelm && target.exists ? target.string : resource.namespace},
    ];
  }
  return ways.map((way) => {
    const target = isHelm ? valueAt(graph.effective(way)?.object, ["spec", "targetNamespace"]) : undefined;
    const namespace = typeof target === "string" && target !== "" ? target : way.namespace;
    return {applied: way, cluster: way.cluster, namespace: namespace && !isOpenText(namespace) ? namespace : undefined};
  });
}
