import {describe, expect, test} from "vitest";
import {routingOf} from "./routing.ts";
import type {Routing} from "./table.ts";

/** A release `radio` with a service `web`; the ports are such that the first name of the alphabet is the wrong one. */
function release(values: string, service = "web: {ports: {http: {port: 8080}, admin: {port: 9000}}}"): string {
  return `kind: HelmRelease
metadata: {name: radio, namespace: media}
spec:
  values:
    service: {${service}}
    ${values}
`;
}

function route(rules: string, service?: string): string {
  const parent = "parentRefs: [{name: inside, namespace: network}]";
  return release(`route: {web: {hostnames: [radio.example.com], ${parent}, ${rules}}}`, service);
}

function ingress(paths: string, service?: string): string {
  return release(`ingress: {web: {hosts: [{host: radio.example.com, paths: ${paths}}]}}`, service);
}

/** 2.x has a service of its own, which needs a port. */
function routing(text: string, version: string): Routing {
  const isBare = version.startsWith("2") && !text.includes("main: {ports");
  return routingOf(isBare ? text.replace("service: {", "service: {main: {enabled: false}, ") : text, {version});
}

const TWO = "web: {ports: {http: {port: 8080}}}, api: {ports: {http: {port: 7000}}}";
const row = (service: string, port: string, path = "/", type = "PathPrefix"): string =>
  `radio.example.com | ${path} | ${type} | ${service} | ${port}`;

describe("backends of a route", () => {
  const cases: [version: string, backend: string, row: string][] = [
    ["3.7.2", "{name: web}", row("radio", "9000")],
    ["3.7.2", "{name: web, port: 8080}", row("radio", "9000")],
    ["3.7.2", "{name: radio, port: 8080}", row("radio", "8080")],
    ["3.7.3", "{name: web, port: 8080}", row("radio", "8080")],
    ["3.7.3", "{name: web}", row("radio", "9000")],
    ["4.0.1", "{}", row("radio", "9000")],
    ["4.2.0", "{identifier: web}", row("radio", "9000")],
    ["4.2.0", "{identifier: web, port: 8080}", row("radio", "8080")],
    ["4.2.0", "{name: web, port: 8080}", row("web", "8080")],
    ["4.2.0", "{name: '{{ .Release.Name }}', port: 8080}", row("radio", "8080")],
    ["4.6.0", "{identifier: web, port: '8080'}", row("radio", "8080")],
    ["4.6.1", "{identifier: web, port: http}", row("radio", "8080")],
    ["5.1.0", "{identifier: web, port: http, namespace: other}", row("other/radio", "8080")],
  ];
  test.each(cases)("%s %s", (version, backend, expected) => {
    expect(routing(route(`rules: [{backendRefs: [${backend}]}]`), version)).toEqual({rows: [expected], problems: []});
  });

  const refused: [version: string, backend: string, why: string][] = [
    ["3.7.1", "{name: web}", "the primary port of web is another one each time"],
    ["3.7.3", "{identifier: web, port: 8080}", "the chart knows no identifier"],
    ["3.7.3", "{name: web, port: http}", "port http is no number"],
    ["4.0.0", "{}", "either name or identifier is required"],
    ["4.5.0", "{identifier: web, port: http}", "port http is no number"],
    ["4.5.0", "{name: web}", "Must have port for Service reference (web)"],
    ["4.6.2", "{name: radio, port: http}", "no port http"],
    ["4.6.2", "{identifier: web, port: '8080'}", "no port 8080"],
    ["5.1.0", "{identifier: api}", "no enabled service api"],
    ["5.1.0", "{identifier: web, filters: []}", "the chart knows no filters"],
  ];
  test.each(refused)("%s %s is refused", (version, backend, why) => {
    expect(routing(route(`rules: [{backendRefs: [${backend}]}]`), version).problems.join("\n")).toContain(why);
  });
});

