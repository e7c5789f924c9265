import {describe, expect, test} from "vitest";
import type {Parent} from "../../server/src/engine/refactors/ingressToRoute/gateways.ts";
import {patternIn} from "../../server/src/engine/refactors/ingressToRoute/httpRoute/limits.ts";
import {actionsOf, interpreted, NGINX, rulesOf, TRAEFIK} from "./annotationsOf.ts";

const GATEWAY = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: internal
  namespace: network
  annotations:
    external-dns.alpha.kubernetes.io/target: internal.example.org
spec:
  gatewayClassName: traefik
  listeners:
    - name: http
      protocol: HTTP
      port: 8000
    - name: https
      protocol: HTTPS
      port: 8443
`;

const REDIRECT = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: https-redirect
  namespace: network
spec:
  parentRefs:
    - name: internal
      sectionName: http
  rules:
    - filters:
        - type: RequestRedirect
          requestRedirect: {scheme: https, statusCode: 301}
`;

describe("redirects", () => {
  const https = [
    {
      filters: [
        {
          type: "RequestRedirect",
          requestRedirect: {
            scheme: "https",
            hostname: "www.example.org",
            path: {type: "ReplaceFullPath", replaceFullPath: "/new"},
            statusCode: 308,
          },
        },
      ],
      backends: 0,
    },
  ];

  test("all requests, with the code that is written", () => {
    const result = interpreted({
      [`${NGINX}permanent-redirect-code`]: "308",
      [`${NGINX}permanent-redirect`]: "https://www.example.org/new",
    });
    expect(actionsOf(result)).toBe("convert convert");
    expect(rulesOf(result)).toEqual(https);
  });

  test("the path that was asked for is kept where nginx keeps it", () => {
    const result = interpreted({[`${NGINX}temporal-redirect`]: "http://www.example.org:8080$request_uri"});
    expect(rulesOf(result)).toEqual([
      {
        filters: [
          {
            type: "RequestRedirect",
            requestRedirect: {scheme: "http", hostname: "www.example.org", port: 8080, statusCode: 302},
          },
        ],
        backends: 0,
      },
    ]);
  });

  test("a temporal one goes first", () => {
    const result = interpreted({
      [`${NGINX}permanent-redirect`]: "https://a.example.org",
      [`${NGINX}permanent-redirect-code`]: "308",
      [`${NGINX}temporal-redirect`]: "https://b.example.org",
    });
    expect(actionsOf(result)).toBe("drop drop convert");
    expect(JSON.stringify(rulesOf(result))).toContain("b.example.org");
  });

  test.each([
    "https://a.example.org/?q=1",
    "https://$host/x",
    "${URL}",
    "https://10.0.0.1/",
    "https://a.example.org/{{ .Release.Name }}",
  ])("%s must be confirmed: the app was never served", (target) => {
    const result = interpreted({[`${NGINX}permanent-redirect`]: target});
    expect(actionsOf(result)).toBe("block");
    expect(rulesOf(result)).toEqual([{backends: 1}]);
  });

  test("app-root is a rule of its own", () => {
    const result = interpreted({[`${NGINX}app-root`]: "/web/"});
    expect(rulesOf(result)).toEqual([
      {
        matches: ["Exact /"],
        filters: [
          {
            type: "RequestRedirect",
            requestRedirect: {path: {type: "ReplaceFullPath", replaceFullPath: "/web/"}, statusCode: 302},
          },
        ],
        backends: 0,
      },
      {backends: 1},
    ]);
  });

  test("https is the business of a Gateway that redirects", () => {
    const files = {"gateway.yaml": GATEWAY, "redirect.yaml": REDIRECT};
    for (const key of ["ssl-redirect", "force-ssl-redirect"]) {
      expect(actionsOf(interpreted({[NGINX + key]: "true"}, {files}))).toBe("drop");
    }
    expect(actionsOf(interpreted({[`${NGINX}ssl-redirect`]: "true"}, {files: {"gateway.yaml": GATEWAY}}))).toBe("todo");
    const other = {"redirect.yaml": REDIRECT.replace("name: internal", "name: external")};
    expect(actionsOf(interpreted({[`${NGINX}ssl-redirect`]: "true"}, {files: other}))).toBe("todo");
  });
});

