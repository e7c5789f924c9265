import {GATEWAY, GRPC_ROUTE, HTTP_ROUTE, TLS_ROUTE} from "../resources/gateway-api.ts";
import type {DocumentRef} from "../workspace/index.ts";
import {type Listener, listenersOf} from "../workspace/listeners.ts";
import {type ObjectReference, objectReferences} from "../workspace/references.ts";
import {resolveReference} from "../workspace/resolve.ts";
import {isAsWritten} from "./references.ts";
import type {RuleContext} from "./rule.ts";

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

/** The kinds of routes whose hostnames a listener's hostname is held against. */
export const WITH_HOSTNAMES = [HTTP_ROUTE, GRPC_ROUTE, TLS_ROUTE];
