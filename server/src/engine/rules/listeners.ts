import {GATEWAY, GRPC_ROUTE, HTTP_ROUTE, TLS_ROUTE} from "../resources/gateway-api.ts";
import {splitType} from "../resources/references/row.ts";
import {isOpenText} from "../resources/substitution.ts";
import type {DocumentRef} from "../workspace/index.ts";
import {type ObjectReference, objectReferences} from "../workspace/references.ts";
import {resolveReference} from "../workspace/resolve.ts";
import {isAsWritten, valueAt} from "./references.ts";
import type {RuleContext} from "./rule.ts";

/** A listener of a Gateway as it gets to the cluster. */
export interface Listener {
  readonly name: string;
  readonly port: unknown;
  readonly protocol: unknown;
  /** Undefined for any; null where only the cluster knows. */
  readonly hostname: string | undefined | null;
  readonly allowedRoutes: unknown;
}

/** A reference of a route to a Gateway of the repository, on one cluster. */
export interface Attachment {
  readonly reference: ObjectReference;
  readonly cluster: string;
  /** The route as it gets to the cluster. */
  readonly route: unknown;
  readonly routeNamespace: string;
  readonly gateway: {readonly name: string; readonly namespace: string; readonly at: DocumentRef};
  readonly listeners: readonly Listener[];
  /** The section and the port that the reference names; undefined for any. */
  readonly section: string | undefined;
  readonly port: number | undefined;
  /** The listeners with that section and port. */
  readonly chosen: readonly Listener[];
}

/** How the references of a route attach to Gateways whose listeners are all known. */
export function attachmentsOf({resource, workspace}: RuleContext): Attachment[] {
  const {graph} = workspace;
  const references = objectReferences(resource).filter(
    ({row, types}) => row.at === "spec.parentRefs[]" && types.length === 1 && types[0] === GATEWAY,
  );
  return references.flatMap((reference) =>
    resolveReference(graph, resource, reference).flatMap((resolution) => {
      const {from, found, namespace, name} = resolution;
      const [target] = found;
      const gateway = target?.applied && found.length === 1 ? target.applied : undefined;
      if (!from?.namespace || !target || target.isMade || !gateway?.name || !gateway.namespace) return [];
      if (!name || namespace !== gateway.namespace || !isAsWritten(graph, from, reference, resolution)) return [];
      const route = graph.effective(from)?.object;
      const listeners = listenersOf(graph.effective(gateway)?.object);
      const [section, port] = ["sectionName", "port"].map((key) => reference.at.get(key));
      if (!route || !listeners || !section || !port || section.isUnknown || port.isUnknown) return [];
      const wanted = {section: section.string, port: port.number};
      return [
        {
          reference,
          cluster: from.cluster ?? "",
          route,
          routeNamespace: from.namespace,
          gateway: {name, namespace, at: target.at},
          listeners,
          ...wanted,
          chosen: listeners.filter(
            (listener) =>
              (wanted.section === undefined || listener.name === wanted.section) &&
              (wanted.port === undefined || listener.port === wanted.port),
          ),
        },
      ];
    }),
  );
}

/** The listeners of a Gateway; undefined where not all of them are known. */
function listenersOf(gateway: unknown): Listener[] | undefined {
  const listeners = valueAt(gateway, ["spec", "listeners"]);
  if (!Array.isArray(listeners) || listeners.length === 0) return undefined;
  const found = listeners.map((listener: unknown) => {
    const [name, port, protocol, hostname, allowedRoutes] = [
      "name",
      "port",
      "protocol",
      "hostname",
      "allowedRoutes",
    ].map((key) => valueAt(listener, [key]) ?? undefined);
    const isKnown = typeof name === "string" && !isOpenText(name) && typeof port === "number";
    if (!isKnown || (hostname !== undefined && typeof hostname !== "string")) return undefined;
    const isOpen = typeof hostname === "string" && isOpenText(hostname);
    return {name, port, protocol, hostname: isOpen ? null : hostname || undefined, allowedRoutes};
  });
  return found.every((listener) => listener !== undefined) ? (found as Listener[]) : undefined;
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

/** The kinds of routes whose hostnames a listener's hostname is held against. */
export const WITH_HOSTNAMES = [HTTP_ROUTE, GRPC_ROUTE, TLS_ROUTE];

/** Whether some name matches both: `*.` stands for one label or more. */
export function hostnamesMeet(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  if (one === other) return true;
  const [isWild, otherIsWild] = [one.startsWith("*."), other.startsWith("*.")];
  if (isWild && otherIsWild) return one.endsWith(other.slice(1)) || other.endsWith(one.slice(1));
  if (isWild) return other.endsWith(one.slice(1));
  return otherIsWild && one.endsWith(other.slice(1));
}
