import {GATEWAY} from "../../resources/gateway-api.ts";
import {mayHaveMoreReleases} from "../../workspace/charts.ts";
import {type Listener, listenersOf} from "../../workspace/listeners.ts";
import {mayBeOn, type Placed, placedAs} from "../../workspace/placed.ts";
import {type EntryPoint, isTraefikClass, type TraefikRelease, traefikReleases} from "../../workspace/traefik.ts";
import {valueAt} from "../../workspace/values.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import type {Field} from "../../yaml/field.ts";
import {select} from "../../yaml/select.ts";
import {relatedTo} from "../references.ts";
import {defineRule, type Report} from "../rule.ts";

/** Entry points of Traefik's own, which nobody lets requests of a Gateway come in by. */
const OWN = ["traefik", "metrics"];

export default defineRule({
  id: "gateway/listener-port-not-entry-point",
  summary: "A listener on a port that Traefik does not listen on.",
  severity: "warning",
  types: [GATEWAY],

  *check({resource, root, workspace}) {
    const {file, index} = resource.document;
    const ways = placedAs(workspace.graph, GATEWAY, {file: file.path, document: index});
    for (const field of select(root, "spec.listeners[]")) {
      const reports = ways.flatMap((way) => reportOf(workspace, way, field) ?? []);
      const [first] = reports;
      if (first) yield first;
    }
  },
});

function reportOf(workspace: Workspace, way: Placed, field: Field): Report | undefined {
  const port = field.get("port");
  const listener = listenersOf(way.object)?.find(({name}) => name === field.get("name").string);
  const releases = releasesFor(workspace, way);
  if (!listener || !releases || (!port.isUnknown && port.number !== listener.port)) return undefined;
  const points = releases.flatMap(({entryPoints}) => entryPoints ?? []);
  const here = points.filter((point) => point.port === listener.port);
  if (here.some((point) => mayServe(point, listener))) return undefined;
  const plain = inWords(points.filter((point) => mayServe(point, listener)));
  const [release] = releases;
  if (!release) return undefined;
  return {
    at: port.mark,
    message:
      here.length === 0
        ? `Traefik listens on no port ${listener.port}, so it never serves the listener \`${listener.name}\`. A listener ` +
          `needs the port of an entry point (${inWords(points)}), not that of Traefik's Service.`
        : `Traefik ends TLS on port ${listener.port} for everything that comes in by entry point \`${here[0]?.name}\`, so it ` +
          `never serves the HTTP listener \`${listener.name}\` there. Use the port of an entry point without TLS${plain && ` (${plain})`}.`,
    related: relatedTo(workspace, release.at, `HelmRelease \`${release.name}\``),
    fixes: unique(points)
      .filter((point) => !OWN.includes(point.name) && fits(point, listener))
      .map((point) => ({
        title: `Use port ${point.port} of entry point \`${point.name}\``,
        edits: replaceScalar(port, point.port),
      })),
  };
}

/** The releases that may run a Gateway; undefined where Traefik may not, or not all is known of one that may. */
function releasesFor({graph}: Workspace, {object, cluster}: Placed): TraefikRelease[] | undefined {
  const className = valueAt(object, ["spec", "gatewayClassName"]);
  if (typeof className !== "string" || isTraefikClass(graph, className, cluster) !== true) return undefined;
  const here = traefikReleases(graph).filter((release) => mayBeOn(release, cluster));
  const watching = here.filter(({hasGatewayProvider}) => hasGatewayProvider !== false);
  // Where none looks at Gateways, another rule says so; the ports will have to fit all the same.
  const releases = watching.length > 0 ? watching : here;
  const areKnown = releases.every(({entryPoints}) => entryPoints) && !mayHaveMoreReleases(graph, cluster);
  return areKnown ? releases : undefined;
}

/** Traefik takes no entry point with TLS for an HTTP listener. For all other protocols the port alone counts. */
function mayServe({hasTls}: EntryPoint, {protocol}: Listener): boolean {
  return protocol !== "HTTP" || hasTls !== true;
}

/** Whether people would want a listener on an entry point. */
function fits({hasTls}: EntryPoint, {protocol}: Listener): boolean {
  return protocol === "HTTP" ? hasTls !== true : hasTls !== false;
}

function inWords(points: readonly EntryPoint[]): string {
  const shown = unique(points).filter(({name}) => !OWN.includes(name));
  return shown.map(({name, port}) => `\`${name}\`: ${port}`).join(", ");
}

function unique(points: readonly EntryPoint[]): EntryPoint[] {
  return [...new Map(points.map((point) => [`${point.name} ${point.port}`, point])).values()];
}
