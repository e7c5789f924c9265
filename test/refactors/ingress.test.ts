import {describe, expect, test} from "vitest";
import {
  ALL,
  convert,
  converted,
  HEAD,
  HOST,
  ingress,
  match,
  PARENT,
  path,
  propose,
  refusal,
  rule,
  spec,
  subjects,
} from "./ingressConversion.ts";

describe("an Ingress", () => {
  test("becomes an HTTPRoute in its place", () => {
    expect(converted(ingress(rule("plex.example.com", path("/"))))).toBe(
      `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: plex\n  namespace: media\nspec:\n${PARENT}${HOST}  rules:\n${ALL}`,
    );
  });

  test("says what it is and where it stands", () => {
    const [subject] = subjects({"ingress.yaml": ingress(rule("a.example.com", path("/")))});
    expect(subject).toMatchObject({name: "Ingress `plex`", title: "Convert Ingress to HTTPRoute"});
    expect(subject?.variants).toBeUndefined();
  });

  test("with a path keeps its type", () => {
    const text = ingress(rule("plex.example.com", path("/api"), path("/web", "plex", "Exact"), path("/hook/")));
    const rules = [match("PathPrefix", "/api"), match("Exact", "/web"), match("PathPrefix", "/hook/")].join("");
    expect(spec(converted(text))).toBe(`${PARENT}${HOST}  rules:\n${rules}`);
  });

  test("with a path that its controller reads takes the prefix and says so", () => {
    const own = "ImplementationSpecific";
    const {text, notes} = convert({"ingress.yaml": ingress(rule("plex.example.com", path("/api", "plex", own)))});
    expect(spec(text)).toBe(`${PARENT}${HOST}  rules:\n${match("PathPrefix", "/api")}`);
    expect(notes.map(({weight}) => weight)).toEqual(["warning"]);
    const whole = ingress(rule("plex.example.com", path("/", "plex", own)));
    expect(convert({"ingress.yaml": whole}).notes.map(({weight}) => weight)).toEqual(["info"]);
    expect(spec(converted(whole.replace("path: /\n            ", "")))).toBe(`${PARENT}${HOST}  rules:\n${ALL}`);
  });

  test("of a controller that compares letters says where that is different", () => {
    const texts = (className: string, type: string, at: string): string[] => {
      const text = ingress(rule("plex.example.com", path(at, "plex", type))).replace("internal", className);
      return convert({
        "ingress.yaml": text,
        ".flux-workbench.yaml": `gateways: {${className}: {name: internal, namespace: network}}\n`,
      }).notes.map((note) => note.text);
    };
    const inTraefik =
      "Traefik takes `/api` letter by letter, `/apix` too, unless it is told to be strict; the route takes whole elements.";
    expect(texts("traefik-internal", "Prefix", "/api")).toEqual([inTraefik]);
    expect(texts("traefik-internal", "Prefix", "/hook/")).toEqual([]);
    expect(texts("nginx", "Prefix", "/api")).toEqual([]);
    expect(texts("nginx", "ImplementationSpecific", "/api")).toEqual([
      "nginx takes `/api` letter by letter, `/apix` too; the route takes whole elements.",
    ]);
    expect(texts("nginx", "ImplementationSpecific", "/")).toEqual([]);
  });

  test("with hosts that have the same paths becomes one route", () => {
    const text = converted(ingress(rule("a.example.com", path("/")), rule("b.example.com", path("/"))));
    expect(spec(text)).toBe(`${PARENT}  hostnames:\n    - a.example.com\n    - b.example.com\n  rules:\n${ALL}`);
  });

  test("with hosts that have different paths becomes several routes", () => {
    const {text, notes} = convert({
      "ingress.yaml": ingress(rule("a.example.com", path("/")), rule("b.example.com", path("/x"))),
    });
    expect(text.split("---\n")[1]).toBe(
      `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: plex-b\n  namespace: media\nspec:\n${PARENT}  hostnames:\n    - b.example.com\n  rules:\n${match("PathPrefix", "/x")}`,
    );
    expect(notes.map((note) => note.text)).toEqual([
      "It becomes 2 routes, because the rules of a route are for all its hosts: `plex`, `plex-b`.",
    ]);
  });

  test("with more hosts or paths than a route holds becomes several routes", () => {
    const hosts = Array.from({length: 18}, (_, i) => rule(`a${i}.example.com`, path("/")));
    const many = converted(ingress(...hosts)).split("---\n");
    expect(many.map((one) => one.match(/a\d+\.example/g)?.length)).toEqual([16, 2]);
    const paths = Array.from({length: 33}, (_, i) => path(`/p${i}`));
    const long = converted(ingress(rule("a.example.com", ...paths))).split("---\n");
    expect(long.map((one) => one.match(/value:/g)?.length)).toEqual([16, 16, 1]);
    expect(long.map((one) => /^ {2}name: (.*)$/m.exec(one)?.[1])).toEqual(["plex", "plex-a", "plex-2"]);
  });

  test("without a host has no hostnames", () => {
    const {text, notes} = convert({"ingress.yaml": ingress(rule(undefined, path("/")))});
    expect(spec(text)).toBe(`${PARENT}  rules:\n${ALL}`);
    expect(notes.map((note) => note.weight)).toEqual(["info"]);
  });

  test("says that a wildcard stands for more", () => {
    const {text, notes} = convert({"ingress.yaml": ingress(rule('"*.example.com"', path("/")))});
    expect(spec(text)).toContain('    - "*.example.com"\n');
    expect(notes).toEqual([
      {
        weight: "warning",
        text: "In an Ingress `*.example.com` stands for one label, in a route for any number of them.",
      },
    ]);
  });

  test("copies variables as they are written", () => {
    const text = converted(
      ingress(rule('"plex.${DOMAIN}"', path("${PREFIX}/x", "${APP}", "Prefix", "number: ${PORT}"))),
    );
    expect(spec(text)).toBe(
      `${PARENT}  hostnames:\n    - "plex.\${DOMAIN}"\n  rules:\n${match(
        "PathPrefix",
        "${PREFIX}/x",
        "      backendRefs:\n        - name: ${APP}\n          port: ${PORT}\n",
      )}`,
    );
  });

  test("without a class gets the default Gateway", () => {
    const text = ingress(rule("plex.example.com", path("/"))).replace("  ingressClassName: internal\n", "");
    expect(spec(converted(text))).toBe(
      `  parentRefs:\n    - name: internal\n      namespace: network\n${HOST}  rules:\n${ALL}`,
    );
  });

  test("with a class that has no Gateway asks", () => {
    const text = ingress(rule("plex.example.com", path("/"))).replace("internal", "other");
    expect(propose({"ingress.yaml": text})).toMatchObject({asks: expect.stringContaining("`other`")});
  });
});

