import {describe, expect, test} from "vitest";
import {
  convertedRoute,
  ingressRoute,
  route,
  specOf,
  TRAEFIK_GATEWAY,
  warnings,
  whyNot,
} from "./ingressRouteDocuments.ts";

const GATEWAY = {"gateway.yaml": TRAEFIK_GATEWAY};
const HOST = "Host(`app.example.com`)";

/** An IngressRoute to one service with more fields. */
function to(...fields: readonly string[]): string {
  return ingressRoute(route(HOST) + fields.map((field) => `          ${field}\n`).join(""));
}

/** One whose service has another port. */
function toPort(port: string, ...fields: readonly string[]): string {
  return to(...fields).replace("port: 80", `port: ${port}`);
}

function service(port: string, more = "", namespace = "apps"): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: app
  namespace: ${namespace}
spec:
  ports:
    - ${port}
${more}`;
}

describe("a service", () => {
  test.each([
    ["kind: TraefikService", "`app` is a TraefikService, which an HTTPRoute can't lead to."],
    ["passHostHeader: false", "`spec.routes[0].services[0].passHostHeader`: an HTTPRoute always hands on the host"],
    ["middlewares: [{name: a}]", "`spec.routes[0].services[0].middlewares` has no counterpart in an HTTPRoute."],
    ["scheme: https", "Traefik speaks `https` with Service `app`, as `scheme` says: a route needs a BackendTLSPolicy"],
    ["scheme: h2c", "a port with `appProtocol: kubernetes.io/h2c`"],
  ])("with `%s` is refused", (field, why) => {
    expect(whyNot(to(field))).toContain(why);
  });

  test("of Traefik itself is refused", () => {
    expect(whyNot(ingressRoute(route(HOST, "api@internal")))).toContain("`api@internal` is a service of Traefik");
    expect(whyNot(ingressRoute(route(HOST).split("      services:")[0] ?? ""))).toContain("leads to no service");
    expect(whyNot(toPort("null"))).toContain("has no port, so Traefik does not serve it");
  });

  test.each(["sticky: {cookie: {name: a}}", "serversTransport: slow", "nativeLB: true", "strategy: p2c"])(
    "loses `%s` with a comment",
    (field) => {
      const after = convertedRoute(to(field));
      const [key = ""] = field.split(":");
      expect(warnings(after).join()).toContain(`\`${key}\` of service \`app\` is left out`);
      expect(specOf(after)).toContain(`    # TODO(ingress-to-route): ${key}:`);
    },
  );

  test("says nothing of what is usual", () => {
    const after = convertedRoute(to("passHostHeader: true", "strategy: wrr", "kind: Service", "nativeLB: false"));
    expect(after.text).not.toContain("TODO");
  });

  test("with the name of a port needs the Service", () => {
    expect(whyNot(toPort("http"))).toContain("is the name `http`, and the repository does not say its number");
    const others = {"service.yaml": service("{name: http, port: 8080}")};
    expect(specOf(convertedRoute(toPort("http"), others))).toContain("          port: 8080\n");
    expect(whyNot(toPort("web"), others)).toContain("is the name `web`");
  });

  test("of another namespace needs a grant", () => {
    const text = to("namespace: media");
    const why = "no ReferenceGrant there lets HTTPRoutes of `apps` refer to it";
    expect(whyNot(text)).toContain(why);
    const grant = `apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: routes, namespace: media}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: apps}]
  to: [{group: "", kind: Service}]
`;
    const kustomization = "resources: [grant.yaml, ingressroute.yaml]\n";
    const others = {"grant.yaml": grant, "kustomization.yaml": kustomization};
    expect(specOf(convertedRoute(text, others))).toContain("          namespace: media\n");
    expect(whyNot(text, {...others, "grant.yaml": grant.replace("namespace: apps", "namespace: web")})).toContain(why);
    expect(whyNot(to("namespace: apps"))).toBe("converted");
  });

  test("of type ExternalName is refused where Traefik's Gateway would", () => {
    const others = {"service.yaml": service("{port: 80}", "  type: ExternalName\n  externalName: nas.lan\n")};
    expect(whyNot(to(), {...others, ...GATEWAY})).toContain("is of type ExternalName");
    expect(warnings(convertedRoute(to(), others)).join()).toContain("is of type ExternalName");
  });
});

describe("the protocol of a service", () => {
  const POLICY = `apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: app, namespace: apps}
spec:
  targetRefs: [{group: "", kind: Service, name: app}]
  validation: {hostname: app.lan, wellKnownCACertificates: System}
`;
  const FOLDER = {"policy.yaml": POLICY, "kustomization.yaml": "resources: [policy.yaml, ingressroute.yaml]\n"};
  const https = "Traefik speaks `https` with Service `app`";

  test("is TLS by a policy", () => {
    expect(whyNot(to("scheme: https"), FOLDER)).toBe("converted");
    expect(whyNot(to(), FOLDER)).toContain("the Gateway would speak `https`");
  });

  test("is guessed by Traefik, and by its Gateways alike", () => {
    expect(whyNot(toPort("443"))).toContain(`${https}, as its port says`);
    expect(whyNot(toPort("443"), GATEWAY)).toBe("converted");
    expect(whyNot(toPort("443", "scheme: http"))).toBe("converted");
    expect(whyNot(toPort("443", "scheme: http"), GATEWAY)).toContain("the Gateway would speak `https`");
    const named = {"service.yaml": service("{name: https-web, port: 80}")};
    expect(whyNot(to(), named)).toContain(https);
    expect(whyNot(to(), {...named, ...GATEWAY})).toBe("converted");
  });

  test("is what the port of the Service says", () => {
    const h2c = {"service.yaml": service("{port: 80, appProtocol: kubernetes.io/h2c}")};
    expect(whyNot(to("scheme: h2c"), h2c)).toBe("converted");
    expect(whyNot(to(), h2c)).toContain("Traefik speaks `http` with Service `app`, the Gateway would speak `h2c`.");
  });
});

describe("fields that an HTTPRoute has nothing for", () => {
  test.each([
    ["parentRefs", "  parentRefs: [{name: outer}]\n", "`spec.parentRefs`"],
    ["others", "  domains: [a]\n", "`spec.domains`"],
  ])("are named: %s", (_, more, name) => {
    expect(whyNot(ingressRoute(route(HOST), more))).toBe(`${name} has no counterpart in an HTTPRoute.`);
  });

  test("of routes are named", () => {
    const observed = ingressRoute(route(HOST, "app", "      observability: {accessLogs: false}\n"));
    expect(whyNot(observed)).toBe("`spec.routes[0].observability` has no counterpart in an HTTPRoute.");
    expect(whyNot(ingressRoute(route("")))).toBe("`spec.routes[0].match` is not a text.");
    expect(whyNot(ingressRoute(route(HOST)).replace("kind: Rule", "kind: Other"))).toContain("is not `Rule`");
    expect(whyNot(ingressRoute(""))).toBe("The IngressRoute has no routes.");
  });
});
