import {splitType} from "../resources/references/row.ts";
import {isOpenText} from "../resources/substitution.ts";
import type {Graph} from "./graph.ts";
import {targetsNamed} from "./targets.ts";
import {itemsAt, valueAt} from "./values.ts";

/** A listener of a Gateway as it gets to the cluster. */
export interface Listener {
  readonly name: string;
  readonly port: unknown;
  readonly protocol: unknown;
  /** Undefined for any; null where only the cluster knows. */
  readonly hostname: string | undefined | null;
  readonly tls: unknown;
  readonly allowedRoutes: unknown;
}

/** The listeners of a Gateway; undefined where not all of them are known. */
export function listenersOf(gateway: unknown): Listener[] | undefined {
  const listeners = itemsAt(gateway, ["spec", "listeners"]).map(listenerOf);
  const known = listeners.filter((listener) => listener !== undefined);
  return known.length > 0 && known.length === listeners.length ? known : undefined;
}

function listenerOf(listener: unknown): Listener | undefined {
  const field = (key: string): unknown => valueAt(listener, [key]) ?? undefined;
  const [name, port, hostname] = [field("name"), field("port"), field("hostname")];
  const isKnown = typeof name === "string" && !isOpenText(name) && typeof port === "number";
  if (!isKnown || (hostname !== undefined && typeof hostname !== "string")) return undefined;
  const isOpen = typeof hostname === "string" && isOpenText(hostname);
  return {
    name,
    port,
    protocol: field("protocol"),
    hostname: isOpen ? null : hostname || undefined,
    tls: field("tls"),
    allowedRoutes: field("allowedRoutes"),
  };
}

/** The kinds of routes that a protocol takes where a listener does not say it. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  HTTP: ["HTTPRoute", "GRPCRoute"],
  HTTPS: ["HTTPRoute", "GRPCRoute"],
  TLS: ["TLSRoute", "TCPRoute"],
  TCP: ["TCPRoute", "TLSRoute"],
  UDP: ["UDPRoute"],
};

/** Whether a listener takes routes of a type; a protocol of an implementation's own may take any. */
export function takesKind({allowedRoutes, protocol}: Listener, type: string): boolean {
  const kinds = valueAt(allowedRoutes, ["kinds"]);
  const own = splitType(type);
  if (!Array.isArray(kinds) || kinds.length === 0) {
    return typeof protocol !== "string" || (KINDS[protocol]?.includes(own.kind) ?? true);
  }
  return kinds.some((entry: unknown) => {
    const [kind, group = "gateway.networking.k8s.io"] = [
      valueAt(entry, ["kind"]),
      valueAt(entry, ["group"]) ?? undefined,
    ];
    return (
      [kind, group].some((text) => typeof text !== "string" || isOpenText(text)) ||
      (kind === own.kind && group === own.group)
    );
  });
}

/** Whether some name matches both: `*.` stands for one label or more. */
export function hostnamesMeet(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  if (one === other) return true;
  const [isWild, otherIsWild] = [one.startsWith("*."), other.startsWith("*.")];
  if (isWild && otherIsWild) return one.endsWith(other.slice(1)) || other.endsWith(one.slice(1));
  if (isWild) return other.endsWith(one.slice(1));
  return otherIsWild && one.endsWith(other.slice(1));
}

/** A route in a namespace that wants to attach to a Gateway. */
export interface Attaching {
  readonly type: string;
  readonly routeNamespace: string;
  readonly gatewayNamespace: string;
  /** Undefined for any. */
  readonly cluster: string | undefined;
}

/** Why a listener refuses a route: its kind, a namespace that is not the Gateway's, or the labels of its namespace. */
export type ListenerRefusal = "kind" | "same" | "labels";

/** Why a listener certainly refuses a route for its kind or namespace; undefined where it may take it. */
export function refusalOf(graph: Graph, listener: Listener, route: Attaching): ListenerRefusal | undefined {
  if (!takesKind(listener, route.type)) return "kind";
  const from = valueAt(listener.allowedRoutes, ["namespaces", "from"]) ?? "Same";
  if (from === "Same") return route.routeNamespace === route.gatewayNamespace ? undefined : "same";
  if (from !== "Selector") return undefined;
  const selector = valueAt(listener.allowedRoutes, ["namespaces", "selector"]);
  const labels = namespaceLabels(graph, route.routeNamespace, route.cluster);
  return isRefused(selector, labels, route.routeNamespace) ? "labels" : undefined;
}

/** Why a listener refuses a route, as the end of a sentence. */
export function refusalInWords(refusal: ListenerRefusal, {type, routeNamespace, gatewayNamespace}: Attaching): string {
  if (refusal === "kind") return `no ${splitType(type).kind} is allowed there`;
  if (refusal === "labels") return `the selector there does not match the labels of namespace \`${routeNamespace}\``;
  return (
    `only routes of the Gateway's own namespace \`${gatewayNamespace}\` are allowed there, and this one is in ` +
    `\`${routeNamespace}\`; set \`allowedRoutes.namespaces.from\` to \`All\` or \`Selector\``
  );
}

/** The labels of a namespace as the repository declares it; undefined where they are not known. */
function namespaceLabels(
  graph: Graph,
  namespace: string,
  cluster: string | undefined,
): Record<string, unknown> | undefined {
  const found = targetsNamed(graph, "Namespace", namespace, cluster);
  const labels = found.map(({applied, isMade}) => {
    const object = applied && !isMade ? graph.effective(applied)?.object : undefined;
    // Flux adds these to everything that it applies.
    const added = valueAt(applied?.by?.spec, ["commonMetadata", "labels"]);
    return object && {...(valueAt(object, ["metadata", "labels"]) ?? {}), ...(added ?? {})};
  });
  return labels.length > 0 && labels.every(Boolean) ? Object.assign({}, ...labels) : undefined;
}

/** The label that every namespace has. */
const NAME_LABEL = "kubernetes.io/metadata.name";

/** Whether a label selector certainly refuses. */
function isRefused(selector: unknown, labels: Record<string, unknown> | undefined, namespace: string): boolean {
  const value = (key: unknown): {known: boolean; value: unknown} => {
    if (key === NAME_LABEL) return {known: true, value: namespace};
    const own = labels?.[`${key}`];
    return {known: labels !== undefined && !(typeof own === "string" && isOpenText(own)), value: own};
  };
  const matchLabels = Object.entries(valueAt(selector, ["matchLabels"]) ?? {});
  if (matchLabels.some(([key, wanted]) => isOther(value(key), [wanted]))) return true;
  return itemsAt(selector, ["matchExpressions"]).some((expression) => {
    const [key, operator, values] = ["key", "operator", "values"].map((name) => valueAt(expression, [name]));
    const own = value(key);
    if (operator === "In" && Array.isArray(values)) return isOther(own, values);
    if (operator === "Exists") return own.known && own.value === undefined;
    if (operator === "DoesNotExist") return own.known && own.value !== undefined;
    return operator === "NotIn" && Array.isArray(values) && own.known && values.includes(own.value);
  });
}

function isOther(own: {known: boolean; value: unknown}, wanted: readonly unknown[]): boolean {
  const areKnown = wanted.every((text) => typeof text === "string" && !isOpenText(text));
  return own.known && areKnown && !wanted.includes(own.value);
}