describe("rules of a route", () => {
  test("none: the only service from 4.1.1 on", () => {
    expect(routing(route("kind: HTTPRoute"), "4.1.1")).toEqual({rows: [row("radio", "9000")], problems: []});
    expect(routing(route("rules: []"), "4.1.0").problems).toEqual(["route web: no rules, nothing answers"]);
    expect(routing(route("kind: HTTPRoute", TWO), "4.1.1").problems).toEqual(["route web: no rules, nothing answers"]);
    expect(routing(route("kind: HTTPRoute", TWO), "4.6.2").problems).toContain(
      "refused by the chart: route web: an explicit rule is required",
    );
  });

  test("without backends nothing answers", () => {
    const {rows, problems} = routing(route("rules: [{matches: [{path: {value: /x}}]}]"), "5.0.0");
    expect(rows).toEqual([row("(no backend)", "", "/x")]);
    expect(problems).toEqual(["route web: a rule without backends, it answers 500"]);
  });

  test("each match with each backend", () => {
    const matches = "[{path: {type: Exact, value: /a}}, {path: {value: /b/}, method: GET}]";
    const refs = "[{identifier: web, port: 8080}, {identifier: web, port: 9000, weight: 0}]";
    expect(routing(route(`rules: [{matches: ${matches}, backendRefs: ${refs}}]`), "4.4.0")).toEqual({
      rows: [row("radio", "8080", "/a", "Exact"), `${row("radio", "8080", "/b")} | if method GET`],
      problems: [],
    });
  });

  const refused: [version: string, rules: string, why: string][] = [
    ["4.2.0", "[{matches: [{method: GET}], backendRefs: [{}]}]", "the chart knows no method"],
    ["4.4.0", "[{name: one, backendRefs: [{}]}]", "the chart knows no name"],
    ["4.4.0", "[{filters: [{type: CORS}], backendRefs: [{}]}]", "the chart knows no filter CORS"],
    ["5.0.0", "[{filters: [{type: RequestRedirect, requestRedirect: {statusCode: 308}}]}]", "no redirect 308"],
    ["4.2.0", "[{filters: [{type: RequestRedirect}], backendRefs: [{}]}]", "a redirect with backends"],
    ["5.0.0", "[{matches: [{path: {value: '/{{ .Release.Name }}'}}], backendRefs: [{}]}]", "is no template"],
  ];
  test.each(refused)("%s %s is refused", (version, rules, why) => {
    expect(routing(route(`rules: ${rules}`), version).problems.join("\n")).toContain(why);
  });

  test("two routes that say `enabled: true` may overwrite each other up to 3.7.2", () => {
    const one = "{enabled: true, parentRefs: [], rules: [{backendRefs: [{name: radio, port: 8080}]}]}";
    const two = release(`route: {one: ${one}, two: ${one}}`);
    expect(routing(two, "3.7.2").problems).toEqual(["two routes may get the same name: the chart picks a main one"]);
    expect(routing(two, "3.7.3").problems).toEqual([]);
    expect(routing(two.replace("enabled: true", "enabled: false"), "3.7.2").problems).toEqual([]);
  });

  test("a parentRef needs a namespace up to 5.0.0", () => {
    const text = route("rules: [{backendRefs: [{}]}]").replace(", namespace: network", "");
    expect(routing(text, "5.0.0").problems).toEqual([
      "refused by the chart: route web: a parentRef without a namespace",
    ]);
    expect(routing(text, "5.1.0").problems).toEqual([]);
  });
});

describe("an ingress", () => {
  const cases: [version: string, path: string, row: string][] = [
    ["2.6.0", "{path: /, service: {name: web, port: http}}", row("radio-web", "8080")],
    ["3.7.1", "{path: /, service: {identifier: web, port: http}}", row("radio", "8080")],
    ["3.7.3", "{path: /, service: {identifier: web}}", row("radio", "9000")],
    [
      "3.7.3",
      "{path: /x/, pathType: ImplementationSpecific, service: {name: other, port: 80}}",
      row("other", "80", "/x"),
    ],
    ["4.0.0", "{path: /}", row("radio", "9000")],
    ["4.0.0", "{path: /, pathType: Exact, service: {port: http}}", row("radio", "8080", "/", "Exact")],
    ["5.1.0", "{path: '/{{ .Release.Name }}', service: {identifier: web, port: 0}}", row("radio", "9000", "/radio")],
  ];
  test.each(cases)("%s %s", (version, path, expected) => {
    expect(routing(ingress(`[${path}]`), version)).toEqual({rows: [expected], problems: []});
  });

  const refused: [version: string, path: string, why: string][] = [
    ["2.6.0", "{path: /, service: {identifier: web}}", "No service name configured"],
    ["3.7.3", "{path: /}", "a path without a service"],
    ["3.7.3", "{path: /, service: {name: web, port: http}}", "a service by name needs a port number"],
    ["4.2.0", "{path: /, service: {identifier: web, port: nope}}", "port missing"],
    ["4.2.0", "{path: /, service: {identifier: web, name: web, port: 80}}", "a service with a name and an identifier"],
    ["4.2.0", "{service: {identifier: web}}", "path is missing"],
  ];
  test.each(refused)("%s %s is refused", (version, path, why) => {
    expect(routing(ingress(`[${path}]`), version).problems.join("\n")).toContain(why);
  });

  test("with a default backend has no hosts", () => {
    const text = ingress("[{path: /x}]").replace(
      "web: {hosts",
      "web: {defaultBackend: {service: {name: a, port: {number: 1}}}, hosts",
    );
    expect(routing(text, "3.6.1")).toMatchObject({rows: ["* | / | PathPrefix | a | 1"]});
    expect(routing(text, "3.6.0").problems).toContain(
      "refused by the schema: ingress web: defaultBackend can't be a map",
    );
  });

  test("that is not enabled does not count", () => {
    expect(routing(ingress("[{path: /}]").replace("web: {hosts", "web: {enabled: false, hosts"), "5.0.0").rows).toEqual(
      [],
    );
  });

  test("must have text as annotations", () => {
    const text = ingress("[{path: /}]").replace("web: {hosts", "web: {annotations: {on: off, no: false}, hosts");
    expect(routing(text, "5.0.0").problems).toEqual([
      "refused by the schema: ingress web: annotations no is no string",
    ]);
  });
});

