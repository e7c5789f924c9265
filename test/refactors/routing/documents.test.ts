import {describe, expect, test} from "vitest";
import {routingOf} from "./routing.ts";
import {alternativesOf} from "./traefikRule.ts";

const SERVICE = `kind: Service
metadata: {name: web, namespace: media}
spec: {ports: [{name: http, port: 8080}]}
`;

function ingress(path: string, annotations = "{}"): string {
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: media, annotations: ${annotations}}
spec:
  rules:
    - host: a.example.com
      http:
        paths: [${path}]
`;
}

function httpRoute(rules: string): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: media}
spec:
  hostnames: [a.example.com]
  rules: ${rules}
`;
}

function ingressRoute(match: string, more = ""): string {
  return `apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: {name: web, namespace: media}
spec:
  routes:
    - match: ${match}
      kind: Rule
      services: [{name: web, port: 8080}]
${more}`;
}

const NGINX = "nginx.ingress.kubernetes.io";
const backend = "backend: {service: {name: web, port: {number: 8080}}}";

describe("Ingress and HTTPRoute of the same meaning", () => {
  const refs = "backendRefs: [{name: web, port: 8080}]";
  const rewrite = (path: string): string => `filters: [{type: URLRewrite, urlRewrite: {path: ${path}}}], ${refs}`;
  const prefix = "{type: ReplacePrefixMatch, replacePrefixMatch: /}";
  const cases: [what: string, ingress: string, route: string][] = [
    ["a path", ingress(`{path: /, pathType: Prefix, ${backend}}`), `[{${refs}}]`],
    [
      "an exact path",
      ingress(`{path: /x, pathType: Exact, ${backend}}`),
      `[{matches: [{path: {type: Exact, value: /x}}], ${refs}}]`,
    ],
    [
      "the name of a port",
      `${ingress("{path: /x, backend: {service: {name: web, port: {name: http}}}}")}---\n${SERVICE}`,
      `[{matches: [{path: {value: /x}}], ${refs}}]`,
    ],
    ["a capture that is all", ingress(`{path: /(.*), ${backend}}`, `{${NGINX}/rewrite-target: /$1}`), `[{${refs}}]`],
    [
      "a prefix that is taken away",
      ingress(`{path: "/x(/|$)(.*)", ${backend}}`, `{${NGINX}/rewrite-target: /$2}`),
      `[{matches: [{path: {value: /x}}], ${rewrite(prefix)}}]`,
    ],
    [
      "a constant target",
      ingress(`{path: /x, ${backend}}`, `{${NGINX}/rewrite-target: /y}`),
      `[{matches: [{path: {value: /x}}], ${rewrite("{type: ReplaceFullPath, replaceFullPath: /y}")}}]`,
    ],
    [
      "a redirect",
      ingress(`{path: /, ${backend}}`, `{${NGINX}/permanent-redirect: https://b.example.com/z}`),
      "[{filters: [{type: RequestRedirect, requestRedirect: {scheme: https, hostname: b.example.com, statusCode: 301, path: {type: ReplaceFullPath, replaceFullPath: /z}}}]}]",
    ],
    [
      "the root of an app",
      ingress(`{path: /, ${backend}}`, `{${NGINX}/app-root: /web}`),
      `[{${refs}}, {matches: [{path: {type: Exact, value: /}}], filters: [{type: RequestRedirect, requestRedirect: {path: {type: ReplaceFullPath, replaceFullPath: /web}}}]}]`,
    ],
  ];
  test.each(cases)("%s", (_, before, after) => {
    const {rows, problems} = routingOf(before);
    expect(problems).toEqual([]);
    expect(routingOf(httpRoute(after))).toEqual({rows, problems: []});
  });

  test("a pattern that stays one is something else", () => {
    const before = ingress(`{path: "/x/(a|b)", ${backend}}`, `{${NGINX}/rewrite-target: /$1}`);
    expect(routingOf(before).rows).toEqual([
      "a.example.com | (?i)^/x/(a|b).* | RegularExpression | web | 8080 | rewrite /$1",
    ]);
    expect(routingOf(httpRoute(`[{matches: [{path: {value: "/x/(a|b)"}}], ${refs}}]`)).rows).not.toEqual(
      routingOf(before).rows,
    );
  });
});

test("a default backend takes every host", () => {
  const text =
    "kind: Ingress\nmetadata: {name: a}\nspec: {defaultBackend: {service: {name: web, port: {number: 80}}}}\n";
  expect(routingOf(text)).toEqual({rows: ["* | / | PathPrefix | web | 80"], problems: []});
});

test("a port that nobody knows is no number", () => {
  expect(routingOf(ingress("{path: /, backend: {service: {name: web, port: {name: http}}}}")).problems).toHaveLength(1);
  const around = [SERVICE];
  expect(
    routingOf(ingress("{path: /, backend: {service: {name: web, port: {name: http}}}}"), {around}).problems,
  ).toEqual([]);
});

describe("rules of Traefik", () => {
  const cases: [match: string, rows: string[]][] = [
    ["Host(`a.example.com`)", ["a.example.com | / | PathPrefix | web | 8080"]],
    ["PathPrefix(`/x`)", ["* | /x | PathPrefix | web | 8080"]],
    [
      "Host(`a`) && (Path(`/x`) || PathPrefix(`/y`))",
      ["a | /x | Exact | web | 8080", "a | /y | PathPrefix | web | 8080"],
    ],
    ['Host("a", `b`)', ["a | / | PathPrefix | web | 8080", "b | / | PathPrefix | web | 8080"]],
    ["Host(`a`) && !Method(`GET`)", ["a | / | PathPrefix | web | 8080 | if !Method(GET)"]],
  ];
  test.each(cases)("%s", (match, rows) => {
    expect(routingOf(ingressRoute(`'${match}'`))).toEqual({rows, problems: []});
  });

  test("that can't be read are said", () => {
    expect(routingOf(ingressRoute("Host(`a`")).problems).toEqual(["no rule of Traefik: Host(`a`"]);
    expect(routingOf(ingressRoute("Host(`a`) && Host(`b`)")).problems).toHaveLength(1);
  });

  test("say nothing twice", () => {
    expect(alternativesOf("A(`1`) && A(`1`) || A(`1`)")).toEqual(alternativesOf("A(`1`)"));
  });

  test("are turned around by a negation", () => {
    const [inside, outside] = [
      alternativesOf("!(Host(`a`) || Path(`/x`))"),
      alternativesOf("!Host(`a`) && !Path(`/x`)"),
    ];
    expect(inside).toEqual(outside);
    expect(alternativesOf("!(A(`1`) && B(`2`))")).toHaveLength(2);
    expect(alternativesOf("A(`1`) B(`2`)")).toBeUndefined();
  });

  test("a prefix may be taken away by a Middleware", () => {
    const strip =
      "---\nkind: Middleware\nmetadata: {name: strip, namespace: media}\nspec: {stripPrefix: {prefixes: [/x]}}\n";
    const text = ingressRoute("PathPrefix(`/x`)", `      middlewares: [{name: strip}]\n${strip}`);
    expect(routingOf(text).rows).toEqual(["* | /x | PathPrefix | web | 8080 | rewrite prefix:/"]);
  });
});
