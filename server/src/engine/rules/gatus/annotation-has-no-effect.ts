import {sighted} from "../../refactors/gatus/sightings.ts";
import {chartsOf} from "../../refactors/ingressToRoute/appTemplate/chart.ts";
import {type Place, placesOf} from "../../refactors/ingressToRoute/places.ts";
import {HELM_RELEASE} from "../../resources/flux-kinds.ts";
import {HTTP_ROUTE, ROUTES} from "../../resources/gateway-api.ts";
import {ENABLED, ENDPOINT} from "../../resources/gatus.ts";
import type {Resource} from "../../resources/resource.ts";
import {allOf, quoted} from "../../schema/words.ts";
import {
  type FoundSidecar,
  foundSidecars,
  isTrue,
  mayHaveMoreSidecars,
  SIDECAR_KINDS,
  type Sidecar,
  type SidecarKind,
} from "../../workspace/gatus.ts";
import {attentionOf, type Blindness, isSeen} from "../../workspace/gatus-attention.ts";
import type {Graph} from "../../workspace/graph.ts";
import {mayBeOn} from "../../workspace/placed.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import type {Field} from "../../yaml/field.ts";
import {goesElsewhere} from "../clusters.ts";
import {defineRule, type Report} from "../rule.ts";

/** What the kinds are called that a sidecar can look at. */
const KIND_NAMES: Readonly<Record<SidecarKind, string>> = {
  ingress: "Ingresses",
  httproute: "HTTPRoutes",
  ingressroute: "IngressRoutes",
  service: "Services",
};

/** Kinds that no sidecar looks at, and whose annotations nothing passes on; undefined stands for these. */
const MANIFESTS: Readonly<Record<string, SidecarKind | undefined>> = {
  ...Object.fromEntries(ROUTES.map((type) => [type, undefined])),
  [HTTP_ROUTE]: "httproute",
  "networking.k8s.io/Ingress": "ingress",
  "traefik.io/IngressRoute": "ingressroute",
  Service: "service",
  [HELM_RELEASE]: undefined,
  "kustomize.toolkit.fluxcd.io/Kustomization": undefined,
  "apps/Deployment": undefined,
  "apps/StatefulSet": undefined,
  "apps/DaemonSet": undefined,
  "batch/CronJob": undefined,
  ConfigMap: undefined,
  Secret: undefined,
  Namespace: undefined,
};

/** The values of app-template that become objects with the annotations beside them. */
const VALUES: readonly (readonly [key: string, kind: SidecarKind | undefined, objects: string])[] = [
  ["route", "httproute", "HTTPRoute"],
  ["ingress", "ingress", "Ingress"],
  ["service", "service", "Service"],
  ["controllers", undefined, "workload"],
];

export default defineRule({
  id: "gatus/annotation-has-no-effect",
  summary: "A Gatus annotation on something that no gatus-sidecar of its cluster looks at.",
  severity: "warning",
  types: Object.keys(MANIFESTS),

  *check({resource, workspace}) {
    for (const annotated of annotatedIn(workspace, resource)) {
      const report = judged(workspace, resource, annotated);
      if (report) yield report;
    }
  },
});

interface Annotated {
  /** Undefined for what no sidecar looks at. */
  readonly kind: SidecarKind | undefined;
  /** What has the annotations, for messages. */
  readonly object: string;
  readonly path: readonly string[];
  readonly annotation: Field;
}

/** What asks for an endpoint in a resource. Values count where the chart is certain. */
function annotatedIn(workspace: Workspace, resource: Resource): Annotated[] {
  const {root, type} = resource;
  const annotation = asking(root.at("metadata", "annotations"));
  const own = {kind: MANIFESTS[type], object: resource.kind, path: ["metadata"]};
  const found: Annotated[] = annotation ? [{...own, annotation}] : [];
  if (type !== HELM_RELEASE) return found;
  const values = VALUES.flatMap(([key, kind, object]) =>
    root.at("spec", "values", key).entries.flatMap((map): Annotated[] => {
      const inValues = asking(map.get("annotations"));
      const ownKind = key === "route" && map.get("kind").exists ? map.get("kind").string : object;
      if (!inValues || ownKind === undefined) return [];
      const watched = key === "route" && ownKind !== "HTTPRoute" ? undefined : kind;
      return [{kind: watched, object: ownKind, path: ["spec", "values", key, String(map.key)], annotation: inValues}];
    }),
  );
  const isCertain =
    values.length > 0 && chartsOf(workspace, resource).every(({isAppTemplate}) => isAppTemplate === true);
  return isCertain ? [...found, ...values] : found;
}