describe("what is refused", () => {
  const one = rule("plex.example.com", path("/"));

  test.each([
    [
      "a backend that is no Service",
      ingress(one).replace(/service:[\s\S]*/, "resource:\n                kind: Bucket\n                name: b\n"),
      "`spec.rules[0].http.paths[0].backend.resource` leads to Bucket `b`, and a route leads to Services.",
    ],
    ["no rules", HEAD, "It has neither `rules` nor a `defaultBackend`, so it leads nowhere."],
    [
      "an old version",
      ingress(one).replace("k8s.io/v1", "k8s.io/v1beta1"),
      "No Kubernetes since 1.22 serves `networking.k8s.io/v1beta1`: make it `networking.k8s.io/v1` first.",
    ],
    [
      "an old group",
      ingress(one).replace("networking.k8s.io/v1", "extensions/v1beta1"),
      "No Kubernetes since 1.22 serves `extensions/v1beta1`: make it `networking.k8s.io/v1` first.",
    ],
    [
      "an unknown type",
      ingress(one).replace("Prefix", "${TYPE}"),
      "`spec.rules[0].http.paths[0].pathType` is `${TYPE}`, so nobody knows what the path matches.",
    ],
    [
      "a missing type",
      ingress(one).replace("pathType: Prefix", "x: y"),
      "`spec.rules[0].http.paths[0]` has no `pathType`, which the API server does not take.",
    ],
    [
      "a missing path",
      ingress(one).replace("path: /\n            ", ""),
      "`spec.rules[0].http.paths[0]` has no `path`, which the API server does not take.",
    ],
    [
      "a pattern",
      ingress(rule("a.example.com", path("/x/.*"))),
      "`/x/.*` looks like a pattern, and a route would compare it letter by letter.",
    ],
    [
      "a missing port",
      ingress(one).replace(/port:[\s\S]*/, ""),
      "`spec.rules[0].http.paths[0].backend.service` names no port.",
    ],
    ["a fault of the result", ingress(rule("a.example.com", path('"/a b"'))), "The result would have a fault: "],
  ])("%s", (_, text, why) => {
    expect(refusal(text).slice(0, why.length)).toBe(why);
  });

  test("a patch of an Ingress", () => {
    const files = {
      "ingress.yaml": ingress(one),
      "kustomization.yaml": "resources: [app.yaml]\npatches:\n  - path: ingress.yaml\n",
      "app.yaml": ingress(one),
    };
    expect(refusal(files)).toBe(
      "This is a patch of Ingress `plex`: put what it sets into the Ingress itself, which can be converted then.",
    );
  });
});
