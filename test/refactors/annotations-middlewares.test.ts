import {describe, expect, test} from "vitest";
import {confirmationOf, interpret} from "../../server/src/engine/refactors/ingressToRoute/annotations.ts";
import type {DraftRule, PathType} from "../../server/src/engine/refactors/ingressToRoute/draft.ts";
import type {Parent} from "../../server/src/engine/refactors/ingressToRoute/gateways.ts";
import {
  type MiddlewareName,
  type Passage,
  type RouteContext,
  throughMiddlewares,
} from "../../server/src/engine/refactors/ingressToRoute/middlewares.ts";
import {resourceOf} from "../../server/src/engine/resources/resource.ts";
import {leaf} from "../../server/src/engine/yaml/edit/compose.ts";
import {workspaceOf} from "../support/check.ts";

/** Middlewares by `namespace/name`, with their specs in YAML's flow style. */
type Middlewares = Readonly<Record<string, string>>;

const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: plex
  namespace: media
  annotations:
    traefik.ingress.kubernetes.io/router.middlewares: KEYS
`;

function contextOf(middlewares: Middlewares, parent: Partial<Parent> = {}, keys = "x"): RouteContext {
  const manifests = Object.entries(middlewares).map(([key, spec]) => {
    const [namespace = "", name = ""] = key.split("/");
    return `apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}