/** The annotation that asks for an endpoint; none where it says that there shall be none, or nobody knows. */
function asking(annotations: Field): Field | undefined {
  const [enabled, endpoint] = [annotations.get(ENABLED), annotations.get(ENDPOINT)];
  if (enabled.type !== "missing") return isTrue(enabled.string) ? enabled : undefined;
  return endpoint.exists ? endpoint : undefined;
}

/** A finding where on each cluster all sidecars are known, and none looks at it. */
function judged(workspace: Workspace, resource: Resource, annotated: Annotated): Report | undefined {
  const {graph} = workspace;
  const all = foundSidecars(graph);
  const places = all.length > 0 ? placesOf(workspace, resource) : [];
  const misses: Miss[] = [];
  for (const place of places) {
    const missed = missesAt(graph, annotated, place, all);
    if (!missed) return undefined;
    misses.push(...missed);
  }
  const [first] = misses;
  if (!first || mayHaveMoreSidecars(graph, all)) return undefined;
  return {at: annotated.annotation.keySpan ?? annotated.annotation.mark, message: messageOf(annotated, first)};
}

interface Miss {
  readonly sidecar: Sidecar;
  readonly attention: Blindness;
}

function missesAt(
  graph: Graph,
  {kind, path}: Annotated,
  place: Place,
  all: readonly FoundSidecar[],
): Miss[] | undefined {
  const {applied, cluster} = place;
  const here = all.filter(({release}) => mayBeOn(release, cluster));
  if (!applied?.by || goesElsewhere(applied.by) || here.length === 0) return undefined;
  const object = graph.effective(applied)?.object;
  const misses: Miss[] = [];
  for (const {sidecar, release} of here) {
    const by = release.applied?.by;
    if (!sidecar || !object || !by || goesElsewhere(by)) return undefined;
    if (sidecar.flags.has("annotation-enabled") || sidecar.flags.has("annotation-config")) return undefined;
    const attention = kind ? attentionOf(sidecar, sighted({kind, path}, object, place)) : "other kind";
    if (!attention || isSeen(attention)) return undefined;
    if (kind && attention === "other kind" && !sidecar.isStrict) return undefined;
    misses.push({sidecar, attention});
  }
  return misses;
}

function messageOf({kind, object}: Annotated, {sidecar, attention}: Miss): string {
  const {name, namespace} = sidecar.release;
  const gatus = `the sidecar of Gatus \`${namespace ? `${namespace}/${name}` : name}\``;
  if (!kind) {
    const hint = object === "HelmRelease" ? " Write it where the chart takes the annotations of a route." : "";
    const watched = allOf(SIDECAR_KINDS.map((one) => KIND_NAMES[one]));
    return `gatus-sidecar makes endpoints of ${watched}, and does not read the annotations of ${anA(object)}.${hint}`;
  }
  if (attention === "other kind") {
    const told = SIDECAR_KINDS.filter((one) => sidecar.modes[one] !== "off").map((one) => KIND_NAMES[one]);
    return `Gatus does not watch this: ${gatus} is told to look at ${allOf(told)}, and not at ${KIND_NAMES[kind]}. Give it \`--enable-${kind}\`.`;
  }
  const [flag, what] = LIMITS[attention];
  const values = allOf(quoted(sidecar.flags.get(flag) ?? []));
  return `Gatus does not watch this: ${gatus} looks only at ${what} ${values} (\`--${flag}\`).`;
}

/** The flags that limit a sidecar, and to what. */
const LIMITS: Readonly<Record<Exclude<Blindness, "other kind">, readonly [string, string]>> = {
  "other namespace": ["namespace", "namespace"],
  "other gateway": ["gateway-name", "the routes of Gateway"],
  "other class": ["ingress-class", "ingresses of class"],
};

function anA(kind: string): string {
  return kind === "workload" ? "workloads" : `a ${kind}`;
}