describe("rewrites", () => {
  const prefix = (path: string): object => ({
    type: "URLRewrite",
    urlRewrite: {path: {type: "ReplacePrefixMatch", replacePrefixMatch: path}},
  });
  const full = (path: string): object => ({
    type: "URLRewrite",
    urlRewrite: {path: {type: "ReplaceFullPath", replaceFullPath: path}},
  });

  test.each<[string, string, object]>([
    ["/", "/", {backends: 1}],
    ["/api", "/api", {matches: ["PathPrefix /api"], backends: 1}],
    ["/api", "/", {matches: ["PathPrefix /api"], filters: [full("/")], backends: 1}],
    ["/(.*)", "/$1", {backends: 1}],
    ["/x/(.*)", "/$1", {matches: ["PathPrefix /x"], filters: [prefix("/")], backends: 1}],
    ["/x(/|$)(.*)", "/$2", {matches: ["PathPrefix /x"], filters: [prefix("/")], backends: 1}],
    ["/a/b(/|$)(.*)", "/$2", {matches: ["PathPrefix /a/b"], filters: [prefix("/")], backends: 1}],
  ])("%s to %s", (path, target, rule) => {
    const result = interpreted({[`${NGINX}rewrite-target`]: target}, {paths: [["PathPrefix", path]]});
    expect(actionsOf(result)).toBe("convert");
    expect(rulesOf(result)).toEqual([rule]);
  });

  test.each<[string, string]>([
    ["/x/(.*)", "/y/$1"],
    ["/v([0-9]+)/(.*)", "/$2"],
    ["/x/(.*)", "${TARGET}"],
    ["/user/login.*$", "/oauth2/$2"],
  ])("%s to %s leads elsewhere without its rewrite, so it is refused", (path, target) => {
    const result = interpreted({[`${NGINX}rewrite-target`]: target}, {paths: [["PathPrefix", path]]});
    expect(actionsOf(result)).toBe("todo");
    expect(patternIn(result.drafts)?.refused).toContain(path);
    const both = {[`${NGINX}rewrite-target`]: target, [`${NGINX}use-regex`]: "true"};
    expect(patternIn(interpreted(both, {paths: [["PathPrefix", path]]}).drafts)).toBeDefined();
  });

  test("a plain path with a target that no route can have is left to do", () => {
    const result = interpreted({[`${NGINX}rewrite-target`]: "/y?z=1"}, {paths: [["PathPrefix", "/x"]]});
    expect(actionsOf(result)).toBe("todo");
    expect(rulesOf(result)).toEqual([{matches: ["PathPrefix /x"], backends: 1}]);
  });

  test("use-regex turns patterns into what they are", () => {
    const paths = [
      ["PathPrefix", "/plain"],
      ["PathPrefix", "/v[0-9]"],
      ["PathPrefix", "/all/.*"],
      ["PathPrefix", "/begin.*"],
    ] as const;
    const result = interpreted({[`${NGINX}use-regex`]: "true"}, {paths});
    expect(actionsOf(result)).toBe("todo");
    expect(rulesOf(result).flatMap((rule) => (rule as {matches: string[]}).matches)).toEqual([
      "PathPrefix /plain",
      "RegularExpression (?i)^/v[0-9].*",
      "PathPrefix /all/",
      "RegularExpression (?i)^/begin.*.*",
    ]);
  });

  test("the host that the app sees, in one filter with the path", () => {
    const result = interpreted({
      [`${NGINX}upstream-vhost`]: "plex.internal",
      [`${NGINX}rewrite-target`]: "/web",
    });
    expect(actionsOf(result)).toBe("convert convert");
    expect(rulesOf(result)).toEqual([
      {
        filters: [
          {
            type: "URLRewrite",
            urlRewrite: {hostname: "plex.internal", path: {type: "ReplaceFullPath", replaceFullPath: "/web"}},
          },
        ],
        backends: 1,
      },
    ]);
    expect(actionsOf(interpreted({[`${NGINX}upstream-vhost`]: "$service_name.local"}))).toBe("todo");
  });
});

