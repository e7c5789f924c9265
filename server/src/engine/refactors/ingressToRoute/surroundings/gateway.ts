import {GATEWAY} from "../../../resources/gateway-api.ts";
import {allOf, quoted} from "../../../schema/words.ts";
import {mayHaveMoreReleases} from "../../../workspace/charts.ts";
import {mayBeOn, placedOfType} from "../../../workspace/placed.ts";
import {targetsNamed} from "../../../workspace/targets.ts";
import {traefikReleases} from "../../../workspace/traefik.ts";
import type {Note} from "../../refactoring.ts";
import {isMadeByTraefik} from "../gateways/traefik.ts";
import {type Check, gatewayName, isManifest, objectName, type Site, warning} from "./site.ts";

/** Whether the Gateway is there, and looked at by what should run it. */
export const gatewayNotes: Check = (site) => [...missingGateway(site), ...disabledProvider(site)];

function missingGateway(site: Site): Note[] {
  const {graph, parent, place, gateway} = site;
  const {name} = parent;
  const wanted = parent.namespace ?? place.namespace;
  if (gateway || wanted === undefined || isMadeByTraefik(graph, parent, place)) return [];
  const gateways = placedOfType(graph, GATEWAY);
  const here = gateways.filter((one) => mayBeOn(one, place.cluster));
  // A Gateway whose name or namespace is a variable may be the one, and so may be one that a controller makes.
  const mayBeIt = here.some((one) => one.name === undefined || (one.name === name && !one.namespace));
  if (mayBeIt || targetsNamed(graph, GATEWAY, name, place.cluster).some(({isMade}) => isMade)) return [];
  const others = here.flatMap((one) => (one.name === name ? (one.namespace ?? []) : []));
  if (others.length > 0) {
    // A rule says it of manifests.
    if (isManifest(site)) return [];
    const places = allOf(quoted([...new Set(others)]));
    return [
      warning(
        `Gateway \`${name}\` is in namespace ${places}, and the route would refer to one in \`${wanted}\`: no Gateway takes it.`,
      ),
    ];
  }
  const isOnAnother = gateways.some((one) => one.name === name && one.namespace === wanted);
  const where = isOnAnother && place.cluster ? `Cluster \`${place.cluster}\`` : "This repository";
  return [warning(`${where} has no Gateway ${gatewayName(parent)}; without it nothing serves the route.`)];
}

function disabledProvider({graph, parent, place}: Site): Note[] {
  if (parent.isTraefik !== true) return [];
  const releases = traefikReleases(graph).filter((release) => mayBeOn(release, place.cluster));
  if (
    releases.length === 0 ||
    mayHaveMoreReleases(graph, place.cluster) ||
    releases.some(({hasGatewayProvider}) => hasGatewayProvider !== false)
  )
    return [];
  return [
    warning(
      `Traefik does not look at Gateways, so nothing serves the route: set \`providers.kubernetesGateway.enabled: true\` ` +
        `in the values of HelmRelease ${[...new Set(releases.map(objectName))].join(" or ")}.`,
    ),
  ];
}
