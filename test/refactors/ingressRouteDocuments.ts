import type {Answers} from "../../server/src/engine/refactors/refactoring.ts";
import {type Converted, convert, propose} from "./ingressConversion.ts";

const FILE = "ingressroute.yaml";

/** An entry of `routes`: a rule that leads to a Service, and further lines. */
export function route(match: string, service = "app", more = ""): string {
  return `    - kind: Rule
      match: ${match}
${more}      services:
        - name: ${service}
          port: 80
`;
}

/** An IngressRoute with entries of `routes`, and further lines of its `spec`. */
export function ingressRoute(routes: string, more = "", apiVersion = "traefik.io/v1alpha1"): string {
  return `apiVersion: ${apiVersion}
kind: IngressRoute
metadata:
  name: app
  namespace: apps
spec:
  routes:
${routes}${more}`;
}

/** A Gateway of Traefik with listeners for HTTP and HTTPS. */
export const TRAEFIK_GATEWAY = `apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata:
  name: traefik
spec:
  controllerName: traefik.io/gateway-controller
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: internal
  namespace: network
spec:
  gatewayClassName: traefik
  listeners:
    - {name: http, port: 8000, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}
    - name: https
      port: 8443
      protocol: HTTPS
      allowedRoutes: {namespaces: {from: All}}
      tls: {certificateRefs: [{name: wildcard}]}
`;

type Files = Readonly<Record<string, string>>;

/** What becomes of an IngressRoute among other files. */
export function convertedRoute(text: string, others: Files = {}, answers: Answers = {}): Converted {
  return convert({[FILE]: text, ...others}, answers, FILE);
}

/** The `spec` of the first route, without the Gateway. */
export function specOf({text}: Converted): string {
  return text.slice(text.indexOf("spec:\n") + 6).replace(/^ {2}parentRefs:\n(?: {4}.*\n)+/, "");
}

/** The texts of all warnings. */
export function warnings({notes}: Converted): string[] {
  return notes.filter(({weight}) => weight === "warning").map(({text}) => text);
}

/** Why an IngressRoute is left as it is, or what is asked. */
export function whyNot(text: string, others: Files = {}, answers: Answers = {}): string {
  const proposal = propose({[FILE]: text, ...others}, answers, FILE);
  if ("refused" in proposal) return proposal.refused;
  return "asks" in proposal ? `asks: ${proposal.asks}` : "converted";
}