describe("CORS", () => {
  const on = {[`${NGINX}enable-cors`]: "true"};

  test("has the defaults of ingress-nginx", () => {
    expect(rulesOf(interpreted(on))).toMatchObject([
      {
        filters: [
          {
            type: "CORS",
            cors: {
              allowOrigins: ["*"],
              allowMethods: ["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS"],
              maxAge: 1728000,
            },
          },
        ],
      },
    ]);
    expect(JSON.stringify(rulesOf(interpreted(on)))).not.toContain("allowCredentials");
  });

  test("says what is written", () => {
    const result = interpreted({
      ...on,
      [`${NGINX}cors-allow-origin`]: "https://a.example.org, https://*.b.example.org:8443",
      [`${NGINX}cors-allow-methods`]: "GET",
      [`${NGINX}cors-allow-headers`]: "X-A",
      [`${NGINX}cors-expose-headers`]: "X-B, X-C",
      [`${NGINX}cors-max-age`]: "60",
    });
    expect(actionsOf(result)).toBe("convert convert convert convert convert convert");
    expect(rulesOf(result)).toMatchObject([
      {
        filters: [
          {
            cors: {
              allowOrigins: ["https://a.example.org", "https://*.b.example.org:8443"],
              allowCredentials: true,
              allowMethods: ["GET"],
              allowHeaders: ["X-A"],
              exposeHeaders: ["X-B", "X-C"],
              maxAge: 60,
            },
          },
        ],
      },
    ]);
  });

  test("is left to do where a chart or the Gateway API can't", () => {
    expect(actionsOf(interpreted(on, {appTemplate: "4.4.0"}))).toBe("todo");
    expect(actionsOf(interpreted(on, {appTemplate: "4.5.0"}))).toBe("convert");
    const origin = `${NGINX}cors-allow-origin`;
    expect(actionsOf(interpreted({...on, [origin]: "*, https://a.example.org"}))).toBe("todo todo");
    expect(actionsOf(interpreted({...on, [origin]: "https://${HOST}"}))).toBe("todo todo");
    expect(actionsOf(interpreted({[origin]: "*"}))).toBe("drop");
    expect(actionsOf(interpreted({[`${NGINX}enable-cors`]: "false", [origin]: "*"}))).toBe("drop drop");
  });
});

describe("what the Gateway says", () => {
  const files = {"gateway.yaml": GATEWAY};

  test("the target of DNS records", () => {
    const key = "external-dns.alpha.kubernetes.io/target";
    expect(actionsOf(interpreted({[key]: "internal.example.org"}, {files}))).toBe("drop");
    expect(actionsOf(interpreted({[key]: "external.example.org"}, {files}))).toBe("todo");
  });

  test.each<[string, Partial<Parent>, string, string | undefined]>([
    ["websecure", {}, "convert", "https"],
    ["web", {}, "convert", "http"],
    ["websecure", {sectionName: "https"}, "convert", undefined],
    ["web", {sectionName: "https"}, "todo", undefined],
    ["web,websecure", {}, "todo", undefined],
    ["metrics", {}, "todo", undefined],
    ["websecure", {name: "other"}, "todo", undefined],
  ])("the listener for %s with %j", (value, parent, action, section) => {
    const result = interpreted({[`${TRAEFIK}router.entrypoints`]: value}, {files, parent});
    expect([actionsOf(result), result.sectionName]).toEqual([action, section]);
  });
});
