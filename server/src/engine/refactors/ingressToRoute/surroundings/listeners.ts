import {HTTP_ROUTE} from "../../../resources/gateway-api.ts";
import {allOf, quoted} from "../../../schema/words.ts";
import {hostnamesMeet, type Listener, refusalInWords, refusalOf} from "../../../workspace/listeners.ts";
import {mayBeOn} from "../../../workspace/placed.ts";
import {traefikReleases} from "../../../workspace/traefik.ts";
import {itemsAt, valueAt} from "../../../workspace/values.ts";
import type {Note} from "../../refactoring.ts";
import {admits, takesSomeHost} from "../gateways/repository.ts";
import {type Check, gatewayName, isManifest, isOpen, type Site, warning} from "./site.ts";

/** Whether the listeners of the Gateway take the route, and how they serve it. */
export const listenerNotes: Check = (site) => {
  const all = site.gateway?.listeners;
  if (!all) return [];
  const {sectionName} = site.route;
  const chosen = sectionName === undefined ? all : all.filter(({name}) => name === sectionName);
  if (chosen.length === 0) return isManifest(site) ? [] : [noSuchListener(site, all)];
  const admitting = chosen.filter((listener) => site.gateway && admits(site.graph, site.gateway, listener, site.place));
  if (admitting.length === 0) return isManifest(site) ? [] : refused(site, chosen);
  const taking = admitting.filter((listener) => takesSomeHost(listener, site.hosts));
  return [...strangers(site, admitting, taking), ...inClear(site, taking)];
};

function noSuchListener({route, parent}: Site, all: readonly Listener[]): Note {
  const names = allOf(quoted(all.map(({name}) => name)));
  return warning(
    `Gateway ${gatewayName(parent)} has no listener \`${route.sectionName}\`, so it does not take the route; it has ${names}.`,
  );
}

/** In the words of the rule that says it of manifests. */
function refused({graph, gateway, parent, place}: Site, chosen: readonly Listener[]): Note[] {
  const {namespace, cluster} = place;
  if (!gateway || !namespace) return [];
  const route = {type: HTTP_ROUTE, routeNamespace: namespace, gatewayNamespace: gateway.namespace, cluster};
  const reasons = chosen.flatMap((listener) => refusalOf(graph, listener, route) ?? []);
  const words = [...new Set(reasons.map((reason) => refusalInWords(reason, route)))].join("; ");
  const names = quoted(chosen.map(({name}) => name)).join(", ");
  const isOne = chosen.length === 1;
  return [
    warning(
      `${isOne ? "Listener" : "None of the listeners"} ${names} of Gateway ${gatewayName(parent)} ` +
        `${isOne ? "does not take" : "takes"} the route: ${words}.`,
    ),
  ];
}

/** Hosts that no listener takes. Where that is true of all hosts of a manifest, a rule says it. */
function strangers(site: Site, admitting: readonly Listener[], taking: readonly Listener[]): Note[] {
  if (isManifest(site) && taking.length === 0) return [];
  const lost = site.hosts.filter(
    (host) => !isOpen(host) && admitting.every(({hostname}) => hostname && !hostnamesMeet(host, hostname)),
  );
  const names = allOf(quoted(admitting.map(({name}) => name)));
  const words = admitting.length === 1 ? `Listener ${names}` : `None of the listeners ${names}`;
  const verb = admitting.length === 1 ? "does not take" : "takes";
  return lost.length === 0
    ? []
    : [
        warning(
          `${words} of Gateway ${gatewayName(site.parent)} ${verb} ${allOf(quoted(lost))}, so nothing serves it there.`,
        ),
      ];
}

function inClear(site: Site, taking: readonly Listener[]): Note[] {
  const {route, parent} = site;
  const of = `of Gateway ${gatewayName(parent)}`;
  const plain = taking.filter(({protocol, port}) => protocol === "HTTP" && !isRedirected(site, port));
  const secure = taking.filter(({protocol}) => protocol === "HTTPS");
  const [http] = plain;
  if (http && secure.length > 0) {
    const [https] = secure;
    const name = secure.length === 1 ? `\`sectionName: ${https?.name}\`` : "`sectionName` to an HTTPS listener";
    return [
      warning(
        `Listener \`${http.name}\` ${of} takes the route too and would serve it in clear; set ${name} in the ` +
          "entry of `gateways` in `.flux-workbench.yaml`.",
      ),
    ];
  }
  if (http && route.hasTls) {
    return [
      warning(`The ingress has TLS, and listener \`${http.name}\` ${of} has none: it would serve the app in clear.`),
    ];
  }
  const bare = secure.filter(({tls}) => itemsAt(tls, ["certificateRefs"]).length === 0 && !valueAt(tls, ["options"]));
  return bare.length === secure.length
    ? bare.map(({name}) => warning(`Listener \`${name}\` ${of} names no certificate, so it can't serve the route.`))
    : [];
}

/** Whether Traefik redirects what comes in by a port before any route is asked. */
function isRedirected({graph, parent, place}: Site, port: unknown): boolean {
  if (parent.isTraefik !== true) return false;
  const releases = traefikReleases(graph).filter((release) => mayBeOn(release, place.cluster));
  const points = releases.flatMap(({entryPoints}) => entryPoints ?? []).filter((point) => point.port === port);
  return points.some((point) => point.isRedirected);
}
