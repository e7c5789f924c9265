import {substitute} from "../../../resources/substitution.ts";
import {valueAt} from "../../../workspace/values.ts";
import {gatewaysOf} from "../gateways/repository.ts";
import {isTarget} from "../gateways/traefik.ts";
import {placesOf} from "../places.ts";
import type {Annotation, Finding, Situation, Table} from "./row.ts";

/** The prefix of version 0.22 and later, and the one before. */
const PREFIXES = ["external-dns.kubernetes.io/", "external-dns.alpha.kubernetes.io/"];

/** external-dns reads routes too, but takes the targets of their records from the Gateway. */
export const EXTERNAL_DNS: Table = {
  prefixes: PREFIXES,
  isOfRoute: true,
  rows: [{name: "target", judge: target}],
  // People filter by annotations of their own with this prefix.
  otherwise: {action: "keep"},
};

function target({field, raw}: Annotation, situation: Situation): Finding {
  const {workspace, resource, parent} = situation;
  const {graph} = workspace;
  const name = parent.namespace ? `${parent.namespace}/${parent.name}` : parent.name;
  const places = placesOf(workspace, resource);
  const ways = graph.applied({file: resource.document.file.path, document: resource.document.index});
  const carried = places.map((place, i) => {
    const by = ways[i]?.by;
    const wanted = by ? substitute(raw, graph.variables(by).values) : raw;
    const gateways = gatewaysOf(graph).filter((gateway) => isTarget(gateway, parent, place));
    const targets = gateways.map(({object}) => targetOf(object));
    return targets.length > 0 && targets.every((text) => text === wanted);
  });
  if (field.exists && carried.every(Boolean)) {
    return {action: "drop", why: `is not needed on a route: Gateway \`${name}\` has the same target`};
  }
  const why = `is not read from routes: external-dns takes the target from Gateway \`${name}\`; put the annotation there`;
  return {action: "todo", why};
}

function targetOf(gateway: unknown): unknown {
  const values = PREFIXES.map((prefix) => valueAt(gateway, ["metadata", "annotations", `${prefix}target`]));
  return values.find((value) => value !== undefined);
}
