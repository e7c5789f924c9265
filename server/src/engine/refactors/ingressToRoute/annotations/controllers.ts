import type {Annotation, Finding, Table} from "./row.ts";

/** Names of annotations that decide who gets in, as far as a name can tell. */
const GUARDS =
  /auth|oidc|oauth|jwt|acl|waf|(?:allow|white|deny|black)-?list|source-?range|cidr|firewall|modsecurity|plugins|polic|satisfy|mtls|client-cert/i;

/** Annotations of other ingress controllers: a route knows none of them. */
export const CONTROLLERS: Table = {
  prefixes: [
    "alb.ingress.kubernetes.io/",
    "appgw.ingress.kubernetes.io/",
    "configuration.konghq.com",
    "getambassador.io/",
    "haproxy-ingress.github.io/",
    "haproxy.org/",
    "higress.io/",
    "ingress.appscode.com/",
    "ingress.cilium.io/",
    "ingress.kubernetes.io/",
    "ingress.pomerium.io/",
    "k8s.apisix.apache.org/",
    "k8s.ngrok.com/",
    "konghq.com/",
    "nginx.com/",
    "nginx.org/",
    "projectcontour.io/",
    "tailscale.com/",
    "zalando.org/",
  ],
  isOfRoute: true,
  rows: [],
  otherwise: {judge: unknownSetting},
};

/** What is found about a setting of an ingress controller that nobody has written a row for. */
export function unknownSetting({name, key, text}: Annotation): Finding {
  // All of Pomerium is about who gets in.
  if (GUARDS.test(name) || key.startsWith("ingress.pomerium.io/")) {
    const isOff = text !== undefined && ["false", "off", ""].includes(text.trim().toLowerCase());
    if (!isOff) return {action: "block", why: "may guard access, and a route does not carry it over"};
  }
  return {action: "todo", why: "is for an ingress controller; a route does not carry it over"};
}
