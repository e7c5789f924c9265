import type {GatewayTarget} from "../../../config.ts";
import type {Listener} from "../../../workspace/listeners.ts";
import {mayBeOn} from "../../../workspace/placed.ts";
import type {Workspace} from "../../../workspace/workspace.ts";
import type {Choice} from "../../refactoring.ts";
import type {Place} from "../places.ts";
import {gatewaysOf, type KnownGateway, takersOf} from "./repository.ts";

/** The Gateways of the repository as answers for an ingress class; those first that can take the route. */
export function choicesFor(
  workspace: Workspace,
  places: readonly Place[],
  ingressClass: string,
  hosts: readonly string[],
): Choice[] {
  const offers = gatewayGroups(workspace).flatMap((gateways) => offersOf(workspace, gateways, places, hosts));
  offers.sort((a, b) => a.rank - b.rank || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
  return offers.map(({title, target}) => ({title, answers: {gateways: {[ingressClass]: target}}}));
}

/** The Gateways by namespace and name: one of them may be on several clusters. */
function gatewayGroups({graph}: Workspace): KnownGateway[][] {
  const groups = new Map<string, KnownGateway[]>();
  for (const gateway of gatewaysOf(graph)) {
    const key = `${gateway.namespace}/${gateway.name}`;
    groups.set(key, [...(groups.get(key) ?? []), gateway]);
  }
  return [...groups.values()];
}

interface Offer {
  /** 0: takes the route wherever it gets; 1: is there; 2: is on other clusters. */
  readonly rank: number;
  readonly title: string;
  readonly target: GatewayTarget;
}

function offersOf(
  {graph}: Workspace,
  gateways: readonly KnownGateway[],
  places: readonly Place[],
  hosts: readonly string[],
): Offer[] {
  const [first] = gateways;
  if (!first) return [];
  const here = places.map((place) => {
    const gateway = gateways.find((one) => mayBeOn(one, place.cluster));
    return {gateway, takers: gateway ? takersOf(graph, gateway, place, hosts) : []};
  });
  const isEverywhere = here.every(({gateway}) => gateway !== undefined);
  const isTaken = here.every(({gateway, takers}) => gateway && (!gateway.listeners || takers.length > 0));
  const rank = isTaken ? 0 : isEverywhere ? 1 : 2;
  const {name, namespace} = first;
  const title = `with Gateway \`${namespace}/${name}\``;
  const sections = sectionsOf(here.flatMap(({takers}) => takers));
  if (sections.length === 0) return [{rank, title, target: {name, namespace}}];
  return sections.map((sectionName) => ({
    rank,
    title: sections.length === 1 ? title : `${title}, listener \`${sectionName}\``,
    target: {name, namespace, sectionName},
  }));
}

/** The HTTPS listeners to choose from where an HTTP listener would take the route too, in clear; none otherwise. */
function sectionsOf(takers: readonly Listener[]): string[] {
  if (!takers.some(({protocol}) => protocol === "HTTP")) return [];
  return [...new Set(takers.flatMap(({protocol, name}) => (protocol === "HTTPS" ? name : [])))];
}
