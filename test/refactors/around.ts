import type {Parent} from "../../server/src/engine/refactors/ingressToRoute/gateways.ts";
import {type PlannedRoute, surroundingNotes} from "../../server/src/engine/refactors/ingressToRoute/surroundings.ts";
import {resourceOf} from "../../server/src/engine/resources/resource.ts";
import {workspaceOf} from "../support/check.ts";

/** An app with an ingress. */
export const APP = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: plex
  namespace: media
spec:
  chart: {spec: {chart: app-template}}
  values:
    ingress:
      app:
        className: internal
`;

/** The same as an IngressRoute. */
export const ROUTE = `apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata:
  name: plex
  namespace: media
  annotations:
    external-dns.alpha.kubernetes.io/target: internal.example.com
`;

/** Everything of a cluster in one Flux Kustomization. */
export const flux = (cluster: string, substitute = "{}"): Record<string, string> => ({
  [`clusters/${cluster}/apps.yaml`]: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${cluster}
  namespace: flux-system
spec:
  interval: 1h
  path: ./apps/${cluster}
  prune: true
  sourceRef: {kind: GitRepository, name: flux-system}
  postBuild: {substitute: ${substitute}}
`,
});

/** What a test says of the route. */
export interface Options {
  readonly app?: string;
  readonly hosts?: readonly string[];
  readonly parent?: Partial<Parent>;
  readonly hasTls?: boolean;
  readonly annotations?: Readonly<Record<string, unknown>>;
}

/** What is said about the route of an app, with these files around it. */
export function said(files: Readonly<Record<string, string>>, options: Options = {}): string[] {
  const {app = APP, hosts = ["plex.example.com"], hasTls = false, annotations = {}} = options;
  const workspace = workspaceOf({"apps/main/app.yaml": app, ...files});
  const document = workspace.file("apps/main/app.yaml")?.documents[0];
  const resource = document && resourceOf(document);
  if (!resource) throw new Error("no resource");
  const parent: Parent = {
    name: "internal",
    namespace: "network",
    isTraefik: undefined,
    remember: undefined,
    ...options.parent,
  };
  const route: PlannedRoute = {
    resource,
    draft: {hostnames: [], hostTexts: hosts, rules: []},
    parent,
    sectionName: parent.sectionName,
    hasTls,
    annotations: new Map(Object.entries(annotations)),
  };
  const notes = surroundingNotes(workspace, [route, route]);
  return notes.map(({weight, text}) => `${weight}: ${text}`);
}

/** A Gateway that takes every route, over TLS alone. */
export const gateway = (listeners = LISTENERS, name = "internal"): Record<string, string> => ({
  [`apps/main/${name}.yaml`]: `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: ${name}
  namespace: network
spec:
  gatewayClassName: some
  listeners:
${listeners}`,
});

/** A listener for routes of all namespaces. */
export const listener = (name: string, more: string): string =>
  `    - {name: ${name}, ${more}, allowedRoutes: {namespaces: {from: All}}}\n`;
export const HTTPS = "port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: cert}]}";
export const HTTP = "port: 80, protocol: HTTP";
export const LISTENERS = listener("https", HTTPS);

/** A HelmRelease of a chart, with its values. */
export const release = (
  name: string,
  chart: string,
  values: string,
  namespace = "network",
): Record<string, string> => ({
  [`apps/main/${name}.yaml`]: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  chart: {spec: {chart: ${chart}}}
  values: ${values}
`,
});
