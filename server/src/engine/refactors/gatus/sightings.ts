import {isOpenText} from "../../resources/substitution.ts";
import {annotationKeys, type Sidecar, sidecarsOf} from "../../workspace/gatus.ts";
import {type Attention, attentionOf, type Sighted} from "../../workspace/gatus-attention.ts";
import {itemsAt, valueAt} from "../../workspace/values.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {type Place, placesOf} from "../ingressToRoute/places.ts";
import type {Monitored} from "./monitored.ts";

/** Something as one sidecar sees it in one place that it gets to. */
export interface Sighting {
  readonly sidecar: Sidecar;
  readonly place: Place;
  /** Undefined where that is not known. */
  readonly attention: Attention | undefined;
  /** What the two annotations say there. */
  readonly enabled: unknown;
  readonly endpoint: unknown;
  /** Its hosts there, with the name of the release in them; others may be templates still. */
  readonly hosts: readonly string[];
}

/** What the sidecars of the clusters that something gets to see of it. */
export function sightingsOf(workspace: Workspace, monitored: Monitored): Sighting[] {
  const {graph} = workspace;
  const sidecars = sidecarsOf(graph);
  if (sidecars.length === 0) return [];
  return placesOf(workspace, monitored.resource).flatMap((place) => {
    const object = place.applied ? graph.effective(place.applied)?.object : monitored.resource.document.plain().value;
    const part = valueAt(object, monitored.path);
    const annotations = valueAt(part, ["annotations"]);
    const hosts = hostsOf(monitored, object, place);
    return (
      sidecars
        // What nothing applies may never get to the cluster of a sidecar that is on one.
        .filter(({release}) => release.cluster === undefined || release.cluster === place.cluster)
        .map((sidecar): Sighting => {
          const keys = annotationKeys(sidecar);
          const [enabled, endpoint] = [keys.enabled, keys.endpoint].map((key) => valueAt(annotations, [key]));
          const attention = part === undefined ? undefined : attentionOf(sidecar, sighted(monitored, object, place));
          return {sidecar, place, attention, enabled, endpoint, hosts};
        })
    );
  });
}

/** What a sidecar sees of something in a place. */
export function sighted(
  monitored: Pick<Monitored, "kind" | "path">,
  object: unknown,
  {namespace}: Pick<Place, "namespace">,
): Sighted {
  const spec = specOf(monitored, object);
  const names = itemsAt(spec, ["parentRefs"]).map((parent) => valueAt(parent, ["name"]));
  const gateways = names.filter(isKnown);
  const classes = [valueAt(spec, ["className"]), valueAt(spec, ["ingressClassName"])].filter(isKnown);
  return {
    kind: monitored.kind,
    namespace,
    gateways: gateways.length === names.length ? gateways : undefined,
    className: classes[0],
  };
}

/** What app-template puts into the `spec` of an object stands beside the annotations in its values. */
function specOf({path}: Pick<Monitored, "path">, object: unknown): unknown {
  return valueAt(object, path[0] === "metadata" ? ["spec"] : path);
}

function hostsOf(monitored: Monitored, object: unknown, {applied}: Place): string[] {
  const spec = specOf(monitored, object);
  const listed = [
    ...itemsAt(spec, ["hostnames"]),
    ...[...itemsAt(spec, ["rules"]), ...itemsAt(spec, ["hosts"])].map((one) => valueAt(one, ["host"])),
  ];
  const name = valueAt(object, ["spec", "releaseName"]) ?? applied?.name ?? valueAt(object, ["metadata", "name"]);
  return listed
    .filter((host) => typeof host === "string")
    .map((host) => (typeof name === "string" ? host.replace(/\{\{-? *\.Release\.Name *-?\}\}/g, name) : host));
}

function isKnown(text: unknown): text is string {
  return typeof text === "string" && !isOpenText(text) && !text.includes("{{");
}
