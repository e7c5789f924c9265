import type {Resource} from "../../../resources/resource.ts";
import type {Workspace} from "../../../workspace/workspace.ts";
import type {Parent} from "../gateways.ts";
import {placesOf} from "../places.ts";
import {protocolByPort, protocolOfRoute} from "../traefik/protocol.ts";
import {hasTlsPolicy} from "../traefik/serviceObjects.ts";
import type {Controller} from "./controller.ts";

/** An annotation that says it is looked at by itself. */
const OWN = "nginx.ingress.kubernetes.io/backend-protocol";

/**
 * Whether the Gateway speaks with a port in another way than the ingress controller does: of all, only Traefik looks at
 * the number and the name of a port.
 */
export function protocolNote(
  service: string,
  number: unknown,
  port: unknown,
  resource: Resource,
  controller: Controller | undefined,
  {isTraefik}: Parent,
  workspace: Workspace,
): string | undefined {
  if (resource.root.at("metadata", "annotations", OWN).exists) return undefined;
  if (controller === undefined) return undefined;
  const before = controller === "traefik" ? protocolByPort(number, port) : "http";
  const hasPolicy = placesOf(workspace, resource).some((place) =>
    hasTlsPolicy(workspace.graph, {place, namespace: place.namespace, spec: undefined}, service),
  );
  const after = hasPolicy ? "https" : protocolOfRoute(number, port, isTraefik);
  if (before === after) return undefined;
  const remedy =
    before === "https" ? "; the route needs a BackendTLSPolicy for that" : `, and the Gateway \`${after}\``;
  return `The ingress controller speaks \`${before}\` with port ${number} of Service \`${service}\`${remedy}.`;
}
