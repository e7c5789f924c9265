import {sighted} from "../refactors/gatus/sightings.ts";
import {GATEWAY, HTTP_ROUTE} from "../resources/gateway-api.ts";
import {annotationKeys, isTrue, type Sidecar} from "../workspace/gatus.ts";
import {attentionOf, isSeen} from "../workspace/gatus-attention.ts";
import type {Graph} from "../workspace/graph.ts";
import type {DocumentRef} from "../workspace/index.ts";
import {mayBeOn, placedNamed} from "../workspace/placed.ts";
import {itemsAt, valueAt} from "../workspace/values.ts";
import {parseYaml} from "../yaml/parse.ts";
import {rootOf} from "./clusters.ts";
import {type Endpoint, endpointOf} from "./gatus-endpoints.ts";
import {owned} from "./owners.ts";

/** The endpoints that a sidecar makes of the HTTPRoutes of a name, as far as those of the endpoints are certain. */
export function routeEndpoints(graph: Graph, name: string, sidecar: Sidecar): Endpoint[] {
  return [...graph.index.objects.get(`${HTTP_ROUTE}|${name}`)].flatMap((ref) => endpointsOfRoute(graph, ref, sidecar));
}

/** The endpoints that a sidecar makes of the HTTPRoute of a document: for each way in which it gets to its cluster. */
export function endpointsOfRoute(graph: Graph, ref: DocumentRef, sidecar: Sidecar): Endpoint[] {
  const {release, flags, isRecent} = sidecar;
  const by = release.applied?.by;
  if (!by || !isRecent) return [];
  const keys = annotationKeys(sidecar);
  return graph.applied(ref).flatMap((applied) => {
    const of = applied.resource.type === HTTP_ROUTE ? owned(applied) : undefined;
    const object = of && graph.effective(applied)?.object;
    if (!object || rootOf(of.by).key !== rootOf(by).key) return [];
    const attention = attentionOf(sidecar, sighted({kind: "httproute", path: ["metadata"]}, object, of));
    const [enabled, own] = [keys.enabled, keys.endpoint].map((key) =>
      valueAt(object, ["metadata", "annotations", key]),
    );
    const isMade = enabled === undefined ? attention === "auto" || own !== undefined : isTrue(enabled);
    if (!attention || !isSeen(attention) || !isMade || itemsAt(object, ["spec", "hostnames"]).length === 0) return [];
    const parent = parentTemplate(graph, object, of, keys.endpoint);
    const child = template(own);
    if (!parent || !child) return [];
    const prefix = flags.get("prefix-httproute")?.at(-1) ?? "";
    const {name = prefix + of.name, group} = {...parent, ...child};
    return endpointOf(name, group, of, ["metadata", "name"]) ?? [];
  });
}

type Template = Readonly<Record<string, unknown>>;

/** What the Gateway says of all its routes; undefined where it is not known. */
function parentTemplate(
  graph: Graph,
  route: unknown,
  {by, namespace}: {readonly by: {readonly cluster: string}; readonly namespace: string},
  key: string,
): Template | undefined {
  const [parent] = itemsAt(route, ["spec", "parentRefs"]);
  if ((valueAt(parent, ["kind"]) ?? "Gateway") !== "Gateway") return {};
  const name = valueAt(parent, ["name"]);
  const home = valueAt(parent, ["namespace"]) ?? namespace;
  if (typeof name !== "string") return undefined;
  const found = placedNamed(graph, GATEWAY, name).filter((one) => mayBeOn(one, by.cluster) && one.namespace === home);
  const [gateway] = found;
  if (found.length !== 1 || !gateway?.object) return undefined;
  return template(valueAt(gateway.object, ["metadata", "annotations", key]));
}

/** The annotation as a map, empty where there is none; undefined where the sidecar can't read it. */
function template(text: unknown): Template | undefined {
  if (text === undefined || text === "") return {};
  const {documents} = parseYaml("", String(text));
  const [document] = documents;
  if (documents.length !== 1 || !document?.root.isMap || document.problems.length > 0) return undefined;
  return document.plain().value as Template;
}
