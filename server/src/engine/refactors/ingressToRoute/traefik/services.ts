import type {Resource} from "../../../resources/resource.ts";
import {isOpenText} from "../../../resources/substitution.ts";
import {valueAt} from "../../../workspace/values.ts";
import type {Workspace} from "../../../workspace/workspace.ts";
import {type Entry, leaf, leafOf, type MapPart} from "../../../yaml/edit/compose.ts";
import type {Field} from "../../../yaml/field.ts";
import type {Note, Refusal} from "../../refactoring.ts";
import type {Parent} from "../gateways.ts";
import {type Place, placesOf} from "../places.ts";
import {protocolByPort, protocolOfRoute} from "./protocol.ts";
import {hasTlsPolicy, isGranted, portOf, type ServiceAt, servicesAt} from "./serviceObjects.ts";

/** A service of a router as an item of `backendRefs`. */
export interface Backend {
  readonly part: MapPart;
  /** Fields that a route has nothing for; requests get to the same place without them. */
  readonly left: readonly Field[];
  readonly notes: readonly Note[];
}

/** What a route does not do, and what that means; requests get to the Service all the same. */
const LEFT: Readonly<Record<string, string>> = {
  healthCheck: "whether the Service is healthy is not asked any more",
  nativeLB: "how requests are shared out among the Pods is up to the Gateway",
  nodePortLB: "how requests are shared out among the Pods is up to the Gateway",
  passiveHealthCheck: "servers that fail are not left out any more",
  responseForwarding: "how answers are buffered is up to the Gateway",
  serversTransport: "its timeouts and its checks of certificates are lost",
  sticky: "requests of one client may get to different Pods",
  strategy: "how requests are shared out among the Pods is up to the Gateway",
};

const KNOWN = new Set(["kind", "name", "namespace", "passHostHeader", "port", "scheme", "weight"]);
/** How Traefik shares out requests where nothing is said. */
const USUAL_STRATEGIES = ["wrr", "RoundRobin"];

/** Why a service can't be one of a route, whatever its Gateway. */
export function serviceObstacle(service: Field): string | undefined {
  const name = service.get("name");
  const kind = service.get("kind");
  if (!service.isMap || typeof name.scalar !== "string") return "A service has no name.";
  if (kind.exists && kind.string !== "Service") {
    return `\`${name.scalar}\` is a ${kind.string ?? "thing of unknown kind"}, which an HTTPRoute can't lead to.`;
  }
  if (name.scalar.includes("@")) return `\`${name.scalar}\` is a service of Traefik, which an HTTPRoute can't lead to.`;
  const other = service.mergedEntries.find(({key}) => !KNOWN.has(`${key}`) && LEFT[`${key}`] === undefined);
  if (other) return `\`${other.name}\` has no counterpart in an HTTPRoute.`;
  const host = service.get("passHostHeader");
  if (host.exists && host.boolean !== true) {
    return `\`${host.name}\`: an HTTPRoute always hands on the host that was asked for.`;
  }
  const port = service.get("port");
  return port.exists ? undefined : `\`${service.name}\` has no port, so Traefik does not serve it.`;
}

/** A service of a router for a Gateway. `isOneOfSeveral`: only then its weight means something. */
export function backendOf(
  service: Field,
  isOneOfSeveral: boolean,
  {workspace, resource, parent}: {workspace: Workspace; resource: Resource; parent: Parent},
): Backend | Refusal {
  const [name, namespace, port, weight] = ["name", "namespace", "port", "weight"].map((key) => service.get(key));
  if (!name || !namespace || !port || !weight) return {refused: "A service has no name."};
  const places = placesOf(workspace, resource);
  const text = String(name.scalar);
  const found = servicesAt(workspace.graph, places, text, textOf(namespace));
  const number = portNumber(port, found);
  if (number === undefined) {
    return {refused: `\`${port.name}\` is the name \`${port.scalar}\`, and the repository does not say its number.`};
  }
  const numberOf = typeof number === "object" ? port.scalar : number;
  const notes: Note[] = [];
  for (const one of found) {
    const about = obstacleAt(one, text, numberOf, service.get("scheme"), parent, workspace);
    if (about && "refused" in about) return about;
    if (about) notes.push(about);
  }
  const entries: Entry[] = [
    ["name", leafOf(name)],
    ...(namespace.exists ? [["namespace", leafOf(namespace)] as const] : []),
    ["port", typeof number === "object" ? leafOf(port) : leaf(number, port.span.start)],
    ...(isOneOfSeveral && weight.exists ? [["weight", leafOf(weight)] as const] : []),
  ];
  const left = service.mergedEntries.filter((field) => LEFT[`${field.key}`] !== undefined && isUnusual(field));
  for (const {key} of left) {
    notes.push({weight: "warning", text: `\`${key}\` of service \`${text}\` is left out: ${LEFT[`${key}`]}.`});
  }
  return {part: {entries}, left, notes};
}

