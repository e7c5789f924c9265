import {GATEWAY} from "../gateway-api.ts";
import {type ReferenceRow, rows, to, toAny, toKindOf} from "./row.ts";
import {podRows} from "./workloads.ts";

const SECRET = to("Secret");
const ACROSS = {namespace: "namespace"} as const;

const traefik = (kind: string): string => `traefik.io/${kind}`;
/** Names with `@` come from one of Traefik's other providers, or spell out a namespace in a way of their own. */
const OF_KUBERNETES = {exceptNames: /@/} as const;
const SERVICE = toKindOf(["Service", traefik("TraefikService")], "Service");
const ROUTES = [traefik("IngressRoute"), traefik("IngressRouteTCP")];

const envoy = (kind: string): string => `gateway.envoyproxy.io/${kind}`;
const POLICIES = ["BackendTrafficPolicy", "ClientTrafficPolicy", "EnvoyExtensionPolicy", "SecurityPolicy"].map(envoy);

const grafana = (kind: string): string => `grafana.integreatly.org/${kind}`;
const OPTIONAL = {optional: "optional"} as const;

/** Which fields of operators that are common beside Flux refer to what. */
export const OPERATOR_REFERENCES: readonly ReferenceRow[] = [
  ...rows([traefik("IngressRoute")], ["spec.routes[].services[]"], {...ACROSS, ...OF_KUBERNETES, to: SERVICE}),
  ...rows(["IngressRouteTCP", "IngressRouteUDP"].map(traefik), ["spec.routes[].services[]"], {
    ...ACROSS,
    ...OF_KUBERNETES,
    to: to("Service"),
  }),
  ...rows([traefik("IngressRoute")], ["spec.routes[].middlewares[]"], {
    ...ACROSS,
    ...OF_KUBERNETES,
    to: to(traefik("Middleware")),
  }),
  ...rows([traefik("IngressRouteTCP")], ["spec.routes[].middlewares[]"], {
    ...ACROSS,
    ...OF_KUBERNETES,
    to: to(traefik("MiddlewareTCP")),
  }),
  ...rows([traefik("Middleware")], ["spec.chain.middlewares[]"], {
    ...ACROSS,
    ...OF_KUBERNETES,
    to: to(traefik("Middleware")),
  }),
  ...rows([traefik("Middleware")], ["spec.errors.service"], {...ACROSS, ...OF_KUBERNETES, to: SERVICE}),
  ...rows([traefik("Middleware")], ["spec.basicAuth.secret", "spec.digestAuth.secret"], {name: "", to: SECRET}),
  ...rows(ROUTES, ["spec.tls.secretName"], {name: "", to: SECRET}),
  ...rows(ROUTES, ["spec.tls.options"], {...ACROSS, ...OF_KUBERNETES, to: to(traefik("TLSOption"))}),
  ...rows([traefik("TLSStore")], ["spec.defaultCertificate"], {name: "secretName", to: SECRET}),

  ...rows(POLICIES, ["spec.targetRef", "spec.targetRefs[]"], {to: toAny()}),
  ...rows(
    [envoy("SecurityPolicy")],
    ["spec.extAuth.http", "spec.extAuth.grpc"].flatMap((at) => [`${at}.backendRef`, `${at}.backendRefs[]`]),
    {...ACROSS, to: toAny("Service")},
  ),
  ...rows([envoy("SecurityPolicy")], ["spec.oidc.clientSecret", "spec.apiKeyAuth.credentialRefs[]"], {
    ...ACROSS,
    to: toAny("Secret"),
  }),
  ...rows([envoy("SecurityPolicy")], ["spec.basicAuth.users"], {...ACROSS, to: toAny("Secret")}),
  ...rows([envoy("EnvoyExtensionPolicy")], ["spec.extProc[].backendRefs[]"], {...ACROSS, to: toAny("Service")}),
  ...rows([envoy("EnvoyExtensionPolicy")], ["spec.lua[].valueRef"], {to: toAny()}),

  ...rows(["GrafanaDashboard", "GrafanaAlertRuleGroup"].map(grafana), ["spec.folderRef"], {
    name: "",
    to: to(grafana("GrafanaFolder")),
  }),
  ...podRows("spec.deployment.spec.template.spec", [grafana("Grafana")]),
  ...rows([grafana("Grafana")], ["spec.httpRoute.spec.parentRefs[]"], {...ACROSS, to: toAny(GATEWAY)}),
  ...rows([grafana("GrafanaFolder")], ["spec.parentFolderRef"], {name: "", to: to(grafana("GrafanaFolder"))}),
  ...rows([grafana("GrafanaDashboard")], ["spec.configMapRef"], {...OPTIONAL, to: to("ConfigMap")}),
  ...rows([grafana("GrafanaDatasource")], ["spec.valuesFrom[].valueFrom.secretKeyRef"], {...OPTIONAL, to: SECRET}),
  ...rows([grafana("GrafanaDatasource")], ["spec.valuesFrom[].valueFrom.configMapKeyRef"], {
    ...OPTIONAL,
    to: to("ConfigMap"),
  }),
];