`;
  });
  const files = new Map([
    ["plex.yaml", INGRESS.replace("KEYS", keys)],
    ["middlewares.yaml", manifests.join("---\n")],
  ]);
  const workspace = workspaceOf(files);
  const document = workspace.file("plex.yaml")?.documents[0];
  const resource = document && resourceOf(document);
  if (!resource) throw new Error("no resource");
  const defaults: Parent = {name: "internal", namespace: "network", isTraefik: undefined, remember: undefined};
  return {workspace, resource, parent: {...defaults, ...parent}};
}

function rule(...matches: (readonly [PathType, string])[]): DraftRule {
  return {
    matches: matches.map(([type, pathText]) => ({type, path: leaf(pathText), pathText})),
    filters: [],
    backends: [{entries: [["name", leaf("plex")]]}],
  };
}

const MEDIA = (name: string): MiddlewareName => ({name, namespace: "media"});

/** One Middleware `media/it` in front of a rule. */
function through(spec: string, of: DraftRule = rule(), parent: Partial<Parent> = {}): Passage {
  return throughMiddlewares(of, [MEDIA("it")], contextOf({"media/it": spec}, parent));
}

function told({verdicts}: Passage): string[] {
  return verdicts.map(({key, action, why}) => `${action} ${key}${why ? `: ${why}` : ""}`);
}

function shown({rules}: Passage): object[] {
  return rules.map(({matches, filters}) => ({
    ...(matches.length > 0 && {matches: matches.map(({type, pathText}) => `${type} ${pathText}`)}),
    filters,
  }));
}

const rewrite = (type: string, field: string, path: string): object => ({
  type: "URLRewrite",
  urlRewrite: {path: {type, [field]: path}},
});
const prefix = (path: string): object => rewrite("ReplacePrefixMatch", "replacePrefixMatch", path);
const full = (path: string): object => rewrite("ReplaceFullPath", "replaceFullPath", path);

describe("what Middlewares are on a route", () => {
  test.each<[string, string]>([
    ["{forwardAuth: {address: http://auth.network:9000}}", "block"],
    ["{basicAuth: {secret: users}}", "block"],
    ["{digestAuth: {secret: users}}", "block"],
    ["{ipAllowList: {sourceRange: [10.0.0.0/8]}}", "block"],
    ["{ipWhiteList: {sourceRange: [10.0.0.0/8]}}", "block"],
    ["{plugin: {crowdsec: {}}}", "block"],
    ["{somethingNew: {}}", "block"],
    ["{}", "block"],
    ["{basicAuth: {}, compress: {}}", "block"],
    ["{redirectRegex: {regex: a, replacement: b}}", "block"],
    ["{replacePathRegex: {regex: a, replacement: b}}", "block"],
    ["{stripPrefixRegex: {regex: [/x]}}", "block"],
    ["{redirectScheme: {scheme: http}}", "block"],
    ["{redirectScheme: {scheme: https}}", "todo"],
    ["{redirectScheme: {scheme: https, port: '8443'}}", "todo"],
    ["{compress: {}}", "todo"],
    ["{rateLimit: {average: 10}}", "todo"],
    ["{headers: {allowedHosts: [plex.example.org]}}", "block"],
    ["{headers: {stsSeconds: 100, customRequestHeaders: {X-A: b}}}", "todo"],
    ["{headers: {customRequestHeaders: {Host: other}}}", "todo"],
    ['{headers: {customRequestHeaders: {X-A: "${SECRET}"}}}', "todo"],
    ["{chain: {middlewares: [{name: missing}]}}", "block"],
    ["{chain: {middlewares: [{name: it}]}}", "block"],
    ["{chain: {}}", "block"],
  ])("%s is %s, and the rule stays as it is", (spec, action) => {
    const passage = through(spec);
    expect(passage.verdicts.map((verdict) => verdict.action)).toEqual([action]);
    expect(passage.verdicts[0]?.why).toMatch(/^Middleware `media\/\w+` .*\.$/);
    expect(shown(passage)).toEqual([{filters: []}]);
  });

  test.each<[string, DraftRule, object[]]>([
    [
      "{stripPrefix: {prefixes: [/a]}}",
      rule(["PathPrefix", "/a"]),
      [{matches: ["PathPrefix /a"], filters: [prefix("/")]}],
    ],
    [
      "{stripPrefix: {prefixes: [/a/]}}",
      rule(["PathPrefix", "/a/b"]),
      [{matches: ["PathPrefix /a/b"], filters: [prefix("/b")]}],
    ],
    ["{stripPrefix: {prefixes: [/a]}}", rule(["Exact", "/a"]), [{matches: ["Exact /a"], filters: [full("/")]}]],
    ["{stripPrefix: {prefixes: [/a]}}", rule(["PathPrefix", "/b"]), [{matches: ["PathPrefix /b"], filters: []}]],
    [
      "{stripPrefix: {prefixes: [/a, /b]}}",
      rule(["PathPrefix", "/a"], ["PathPrefix", "/b"]),
      [
        {matches: ["PathPrefix /a"], filters: [prefix("/")]},
        {matches: ["PathPrefix /b"], filters: [prefix("/")]},
      ],
    ],
    ["{addPrefix: {prefix: /web}}", rule(), [{filters: [prefix("/web")]}]],
    [
      "{addPrefix: {prefix: /web}}",
      rule(["PathPrefix", "/a"], ["Exact", "/b"]),
      [
        {matches: ["PathPrefix /a"], filters: [prefix("/web/a")]},
        {matches: ["Exact /b"], filters: [full("/web/b")]},
      ],
    ],
    [
      "{replacePath: {path: /x}}",
      rule(["PathPrefix", "/a"], ["Exact", "/b"]),
      [{matches: ["PathPrefix /a", "Exact /b"], filters: [full("/x")]}],
    ],
    [
      '{headers: {customRequestHeaders: {X-A: b, X-Real-IP: ""}, customResponseHeaders: {X-C: d}}}',
      rule(),
      [
        {
          filters: [
            {
              type: "RequestHeaderModifier",
              requestHeaderModifier: {set: [{name: "X-A", value: "b"}], remove: ["X-Real-IP"]},
            },
            {type: "ResponseHeaderModifier", responseHeaderModifier: {set: [{name: "X-C", value: "d"}]}},
          ],
        },
      ],
    ],
  ])("%s becomes filters", (spec, of, expected) => {
    const passage = through(spec, of);
    expect(passage.verdicts.map(({action}) => action)).toEqual(["convert"]);
    expect(shown(passage)).toEqual(expected);
  });

  test.each<[string, DraftRule]>([
    ["{stripPrefix: {prefixes: [/a]}}", rule()],
    ["{stripPrefix: {prefixes: [/a]}}", rule(["PathPrefix", "/ab"])],
    ["{stripPrefix: {prefixes: [/a]}}", rule(["RegularExpression", "/a.*"])],
    ['{stripPrefix: {prefixes: ["${PREFIX}"]}}', rule(["PathPrefix", "/a"])],
    ["{stripPrefix: {prefixes: [/a]}}", rule(["PathPrefix", "/${APP}"])],
    ["{replacePath: {path: x}}", rule()],
  ])("%s that can't be said by a route must be confirmed", (spec, of) => {
    expect(told(through(spec, of))).toEqual([
      "block media/it: Middleware `media/it` changes paths in a way that a route can't.",
    ]);
  });

  test("a second rewrite has no place in a rule", () => {
    const context = contextOf({
      "media/strip": "{stripPrefix: {prefixes: [/a]}}",
      "media/add": "{addPrefix: {prefix: /b}}",
    });
    const passage = throughMiddlewares(rule(["PathPrefix", "/a"]), [MEDIA("strip"), MEDIA("add")], context);
    expect(passage.verdicts.map(({key, action}) => `${action} ${key}`)).toEqual([
      "convert media/strip",
      "block media/add",
    ]);
  });

  test("a chain is its members, in their order", () => {
    const context = contextOf({
      "network/all": "{chain: {middlewares: [{name: zip}, {name: login, namespace: auth}, {name: headers}]}}",
      "network/zip": "{compress: {}}",
      "auth/login": "{forwardAuth: {address: http://auth}}",
      "network/headers": "{headers: {customRequestHeaders: {X-A: b}}}",
    });
    const passage = throughMiddlewares(rule(), [{name: "all", namespace: "network"}], context);
    expect(passage.verdicts.map(({key, action}) => `${action} ${key}`)).toEqual([
      "todo network/zip",
      "block auth/login",
      "convert network/headers",
    ]);
    expect(passage.rules[0]?.filters).toHaveLength(1);
  });

  test("nobody knows what a Middleware does that is not in the repository", () => {
    expect(told(throughMiddlewares(rule(), [{name: "other", namespace: undefined}], contextOf({})))).toEqual([
      "block media/other: Middleware `media/other` is not in the repository, so nobody knows here whether it guards access.",
    ]);
  });
});

describe("Traefik's own Gateway", () => {
  const traefik = {isTraefik: true};
  const extension = {type: "ExtensionRef", extensionRef: {group: "traefik.io", kind: "Middleware", name: "it"}};

  test("takes Middlewares of the route's namespace as filters, whatever they do", () => {
    for (const spec of ["{forwardAuth: {address: http://auth}}", "{plugin: {x: {}}}", "{compress: {}}"]) {
      const passage = through(spec, rule(), traefik);
      expect([told(passage), shown(passage)]).toEqual([[], [{filters: [extension]}]]);
    }
  });

  test("takes none of other namespaces", () => {
    const context = contextOf({"network/it": "{forwardAuth: {address: http://auth}}"}, traefik);
    const passage = throughMiddlewares(rule(), [{name: "it", namespace: "network"}], context);
    expect(passage.verdicts.map(({action}) => action)).toEqual(["block"]);
    expect(shown(passage)).toEqual([{filters: []}]);
  });
});

describe("Middlewares that an annotation names", () => {
  function named(keys: string, middlewares: Middlewares, parent: Partial<Parent> = {}): string[] {
    const context = contextOf(middlewares, parent, keys);
    const annotations = context.resource.root.at("metadata", "annotations");
    const {verdicts, drafts} = interpret(annotations, [{hostnames: [], hostTexts: [], rules: [rule()]}], context);
    const filters = drafts.flatMap(({rules}) => rules.flatMap((one) => one.filters));
    return [...verdicts.map(({action, why}) => `${action}${why ? ` ${why}` : ""}`), JSON.stringify(filters)];
  }
  const KEY = "`traefik.ingress.kubernetes.io/router.middlewares`";
  const forwardAuth = "{forwardAuth: {address: http://auth}}";

  test("are found although dashes do not tell where the name begins", () => {
    expect(named("my-net-my-auth@kubernetescrd", {"my-net/my-auth": forwardAuth})).toEqual([
      `block ${KEY} names Middlewares: Middleware \`my-net/my-auth\` guards access: it asks another service whether to let a request in.`,
      "[]",
    ]);
  });

  test("must be one", () => {
    const both = {"my/net-auth": forwardAuth, "my-net/auth": "{compress: {}}"};
    expect(named("my-net-auth@kubernetescrd", both)[0]).toMatch(
      /^block .*`my-net-auth@kubernetescrd` is no Middleware that can be told/,
    );
  });

  test("become filters of Traefik's own Gateway, in their order", () => {
    const middlewares = {"media/one": forwardAuth, "media/two": "{compress: {}}"};
    const [verdict, filters] = named("media-two@kubernetescrd, media-one@kubernetescrd", middlewares, {
      isTraefik: true,
    });
    expect(verdict).toBe("convert");
    expect(filters?.match(/"name":"\w+"/g)).toEqual(['"name":"two"', '"name":"one"']);
  });

  test("what weighs most decides, and the others are converted", () => {
    const middlewares = {
      "media/one": "{headers: {customRequestHeaders: {X-A: b}}}",
      "media/two": "{compress: {}}",
    };
    const [verdict, filters] = named("media-one@kubernetescrd,media-two@kubernetescrd", middlewares);
    expect(verdict).toMatch(/^todo .*`media\/two` compresses answers/);
    expect(filters).toContain("RequestHeaderModifier");
  });

  test("are confirmed one by one, as one annotation means others elsewhere", () => {
    const keys = "network-one@kubernetescrd,auth@file";
    const context = contextOf({"network/one": forwardAuth}, {}, keys);
    const annotations = context.resource.root.at("metadata", "annotations");
    const {verdicts} = interpret(annotations, [{hostnames: [], hostTexts: [], rules: [rule()]}], context);
    const confirmedBy = (...confirmed: string[]): boolean => confirmationOf(verdicts, {confirmed}) === undefined;
    expect(confirmedBy("traefik.ingress.kubernetes.io/router.middlewares")).toBe(false);
    expect(confirmedBy("network/one")).toBe(false);
    expect(confirmedBy("network/one", "auth@file")).toBe(true);
  });

  test.each(["auth@file", '"${MIDDLEWARES}"', '"{{ .Values.auth }}@kubernetescrd"'])("%s must be confirmed", (keys) => {
    expect(named(keys, {})[0]).toMatch(/^block /);
  });
});
