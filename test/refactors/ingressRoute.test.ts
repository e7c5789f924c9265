import {describe, expect, test} from "vitest";
import {subjects} from "./ingressConversion.ts";
import {
  convertedRoute,
  ingressRoute,
  route,
  specOf,
  TRAEFIK_GATEWAY,
  warnings,
  whyNot,
} from "./ingressRouteDocuments.ts";

const HOST = "Host(`app.example.com`)";
const ALL = `  hostnames:
    - app.example.com
  rules:
    - backendRefs:
        - name: app
          port: 80
`;
const GATEWAY = {"gateway.yaml": TRAEFIK_GATEWAY};

describe("an IngressRoute", () => {
  test("becomes an HTTPRoute in its place", () => {
    expect(convertedRoute(ingressRoute(route(`${HOST} && PathPrefix(\`/\`)`))).text).toBe(
      `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: app
  namespace: apps
spec:
  parentRefs:
    - name: internal
      namespace: network
${ALL}`,
    );
  });

  test("of Traefik 2 is one too", () => {
    const old = ingressRoute(route("Host(`a.example.com`, `b.example.com`)"), "", "traefik.containo.us/v1alpha1");
    const after = convertedRoute(old);
    expect(specOf(after)).toContain("    - a.example.com\n    - b.example.com\n");
    expect(warnings(after).join()).not.toContain("Traefik 2");
  });

  test("says what it is; those for TCP are none", () => {
    const text = ingressRoute(route(HOST));
    const [subject] = subjects({"a.yaml": text}, "a.yaml");
    expect(subject).toMatchObject({name: "IngressRoute `app`", title: "Convert IngressRoute to HTTPRoute"});
    expect(subjects({"a.yaml": text.replace("kind: IngressRoute", "kind: IngressRouteTCP")}, "a.yaml")).toEqual([]);
  });

  test("takes the Gateway of its class, from the spec or the annotation", () => {
    const text = ingressRoute(route(HOST), "  ingressClassName: internal\n");
    expect(convertedRoute(text).text).toContain("sectionName: https");
    const annotated = ingressRoute(route(HOST)).replace(
      "  namespace: apps\n",
      "  namespace: apps\n  annotations:\n    kubernetes.io/ingress.class: other\n",
    );
    expect(whyNot(annotated)).toContain("The class `other` has no Gateway");
  });

  test("whose rules have one host becomes one route, in their order", () => {
    const text = ingressRoute(route(HOST, "web") + route(`${HOST} && PathPrefix(\`/api/v1\`)`, "api"));
    expect(specOf(convertedRoute(text))).toBe(`  hostnames:
    - app.example.com
  rules:
    - backendRefs:
        - name: web
          port: 80
    - matches:
        - path:
            type: PathPrefix
            value: /api/v1
      backendRefs:
        - name: api
          port: 80
`);
  });

  test("whose hosts go to different services becomes several routes", () => {
    const {text} = convertedRoute(ingressRoute(route(HOST) + route("Host(`www.example.com`)", "web")));
    expect(text.split("---\n")).toHaveLength(2);
    expect(text).toContain("  name: app-www\n");
  });

  test("whose hosts share all becomes one route", () => {
    const after = convertedRoute(ingressRoute(route("Host(`a.example.com`) || Host(`B.example.com`)")));
    expect(specOf(after)).toContain("  hostnames:\n    - a.example.com\n    - b.example.com\n  rules:\n");
  });

  test("asks for methods, headers and parameters", () => {
    const match = `${HOST} && Path(\`/x\`) && Method(\`post\`) && Header(\`X-A\`, \`1\`) && Query(\`q\`, \`v w\`)`;
    expect(specOf(convertedRoute(ingressRoute(route(match))))).toContain(`    - matches:
        - path:
            type: Exact
            value: /x
          headers:
            - name: X-A
              value: "1"
          queryParams:
            - name: q
              value: v w
          method: POST
`);
  });

  test("shares requests out by weight, where there are several services", () => {
    const weighted = route(HOST).replace("port: 80\n", "port: 80\n          weight: 3\n");
    const two = `${weighted}        - name: canary\n          port: 80\n          weight: 1\n`;
    expect(specOf(convertedRoute(ingressRoute(two)))).toContain(`        - name: app
          port: 80
          weight: 3
        - name: canary
          port: 80
          weight: 1
`);
    expect(specOf(convertedRoute(ingressRoute(weighted)))).toBe(ALL);
  });

  test("keeps variables as they are written", () => {
    const host = "app.$" + "{SECRET_DOMAIN}";
    const paths = route(`Host(\`${host}\`)`, "web") + route(`Host(\`${host}\`) && PathPrefix(\`/api\`)`, "api");
    const after = convertedRoute(ingressRoute(paths.replaceAll("port: 80", "port: $" + "{PORT}")));
    expect(specOf(after)).toContain(`    - ${host}\n`);
    expect(specOf(after)).toContain("          port: $" + "{PORT}\n");
  });
});

