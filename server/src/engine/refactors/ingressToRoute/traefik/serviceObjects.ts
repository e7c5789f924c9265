import {isOpenText} from "../../../resources/substitution.ts";
import type {Graph} from "../../../workspace/graph.ts";
import {ANY_NAME} from "../../../workspace/index.ts";
import {targetsNamed} from "../../../workspace/targets.ts";
import {itemsAt, valueAt} from "../../../workspace/values.ts";
import type {Place} from "../places.ts";

/** A Service on one cluster, as far as the repository tells. */
export interface ServiceAt {
  readonly place: Place;
  /** Its namespace; undefined where that is not known. */
  readonly namespace: string | undefined;
  /** Its spec; undefined for a Service that the repository does not have, as those that charts make. */
  readonly spec: unknown;
}

/** A Service wherever a route gets to that leads to it. `namespace`: the one that is written, if any. */
export function servicesAt(
  graph: Graph,
  places: readonly Place[],
  name: string,
  namespace: string | undefined,
): ServiceAt[] {
  return places.map((place) => {
    const written = namespace ?? place.namespace;
    const own = written === undefined || isOpenText(written) ? undefined : written;
    const found = isOpenText(name)
      ? []
      : targetsNamed(graph, "Service", name, place.cluster).filter((target) => target.isCertain && !target.isMade);
    const [object, ...others] = found.flatMap(({applied, at}) => {
      const manifest = applied
        ? graph.effective(applied)?.object
        : graph.file(at.file)?.documents[at.document]?.plain().value;
      const ofTarget = applied ? applied.namespace : valueAt(manifest, ["metadata", "namespace"]);
      return ofTarget === own ? [manifest] : [];
    });
    return {place, namespace: own, spec: others.length === 0 ? valueAt(object, ["spec"]) : undefined};
  });
}

/** A port of a Service by its number or its name; undefined where the repository does not have it. */
export function portOf({spec}: ServiceAt, port: unknown): unknown {
  const key = typeof port === "number" ? "port" : "name";
  return itemsAt(spec, ["ports"]).find((entry) => valueAt(entry, [key]) === port);
}

/** The specs of all objects of a type in a namespace, where a route of a place may meet them. */
function specsOf(graph: Graph, type: string, namespace: string | undefined, {cluster}: Place): unknown[] {
  return [...graph.index.objects.get(`${type}|${ANY_NAME}`)].flatMap((ref) =>
    graph.applied(ref).flatMap((applied) => {
      const isElsewhere = cluster !== undefined && applied.cluster !== undefined && applied.cluster !== cluster;
      if (isElsewhere || applied.namespace !== namespace) return [];
      return [valueAt(graph.effective(applied)?.object, ["spec"])];
    }),
  );
}

/** Whether a BackendTLSPolicy has a Gateway speak TLS with a Service. */
export function hasTlsPolicy(graph: Graph, {place, namespace}: ServiceAt, name: string): boolean {
  return specsOf(graph, "gateway.networking.k8s.io/BackendTLSPolicy", namespace, place).some((spec) =>
    itemsAt(spec, ["targetRefs"]).some(
      (target) => ofTarget(target, "kind") === "Service" && ofTarget(target, "name") === name,
    ),
  );
}

/** Whether a ReferenceGrant lets HTTPRoutes of the place lead to a Service of another namespace. */
export function isGranted(graph: Graph, {place, namespace}: ServiceAt, name: string): boolean {
  return specsOf(graph, "gateway.networking.k8s.io/ReferenceGrant", namespace, place).some(
    (spec) =>
      itemsAt(spec, ["from"]).some(
        (from) => ofTarget(from, "kind") === "HTTPRoute" && ofTarget(from, "namespace") === place.namespace,
      ) &&
      itemsAt(spec, ["to"]).some(
        (to) => ofTarget(to, "kind") === "Service" && [undefined, "", name].includes(ofTarget(to, "name")),
      ),
  );
}

function ofTarget(target: unknown, key: string): string | undefined {
  const text = valueAt(target, [key]);
  return typeof text === "string" ? text : undefined;
}
