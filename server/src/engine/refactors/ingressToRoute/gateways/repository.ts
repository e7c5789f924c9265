import {GATEWAY, HTTP_ROUTE} from "../../../resources/gateway-api.ts";
import {isOpenText} from "../../../resources/substitution.ts";
import type {Graph} from "../../../workspace/graph.ts";
import {hostnamesMeet, type Listener, listenersOf, refusalOf} from "../../../workspace/listeners.ts";
import {type Placed, placedOfType} from "../../../workspace/placed.ts";
import {valueAt} from "../../../workspace/values.ts";
import type {Place} from "../places.ts";

/** A Gateway of the repository, as it gets to one cluster. */
export interface KnownGateway extends Placed {
  readonly name: string;
  readonly namespace: string;
  readonly className: string | undefined;
  /** Undefined where not all are known. */
  readonly listeners: readonly Listener[] | undefined;
}

/** The Gateways of the repository whose names and namespaces are known. */
export function gatewaysOf(graph: Graph): KnownGateway[] {
  return placedOfType(graph, GATEWAY).flatMap((gateway) => {
    const {name, namespace, object} = gateway;
    if (!name || !namespace) return [];
    const written = valueAt(object, ["spec", "gatewayClassName"]);
    const className = typeof written === "string" && !isOpenText(written) ? written : undefined;
    return [{...gateway, name, namespace, className, listeners: listenersOf(object)}];
  });
}

/** The listeners that may take an HTTPRoute of a place with these hosts; those of unknown Gateways are not there. */
export function takersOf(graph: Graph, gateway: KnownGateway, place: Place, hosts: readonly string[]): Listener[] {
  return (gateway.listeners ?? []).filter(
    (listener) => admits(graph, gateway, listener, place) && takesSomeHost(listener, hosts),
  );
}

/** Whether nothing is known that keeps an HTTPRoute of a place away from a listener, its hosts apart. */
export function admits(graph: Graph, gateway: KnownGateway, listener: Listener, place: Place): boolean {
  if (place.namespace === undefined) return true;
  const route = {
    type: HTTP_ROUTE,
    routeNamespace: place.namespace,
    gatewayNamespace: gateway.namespace,
    cluster: place.cluster,
  };
  return refusalOf(graph, listener, route) === undefined;
}

/** Whether a listener takes one of the hosts, as far as both are known; every listener takes a route without hosts. */
export function takesSomeHost({hostname}: Listener, hosts: readonly string[]): boolean {
  const isKnown = hosts.length > 0 && !hosts.some((host) => isOpenText(host) || host.includes("{{"));
  return !isKnown || !hostname || hosts.some((host) => hostnamesMeet(host, hostname));
}
