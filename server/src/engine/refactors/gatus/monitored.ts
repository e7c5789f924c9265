import {HELM_RELEASE} from "../../resources/flux-kinds.ts";
import {HTTP_ROUTE} from "../../resources/gateway-api.ts";
import type {Resource} from "../../resources/resource.ts";
import type {Span} from "../../text/span.ts";
import type {SidecarKind} from "../../workspace/gatus.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {linesOf} from "../../yaml/edit/lines.ts";
import type {Field} from "../../yaml/field.ts";
import {chartsOf, isAppTemplate} from "../ingressToRoute/appTemplate/chart.ts";

/** Something in a file that gatus-sidecar can make an endpoint of. */
export interface Monitored {
  readonly resource: Resource;
  readonly kind: SidecarKind;
  /** What it is, for lists: "route `app` of HelmRelease `plex`". */
  readonly name: string;
  /** The map that has the annotations, and the path to it. */
  readonly map: Field;
  readonly path: readonly string[];
  readonly span: Span;
  readonly mark: Span;
}

/** The manifests that become endpoints. */
const MANIFESTS: Readonly<Record<string, SidecarKind>> = {
  [HTTP_ROUTE]: "httproute",
  "networking.k8s.io/Ingress": "ingress",
  "traefik.io/IngressRoute": "ingressroute",
};

/** The values of app-template that become such manifests. */
const VALUES: readonly (readonly [key: string, kind: SidecarKind])[] = [
  ["route", "httproute"],
  ["ingress", "ingress"],
];

/** All that could be watched in a file, in text order. */
export function monitoredIn(workspace: Workspace, path: string): Monitored[] {
  const objects = workspace.judgement(path)?.resources.filter(({role}) => role === "object") ?? [];
  return objects
    .flatMap((resource) => {
      const kind = MANIFESTS[resource.type];
      if (kind) return manifest(resource, kind);
      return resource.type === HELM_RELEASE ? inValues(workspace, resource) : [];
    })
    .sort((a, b) => a.span.start - b.span.start);
}

function manifest(resource: Resource, kind: SidecarKind): Monitored[] {
  const {root, document} = resource;
  const first = root.entries[0]?.keySpan?.start ?? root.span.start;
  const end = Math.max(...root.entries.map((entry) => linesOf(document.file, entry).end), first);
  const name = resource.name === undefined ? resource.kind : `${resource.kind} \`${resource.name}\``;
  const map = root.get("metadata");
  return map.isMap
    ? [{resource, kind, name, map, path: ["metadata"], span: {start: first, end}, mark: root.get("kind").mark}]
    : [];
}

function inValues(workspace: Workspace, resource: Resource): Monitored[] {
  const values = resource.root.at("spec", "values");
  const candidates = VALUES.flatMap(([key, kind]) =>
    values.get(key).entries.flatMap((map): Monitored[] => {
      const id = String(map.key);
      const isOther = key === "route" && map.get("kind").exists && map.get("kind").string !== "HTTPRoute";
      if (!map.isMap || isOther || map.get("enabled").boolean === false) return [];
      const release = resource.name === undefined ? "HelmRelease" : `HelmRelease \`${resource.name}\``;
      return [
        {
          resource,
          kind,
          name: `${key} \`${id}\` of ${release}`,
          map,
          path: ["spec", "values", key, id],
          span: linesOf(resource.document.file, map),
          mark: map.markOfKey,
        },
      ];
    }),
  );
  return candidates.length > 0 && isAppTemplate(resource, chartsOf(workspace, resource)) ? candidates : [];
}