describe("names of Services", () => {
  const cases: [version: string, id: string, service: string, name: string][] = [
    ["2.6.0", "main", "main: {ports: {http: {port: 80}}}", "radio"],
    ["2.6.0", "web", "web: {primary: true, ports: {http: {port: 80}}}", "radio"],
    ["3.7.2", "api", TWO, "radio-api"],
    ["3.7.2", "api", TWO.replace("api: {", "api: {nameOverride: x, "), "radio-x"],
    ["3.7.2", "radio", TWO.replace("api: {", "radio: {"), "radio"],
    ["3.7.2", "api", TWO.replace("api: {", "api: {enabled: false, "), "radio"],
    ["4.0.1", "radio", TWO.replace("api: {", "radio: {"), "radio-radio"],
    ["4.1.0", "radio", TWO.replace("api: {", "radio: {"), "radio"],
    ["5.0.0", "api", TWO, "radio-api"],
    ["5.0.0", "api", TWO.replace("web: {", "web: {enabled: false, "), "radio"],
    ["5.0.0", "api", TWO.replace("api: {", "api: {forceRename: '{{ .Release.Name }}-X', "), "radio-x"],
    ["5.0.0", "api", TWO.replace("api: {", "api: {prefix: my, suffix: y, "), "my-radio-api-y"],
  ];
  test.each(cases)("%s %s %s", (version, id, service, name) => {
    const key = version < "4" ? "name" : "identifier";
    const {rows} = routing(route(`rules: [{backendRefs: [{${key}: ${id}}]}]`, service), version);
    expect(rows.map((one) => one.split(" | ")[3])).toEqual([name]);
  });

  test("begin with the name of the release as helm-controller puts it together", () => {
    const text = route("rules: [{backendRefs: [{}]}]");
    const named = (more: string): string[] =>
      routing(text.replace("spec:\n", `spec:\n  ${more}\n`), "5.0.0").rows as string[];
    expect(named("releaseName: other")).toEqual([row("other", "9000")]);
    expect(named("targetNamespace: tv")).toEqual([row("tv-radio", "9000")]);
    const override = text.replace("    route:", "    global: {fullnameOverride: full}\n    route:");
    expect(routing(override, "5.0.0").rows).toEqual([row("full", "9000")]);
  });
});

test("services without ports, or with one twice, are refused", () => {
  const problems = (ports: string, version: string): readonly string[] =>
    routing(ingress("[{path: /, service: {identifier: web, port: 80}}]", `web: {ports: {${ports}}}`), version).problems;
  expect(problems("http: {port: 80, enabled: false}", "4.0.0")).toEqual([
    "refused by the chart: service web has no port",
  ]);
  expect(problems("http: {}", "4.1.2")).toEqual(["refused by the chart: service web has a port without number"]);
  expect(problems("http: {portRange: 80-81}", "4.2.0")).toEqual([]);
  expect(problems("http: {port: 80}, other: {port: 80, protocol: HTTP}", "4.6.2")).toEqual([]);
  expect(problems("http: {port: 80}, other: {port: 80, protocol: HTTP}", "5.0.0")).toHaveLength(1);
  expect(problems("http: {port: 80}, other: {port: 80, protocol: UDP}", "5.0.0")).toEqual([]);
});

test("the primary port is the one that is marked, then the first enabled one", () => {
  const port = (ports: string, version: string): string | undefined =>
    routing(ingress("[{path: /, service: {identifier: web}}]", `web: {ports: {${ports}}}`), version).rows[0]?.split(
      " | ",
    )[4];
  expect(port("http: {port: 1, primary: true}, admin: {port: 2}", "3.0.0")).toBe("1");
  expect(port("http: {port: 1}, admin: {port: 2, enabled: false}", "5.0.0")).toBe("1");
  expect(port("http: {port: 1}, admin: {portRange: 2-3}", "4.2.0")).toBe("1");
});

test("other versions: 1.x is not followed, and without one nothing is", () => {
  expect(routing(ingress("[]"), "1.5.0").problems).toHaveLength(1);
  expect(routingOf(ingress("[]")).problems).toEqual(["the version of the chart is not known"]);
});