describe("the listener", () => {
  test("is that of the entry points", () => {
    const more = (entryPoint: string): string => `  entryPoints: [${entryPoint}]\n`;
    const section = (yaml: string): string | undefined =>
      /sectionName: (.*)/.exec(convertedRoute(ingressRoute(route(HOST), yaml), GATEWAY).text)?.[1];
    expect(section(more("websecure"))).toBe("https");
    expect(section(more("web"))).toBe("http");
    expect(section("  tls: {}\n")).toBe("https");
    expect(section("")).toBeUndefined();
    expect(section(more("web, websecure"))).toBeUndefined();
  });

  test("is not guessed", () => {
    const other = convertedRoute(ingressRoute(route(HOST), "  entryPoints: [lan]\n"), GATEWAY);
    expect(other.text).not.toContain("sectionName");
    expect(warnings(other).join()).toContain("the entry points `lan` can't be told here");
    const unknown = convertedRoute(
      ingressRoute(route(HOST), "  entryPoints: [websecure]\n"),
      {},
      {gateways: {default: {name: "elsewhere", namespace: "network"}}},
    );
    expect(warnings(unknown).join()).toContain("the entry points `websecure` can't be told here");
  });

  test("needs the certificate that Traefik had", () => {
    const tls = (yaml: string): string[] => warnings(convertedRoute(ingressRoute(route(HOST), yaml), GATEWAY));
    expect(tls("  tls: {secretName: wildcard}\n")).toEqual([]);
    expect(tls("  tls: {secretName: other}\n").join()).toContain("The certificate in Secret `other` is not used");
    expect(tls("  tls: {certResolver: le}\n").join()).toContain("The certificate resolver `le`");
    const options = ingressRoute(route(HOST), "  tls:\n    options:\n      name: modern\n");
    expect(convertedRoute(options).text).toContain("  # TODO(ingress-to-route): options: { name: modern }\n");
  });
});

describe("Middlewares", () => {
  const named = (name: string, namespace = ""): string =>
    `      middlewares:\n        - name: ${name}\n${namespace && `          namespace: ${namespace}\n`}`;
  const middleware = (name: string, spec: string, namespace = "apps"): string =>
    `apiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\nspec:\n  ${spec}\n`;

  test("are filters of a Gateway of Traefik, in their order", () => {
    const others = {...GATEWAY, "a.yaml": middleware("a", "compress: {}"), "b.yaml": middleware("b", "retry: {}")};
    const text = ingressRoute(route(HOST, "app", `${named("b")}        - name: a\n`));
    const names = [...specOf(convertedRoute(text, others)).matchAll(/kind: Middleware\n +name: (.*)/g)];
    expect(names.map(([, name]) => name)).toEqual(["b", "a"]);
  });

  test("that guard access have to be confirmed", () => {
    const others = {...GATEWAY, "a.yaml": middleware("login", "forwardAuth: {address: x}", "network")};
    const text = ingressRoute(route(HOST, "app", named("login", "network")));
    expect(whyNot(text, others)).toMatch(/^asks: Middleware `network\/login` guards access/);
    const after = convertedRoute(text, others, {confirmed: ["network/login"]});
    expect(after.text).toContain("# TODO(ingress-to-route): Middleware network/login\n");
    expect(warnings(after).join()).toContain("network/login");
  });

  test("that nobody knows have to be confirmed", () => {
    expect(whyNot(ingressRoute(route(HOST, "app", named("x"))))).toContain("apps/x");
  });

  test("that are lost are written down above the rule that had them", () => {
    const others = {...GATEWAY, "a.yaml": middleware("zip", "compress: {}", "network")};
    const behind = route(HOST) + named("zip", "network");
    const after = convertedRoute(ingressRoute(behind + route(`${HOST} && Path(\`/x/yy\`)`, "x")), others);
    expect(specOf(after)).toContain(`  rules:
    # TODO(ingress-to-route): Middleware network/zip
    - backendRefs:
        - name: app
`);
  });

  test("are not got past by what a prefix takes no more", () => {
    const others = {...GATEWAY, "a.yaml": middleware("login", "basicAuth: {secret: x}")};
    const guarded = (path: string): string =>
      ingressRoute(route(`${HOST} && PathPrefix(\`${path}\`)`, "app", named("login")) + route(HOST));
    expect(whyNot(guarded("/admin"), others)).toContain("would get past Middleware `apps/login`");
    const free = `${HOST} && PathPrefix(\`/free/\`)`;
    const opened = ingressRoute(route(HOST, "app", named("login")) + route(free));
    expect(whyNot(opened, others)).toContain("paths like `/free` would get past Middleware `apps/login`");
    // What another Service answers, is not what the Middleware guards.
    expect(whyNot(ingressRoute(route(HOST, "app", named("login")) + route(free, "outpost")), others)).toBe("converted");
  });
});

describe("comments", () => {
  test("stay where they belong", () => {
    const text = ingressRoute(`    # the app
    - kind: Rule
      # without www
      match: ${HOST}
      services:
        # the new one
        - name: app # since May
          port: 80
`);
    expect(convertedRoute(text).text).toContain(`  hostnames:
    # the app
    # without www
    - app.example.com
  rules:
    # the new one
    - backendRefs:
        - name: app # since May
          port: 80
`);
  });

  test("go with the host that they are about", () => {
    const first = `    # apex\n${route(HOST)}`;
    const second = `    # www\n${route("Host(`www.example.com`)", "web")}`;
    const [apex = "", www = ""] = convertedRoute(ingressRoute(first + second)).text.split("---\n");
    expect(apex).toContain("    # apex\n    - app.example.com\n");
    expect(www).toContain("    # www\n    - www.example.com\n");
  });
});

test("line breaks, indentation and anchors stay", () => {
  const text = `apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata:
    name: &name app
    namespace: apps
spec:
    routes:
    - match: >-
        Host(\`app.example.com\`) &&
        PathPrefix(\`/\`)
      services:
      - name: *name
        port: &port 80
      - name: other
        port: *port`;
  expect(convertedRoute(text.replaceAll("\n", "\r\n")).text).toBe(
    `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
    name: &name app
    namespace: apps
spec:
    parentRefs:
    - name: internal
      namespace: network
    hostnames:
    - app.example.com
    rules:
    - backendRefs:
      - name: *name
        port: &port 80
      - name: other
        port: *port`.replaceAll("\n", "\r\n"),
  );
});
