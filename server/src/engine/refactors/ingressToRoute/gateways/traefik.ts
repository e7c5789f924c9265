import type {GatewayTarget} from "../../../config.ts";
import type {Graph} from "../../../workspace/graph.ts";
import {mayBeOn} from "../../../workspace/placed.ts";
import {isTraefikClass, madeGateways} from "../../../workspace/traefik.ts";
import type {Place} from "../places.ts";
import {gatewaysOf, type KnownGateway} from "./repository.ts";

/** Whether Traefik runs a Gateway wherever the route gets; undefined where the repository does not say. */
export function isTraefikGateway(graph: Graph, target: GatewayTarget, places: readonly Place[]): boolean | undefined {
  const answers = places.flatMap((place) => {
    const known = gatewaysOf(graph).filter((gateway) => isTarget(gateway, target, place));
    if (known.length === 0) return isMadeByTraefik(graph, target, place) || undefined;
    return known.map(({className, cluster}) => className && isTraefikClass(graph, className, cluster));
  });
  const [first] = answers;
  return typeof first === "boolean" && answers.every((answer) => answer === first) ? first : undefined;
}

/** Whether a Gateway is what a route of a place refers to. */
export function isTarget(gateway: KnownGateway, {name, namespace}: GatewayTarget, place: Place): boolean {
  return (
    gateway.name === name && gateway.namespace === (namespace ?? place.namespace) && mayBeOn(gateway, place.cluster)
  );
}

/** Whether Traefik's chart makes the Gateway that a route of a place refers to. */
export function isMadeByTraefik(graph: Graph, {name, namespace}: GatewayTarget, place: Place): boolean {
  const wanted = namespace ?? place.namespace;
  return madeGateways(graph).some(
    ({release, gateway}) =>
      gateway?.name === name &&
      (gateway.namespace === undefined || gateway.namespace === wanted) &&
      mayBeOn(release, place.cluster),
  );
}
