import {describe, expect, test} from "vitest";
import {converted, ingress, path, refusal, rule} from "./ingressConversion.ts";

describe("comments", () => {
  test("stay with what they stand at", () => {
    const text = `# the top
apiVersion: networking.k8s.io/v1
kind: Ingress # kind
metadata:
  # the name
  name: plex
  namespace: media
# before spec
spec: # spec
  # the class
  ingressClassName: internal # class
  # the rules
  rules:
    # the first host
    - host: plex.example.com # host
      http:
        paths:
          # everything
          - path: / # path
            pathType: Prefix # type
            backend:
              service:
                # the service
                name: plex # service
                port:
                  number: 80 # port
  # certificates
  tls:
    - hosts: [plex.example.com] # tls
# the end
`;
    expect(converted(text)).toBe(
      `# the top
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute # kind
metadata:
  # the name
  name: plex
  namespace: media
# before spec
spec: # spec
  parentRefs:
    # the class
    - name: internal # class
      namespace: network
      sectionName: https
  hostnames:
    # the rules
    # the first host
    - plex.example.com # host
  rules:
    # everything
    # path
    # type
    # the service
    - backendRefs:
        - name: plex # service
          port: 80 # port
  # certificates
  # tls
`.concat("# the end\n"),
    );
  });

  test("go to the route that has what they stood at", () => {
    const text = ingress(
      `    # a\n${rule("a.example.com", path("/"))}`,
      `    # b\n${rule("b.example.com", `          # x\n${path("/x")}`)}`,
    );
    const [first = "", second = ""] = converted(text).split("---\n");
    expect(first.match(/#.*/g)).toEqual(["# a"]);
    expect(second.match(/#.*/g)).toEqual(["# b", "# x"]);
    expect(second).toContain("    # x\n    - matches:\n");
  });
});

describe("anchors", () => {
  const tls = (host: string): string => `  tls:\n    - hosts:\n        - ${host}\n`;

  test("that nothing refers to any more go", () => {
    const text = converted(ingress(rule("&host plex.example.com", path("/"))) + tls("*host"));
    expect(text).toContain("    - plex.example.com\n");
  });

  test("that nothing referred to before stay", () => {
    expect(converted(ingress(rule("&host plex.example.com", path("/"))))).toContain("    - &host plex.example.com\n");
  });

  test("move to the first place that stays", () => {
    const text = ingress(rule("*host", path("/")), rule('"b.example.com"', path("/"))).replace(
      "  rules:",
      `${tls('&host "plex.example.com"')}  rules:`,
    );
    expect(converted(text)).toContain('    - "plex.example.com"\n    - "b.example.com"\n');
    const named = converted(text.replace("name: plex\n                port", "name: *host\n                port"));
    expect(named).toContain('    - &host "plex.example.com"\n');
    expect(named).toContain("        - name: *host\n");
  });

  test("of the metadata are still referred to", () => {
    const text = ingress(rule("plex.example.com", path("/", "*app"))).replace("name: plex", "name: &app plex");
    expect(converted(text)).toContain("        - name: *app\n          port: 80\n");
  });

  test("have no place in further documents", () => {
    const text = ingress(
      rule("&a a.example.com", path("/", "*app")),
      rule("b.example.com", path("/b", "*app"), path("/c", "*app")),
    ).replace("  name: plex\n", "  labels:\n    app: &app plex\n  name: *app\n");
    const [first = "", second = ""] = converted(text).split("---\n");
    expect(first).toContain("- name: *app\n");
    expect(second).toContain("  labels:\n    app: plex\n  name: plex-b\n");
    expect(second).toContain("        - name: &app plex\n          port: 80\n");
    expect(second).toContain("        - name: *app\n          port: 80\n");
  });

  test("on whole backends are written out", () => {
    const shared = path("/").replace("backend:", "backend: &plex");
    const text = ingress(rule("plex.example.com", shared, "          - {path: /x, pathType: Exact, backend: *plex}\n"));
    const after = converted(text);
    expect(after.match(/name: plex\n {10}port: 80/g)).toHaveLength(2);
    expect(after).not.toMatch(/[&*]plex/);
  });

  test("that something behind the spec needs are not lost", () => {
    const above = (host: string): string =>
      `apiVersion: networking.k8s.io/v1
kind: Ingress
spec:
  ingressClassName: ${host.includes("class") ? "&class internal" : "internal"}
  rules:
${rule(host.includes("class") ? "plex.example.com" : host, path("/"))}metadata:
  name: plex
  namespace: media
  labels:
    host: ${host.includes("class") ? "*class" : "*host"}
`;
    expect(converted(above("&host plex.example.com"))).toContain("    - &host plex.example.com\n");
    expect(refusal(above("class"))).toBe("`&class` is needed outside of what is replaced.");
  });
});

describe("the layout of the file", () => {
  const one = ingress(rule("plex.example.com", path("/x")));

  test("with dashes below their keys and four columns", () => {
    const text = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
    name: plex
spec:
    ingressClassName: internal
    rules:
    - host: plex.example.com
      http:
          paths:
          - path: /x
            pathType: Prefix
            backend:
                service:
                    name: plex
                    port:
                        number: 80
`;
    expect(converted(text)).toContain(`spec:
    parentRefs:
    - name: internal
      namespace: network
      sectionName: https
    hostnames:
    - plex.example.com
    rules:
    - matches:
      - path:
            type: PathPrefix
            value: /x
      backendRefs:
      - name: plex
        port: 80
`);
  });

  test("with CRLF", () => {
    expect(converted(one.replaceAll("\n", "\r\n"))).toBe(converted(one).replaceAll("\n", "\r\n"));
    const two = ingress(rule("a.example.com", path("/")), rule("b.example.com", path("/x")));
    expect(converted(two.replaceAll("\n", "\r\n"))).toBe(converted(two).replaceAll("\n", "\r\n"));
  });

  test("without a line break at its end", () => {
    expect(converted(one.slice(0, -1))).toBe(converted(one).slice(0, -1));
    const two = ingress(rule("a.example.com", path("/")), rule("b.example.com", path("/x")));
    expect(converted(two.slice(0, -1))).toBe(converted(two).slice(0, -1));
  });

  test("in braces", () => {
    const text = one.slice(0, one.indexOf("spec:"));
    const flow =
      "{ingressClassName: internal, rules: [{host: a.b.c, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: plex, port: {number: 80}}}}]}}]}";
    expect(converted(`${text}spec: ${flow} # all\n`)).toContain(
      "spec:\n  parentRefs:\n    - name: internal\n      namespace: network\n      sectionName: https\n  hostnames:\n    - a.b.c\n  rules:\n    - backendRefs:\n        - name: plex\n          port: 80 # all\n",
    );
  });

  test("with quotes around the kind", () => {
    const text = one
      .replace("kind: Ingress", "kind: 'Ingress'")
      .replace("networking.k8s.io/v1", '"networking.k8s.io/v1"');
    expect(converted(text)).toMatch(/^apiVersion: "gateway.networking.k8s.io\/v1"\nkind: 'HTTPRoute'\n/);
  });

  test("with other documents", () => {
    const service =
      "apiVersion: v1\nkind: Service\nmetadata:\n  name: plex\n  namespace: media\nspec:\n  ports: [{port: 80}]\n";
    const two = ingress(rule("a.example.com", path("/")), rule("b.example.com", path("/x")));
    const text = `---\n${service}---\n${two}# behind\n---\n${service.replaceAll("plex", "other")}`;
    expect(converted(text.replace("---\n", "").replace(service, service))).toBe(converted(text).slice(4));
    const parts = converted(text).split("---\n");
    expect(parts).toHaveLength(5);
    expect(parts[1]).toBe(service);
    expect(parts[2]).toMatch(/# behind\n$/);
    expect(parts[3]).toContain("name: plex-b\n");
    expect(parts[4]).toBe(service.replaceAll("plex", "other"));
  });
});

describe("the comment that names the schema", () => {
  const one = ingress(rule("a.example.com", path("/")), rule("b.example.com", path("/x")));
  const line = (address: string): string => `# yaml-language-server: $schema=${address}\n`;

  test("names that of the route", () => {
    const text = converted(`---\n${line("https://schemas.example.com/networking.k8s.io/ingress_v1.json")}${one}`);
    const own = line("https://schemas.example.com/gateway.networking.k8s.io/httproute_v1.json");
    expect(text.startsWith(`---\n${own}apiVersion: gateway`)).toBe(true);
    expect(text).toContain(
      `---\n${own}apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: plex-b`,
    );
  });

  test("goes where nobody knows of a route there", () => {
    const address =
      "https://raw.githubusercontent.com/yannh/kubernetes-json-schema/master/v1.30.0/ingress-networking-v1.json";
    expect(converted(`---\n${line(address)}# other\n${one}`)).toMatch(/^---\n# other\napiVersion/);
  });
});
