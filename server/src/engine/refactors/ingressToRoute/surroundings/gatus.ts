import {isOpenText} from "../../../resources/substitution.ts";
import {annotationKeys, isTrue, type Sidecar, type SidecarKind, sidecarsOf} from "../../../workspace/gatus.ts";
import {attentionOf, isSeen} from "../../../workspace/gatus-attention.ts";
import {mayBeOn} from "../../../workspace/placed.ts";
import {valueAt} from "../../../workspace/values.ts";
import type {Note} from "../../refactoring.ts";
import {type Check, isOpen, objectName, type Site, substituted, warning} from "./site.ts";

/** Whether Gatus watches the app as before, and once. */
export const gatusNotes: Check = (site) =>
  sidecarsOf(site.graph)
    .filter(({release}) => mayBeOn(release, site.place.cluster))
    .flatMap((sidecar) => notesOf(site, sidecar));

function notesOf(site: Site, sidecar: Sidecar): Note[] {
  const kind = site.resource.kind === "IngressRoute" ? "ingressroute" : "ingress";
  const before = isWatched(site, sidecar, kind);
  const after = isWatched(site, sidecar, "httproute");
  const name = `Gatus ${objectName(sidecar.release)}`;
  if (before === true && after === false) {
    return [
      warning(
        `${name} makes endpoints of ingresses and not of routes, so it stops watching this one; give its sidecar ` +
          `\`--${sidecar.modes[kind] === "auto" ? "auto" : "enable"}-httproute\`.`,
      ),
    ];
  }
  if (before !== false || after !== true) return [];
  const component = endpointBeside(site)?.name;
  const off = '`gatus.home-operations.com/enabled: "false"`';
  if (component === undefined) {
    const text = `${name} will watch the route by itself, as it did not watch the ingress; the annotation ${off} prevents it.`;
    return [{weight: "info", text}];
  }
  return [
    warning(
      `${name} will watch the route by itself, beside the endpoint in ConfigMap \`${component}\`; remove that one, or ` +
        `give the route the annotation ${off}.`,
    ),
  ];
}

/** Whether the sidecar makes an endpoint of the app's ingress or route; undefined where that is not known. */
function isWatched({route, parent, place}: Site, sidecar: Sidecar, kind: SidecarKind): boolean | undefined {
  // Which class the ingress had is not looked at here.
  const attention = attentionOf(sidecar, {kind, namespace: place.namespace, gateways: [parent.name]});
  if (attention === undefined) return undefined;
  if (!isSeen(attention)) return false;
  const keys = annotationKeys(sidecar);
  const enabled = route.annotations.get(keys.enabled);
  if (typeof enabled === "string" && isOpen(enabled)) return undefined;
  if (enabled !== undefined && enabled !== null) return isTrue(enabled);
  return attention === "auto" || route.annotations.has(keys.endpoint);
}

/** The label by which Gatus's other sidecar finds ConfigMaps with endpoints. */
const LABEL = "gatus.io/enabled";

/** The ConfigMap with an endpoint for the app among what is applied together with it, and the file it is written in. */
export function endpointBeside({
  graph,
  place,
  hosts,
}: Pick<Site, "graph" | "place" | "hosts">): {readonly name: string; readonly file: string} | undefined {
  const by = place.applied?.by;
  if (!by) return undefined;
  const {resources} = graph.fluxBuild(by);
  const {values} = graph.variables(by);
  const apps = new Set(resources.filter(({type}) => type === "helm.toolkit.fluxcd.io/HelmRelease")).size;
  for (const resource of resources) {
    const object = resource.type === "ConfigMap" ? graph.objectOf(resource) : undefined;
    if (valueAt(object, ["metadata", "labels", LABEL]) !== "true") continue;
    const text = Object.values(valueAt(object, ["data"]) ?? {}).join("\n");
    const watched = [...substituted(text, values).matchAll(/https?:\/\/([^/\s"'\\]+)/g)].map(([, host = ""]) => host);
    const isSame = watched.some((host) => hosts.includes(host));
    // Where a name is not known, the one app that is applied with the ConfigMap is meant.
    const isOnly = apps === 1 && [...watched, ...hosts].some(isOpen);
    const {name} = graph.appliedBy(by, resource);
    if (!isSame && !isOnly) continue;
    return {name: name ?? (isOpenText(resource.name) ? "gatus endpoint" : resource.name), file: resource.origin.file};
  }
  return undefined;
}
