import type {Resource} from "../../../resources/resource.ts";
import {isOpenText, substitute, type Variables} from "../../../resources/substitution.ts";
import type {Graph} from "../../../workspace/graph.ts";
import type {Workspace} from "../../../workspace/workspace.ts";
import type {Note} from "../../refactoring.ts";
import {gatewaysOf, type KnownGateway} from "../gateways/repository.ts";
import {isTarget} from "../gateways/traefik.ts";
import type {Parent} from "../gateways.ts";
import type {Place} from "../places.ts";
import type {PlannedRoute} from "../surroundings.ts";

/** A route in one of the places that it gets to. */
export interface Site {
  readonly graph: Graph;
  readonly route: PlannedRoute;
  readonly resource: Resource;
  readonly parent: Parent;
  readonly place: Place;
  /** The hosts as they are there, as far as that is known. */
  readonly hosts: readonly string[];
  /** The Gateway that the route refers to; undefined where the repository has none there. */
  readonly gateway: KnownGateway | undefined;
}

/** A look at one thing around a route. */
export type Check = (site: Site) => Note[];

/** A route in a place. */
export function siteOf({graph}: Workspace, route: PlannedRoute, place: Place): Site {
  const variables: Variables = place.applied?.by ? graph.variables(place.applied.by).values : new Map();
  const gateway = gatewaysOf(graph).find((one) => isTarget(one, route.parent, place));
  const hosts = route.draft.hostTexts.map((host) => substituted(host, variables));
  return {graph, route, resource: route.resource, parent: route.parent, place, hosts, gateway};
}

/** A text with its variables. A default may hold variables itself. */
export function substituted(text: string, variables: Variables): string {
  return substitute(substitute(text, variables), variables);
}

/** Whether a text holds something that only the cluster or Helm knows. */
export function isOpen(text: string): boolean {
  return isOpenText(text) || text.includes("{{");
}

/** Whether rules look at the route themselves: they see manifests, and not what a chart will make of its values. */
export function isManifest({resource}: Site): boolean {
  return resource.kind !== "HelmRelease";
}

/** A Gateway as people write it: `network/internal`. */
export function gatewayName({name, namespace}: Parent): string {
  return `\`${namespace === undefined ? name : `${namespace}/${name}`}\``;
}

/** An object as people write it: `network/traefik`. */
export function objectName({name, namespace}: {name: string | undefined; namespace: string | undefined}): string {
  return `\`${namespace ? `${namespace}/${name}` : name}\``;
}

/** A note about something that works differently afterwards. */
export function warning(text: string): Note {
  return {weight: "warning", text};
}
