import {GATEWAY, HTTP_ROUTE} from "../../resources/gateway-api.ts";
import type {Resource} from "../../resources/resource.ts";
import {itemsAt, valueAt} from "../../workspace/values.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import type {Parent} from "./gateways.ts";
import {placesOf} from "./places.ts";

interface Situation {
  readonly workspace: Workspace;
  readonly resource: Resource;
  readonly parent: Parent;
}

/** Whether an HTTPRoute of the repository redirects the requests of a Gateway to https, on each cluster of a route. */
export function redirectsToHttps({workspace, resource, parent}: Situation): boolean {
  const files = [...workspace.graph.index.references.get(`${GATEWAY}|${parent.name}`)];
  const redirects = files
    .flatMap((file) => routesIn(workspace, file))
    .filter(({object, namespace}) => isRedirect(object) && hasParent(object, parent, namespace));
  return placesOf(workspace, resource).every(({cluster}) =>
    redirects.some((route) => cluster === undefined || route.cluster === undefined || route.cluster === cluster),
  );
}

interface FoundRoute {
  readonly object: unknown;
  readonly cluster: string | undefined;
  readonly namespace: unknown;
}

/** The HTTPRoutes of a file as they get to clusters; as they are written where nothing builds them. */
function routesIn(workspace: Workspace, file: string): FoundRoute[] {
  const {graph} = workspace;
  const ways = graph.appliedInFile(file);
  if (ways.length > 0) {
    return ways
      .filter(({resource}) => resource.type === HTTP_ROUTE)
      .map((way) => ({object: graph.effective(way)?.object, cluster: way.cluster, namespace: way.namespace}));
  }
  const values = (workspace.file(file)?.documents ?? []).map((document) => document.plain().value);
  return values
    .filter((value) => valueAt(value, ["kind"]) === "HTTPRoute")
    .map((object) => ({object, cluster: undefined, namespace: valueAt(object, ["metadata", "namespace"])}));
}

function isRedirect(route: unknown): boolean {
  const filters = itemsAt(route, ["spec", "rules"]).flatMap((rule) => itemsAt(rule, ["filters"]));
  return filters.some((filter) => valueAt(filter, ["requestRedirect", "scheme"]) === "https");
}

function hasParent(route: unknown, {name, namespace}: Parent, own: unknown): boolean {
  return itemsAt(route, ["spec", "parentRefs"]).some((ref) => {
    const ofRef = valueAt(ref, ["namespace"]) ?? own;
    return valueAt(ref, ["name"]) === name && (namespace === undefined || ofRef === namespace);
  });
}