function textOf(field: Field): string | undefined {
  return typeof field.scalar === "string" ? field.scalar : undefined;
}

function isUnusual({key, scalar}: Field): boolean {
  if (key === "strategy") return !USUAL_STRATEGIES.includes(String(scalar));
  return scalar !== false && scalar !== null;
}

/** The number of a port; `{}` where it is to be copied as it stands, undefined where only its name is known. */
function portNumber(port: Field, found: readonly ServiceAt[]): number | object | undefined {
  const {scalar} = port;
  if (typeof scalar !== "string" || isOpenText(scalar)) return {};
  const numbers = found.map((service) => valueAt(portOf(service, scalar), ["port"]));
  const [first] = numbers;
  return typeof first === "number" && numbers.every((one) => one === first) ? first : undefined;
}

/** What keeps a route from serving what Traefik serves, or what is to be known of it, on one cluster. */
function obstacleAt(
  service: ServiceAt,
  name: string,
  number: unknown,
  scheme: Field,
  {isTraefik}: Parent,
  {graph}: Workspace,
): Refusal | Note | undefined {
  const {place, namespace, spec} = service;
  if (valueAt(spec, ["type"]) === "ExternalName") {
    const text = `Service \`${name}\` is of type ExternalName, which routes are not meant to lead to`;
    return isTraefik
      ? {refused: `${text}: Traefik's Gateways refuse it.`}
      : {weight: "warning", text: `${text}: see whether the Gateway takes it.`};
  }
  const port = portOf(service, number);
  const before = scheme.exists ? scheme.string : protocolByPort(number, port);
  const after = hasTlsPolicy(graph, service, name) ? "https" : protocolOfRoute(number, port, isTraefik);
  if (before !== after) return {refused: protocolSentence(name, before, after, scheme.exists)};
  return grantNote(service, place, name, namespace, graph);
}

function protocolSentence(name: string, before: string | undefined, after: string, isWritten: boolean): string {
  const why = isWritten ? "as `scheme` says" : "as its port says";
  if (before === "https") {
    return `Traefik speaks \`https\` with Service \`${name}\`, ${why}: a route needs a BackendTLSPolicy for that.`;
  }
  if (before === "h2c") {
    return `Traefik speaks \`h2c\` with Service \`${name}\`, ${why}: a route needs a port with \`appProtocol: kubernetes.io/h2c\` for that.`;
  }
  return `Traefik speaks \`${before ?? "something unknown"}\` with Service \`${name}\`, the Gateway would speak \`${after}\`.`;
}

function grantNote(
  service: ServiceAt,
  place: Place,
  name: string,
  namespace: string | undefined,
  graph: Workspace["graph"],
): Refusal | Note | undefined {
  if (namespace === place.namespace) return undefined;
  if (namespace === undefined || place.namespace === undefined) {
    const text = `Where the route is not in the namespace of Service \`${name}\`, it needs a ReferenceGrant there.`;
    return {weight: "warning", text};
  }
  if (isGranted(graph, service, name)) return undefined;
  return {
    refused: `Service \`${name}\` is in namespace \`${namespace}\`, and no ReferenceGrant there lets HTTPRoutes of \`${place.namespace}\` refer to it.`,
  };
}
