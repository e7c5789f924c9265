import {describe, expect, test} from "vitest";
import {convertedValues, helmRelease, notesOf, routeOf, SERVICE} from "./appTemplate.ts";

const PATHS = "paths: [{path: /, service: {identifier: app, port: http}}]";

describe("a route that is there already", () => {
  const ROUTE = `    route:
      other: # kept
        hostnames: [o.example.org]
      # end of it
`;
  const INGRESS = `    # about the ingress
    ingress:
      # first
      app:
        className: internal
        hosts:
          - host: a.example.org
            ${PATHS}
        # last
`;

  test("gets the new ones at its end", () => {
    expect(convertedValues("5.1.0", `${SERVICE}${ROUTE}    persistence: {}\n${INGRESS}`)).toBe(`    service:
      app:
        ports:
          http:
            port: 8080
          metrics:
            port: 9090
    route:
      other: # kept
        hostnames: [o.example.org]
      # end of it
      # first
      app:
        hostnames:
          - a.example.org
        parentRefs:
          - name: internal
            namespace: network
        rules:
          - backendRefs:
              - identifier: app
                port: http
        # last
    persistence: {}
    # about the ingress
`);
    const before = convertedValues("5.1.0", `${SERVICE}${INGRESS}    persistence: {}\n${ROUTE}`);
    expect(before).toContain("      # end of it\n      # first\n      app:\n        hostnames:\n");
    expect(before).toContain("    # about the ingress\n    persistence: {}\n");
  });

  test("keeps the meaning of aliases", () => {
    const anchor = (value: string): string => `    x${value}: &host ${value}.example.org\n`;
    const aliased = INGRESS.replace("a.example.org", "*host");
    const after = convertedValues("5.1.0", `${SERVICE}${anchor("a")}${ROUTE}${aliased} # behind it\n`);
    expect(after).toContain("        hostnames:\n          - *host\n");
    const between = `${SERVICE}${anchor("a")}${ROUTE}${anchor("b")}${aliased}`;
    expect(convertedValues("5.1.0", between)).toBe("refused: The alias `*host` would stand for something else.");
    const below = `${SERVICE}${ROUTE}${anchor("b")}${aliased}`;
    expect(convertedValues("5.1.0", below)).toBe("refused: The alias `*host` would stand for nothing.");
  });

  test("gets what stood behind the name of the block", () => {
    const after = convertedValues(
      "5.1.0",
      `${SERVICE}${ROUTE}${INGRESS.replace("ingress:", "ingress: # from inside")}`,
    );
    expect(after).toContain("      # end of it\n      # from inside\n      # first\n      app:\n");
  });

  test("is called otherwise when it is not alone any more", () => {
    const notes = (route: string): string[] =>
      notesOf(helmRelease("5.1.0", `${SERVICE}${route}${INGRESS}`)).map(({text}) => text);
    expect(notes(ROUTE)).toContainEqual(expect.stringContaining("The route `other` is not the only one any more"));
    const named = ROUTE.replace("hostnames", "forceRename: x\n        hostnames");
    expect(notes(named)).not.toContainEqual(expect.stringContaining("any more, so"));
  });

  test("makes room where it is empty", () => {
    const after = convertedValues("5.1.0", `${SERVICE}    route: {}\n${INGRESS}`);
    expect(after).not.toContain("{}");
    expect(after).toContain("    route:\n      # first\n      app:\n");
  });

  test("is not mixed with what is written in another way", () => {
    expect(convertedValues("5.1.0", `${SERVICE}${ROUTE.replace("other", "app")}${INGRESS}`)).toContain(
      "There is a route `app` already",
    );
    expect(
      convertedValues("5.1.0", `${SERVICE}    route: {other: {hostnames: [o.example.org]}}\n${INGRESS}`),
    ).toContain("not written alike");
    expect(
      convertedValues("5.1.0", `${SERVICE}    route:\n        other: {hostnames: [o.example.org]}\n${INGRESS}`),
    ).toContain("not as deep");
  });
});

describe("hosts and paths", () => {
  const block = (host: string, path: string, type = "Prefix"): string => `      app:
        className: internal
        hosts:
          - host: ${host}
            paths: [{path: ${path}, pathType: ${type}, service: {identifier: app, port: http}}]
`;
  const notes = (host: string): string[] =>
    notesOf(helmRelease("5.1.0", `${SERVICE}    ingress:\n${block(host, "/")}`)).map(({text}) => text);

  test("hosts are written as routes take them", () => {
    expect(routeOf("5.1.0", block("Echo.Example.org", "/"))).toContain("- echo.example.org\n");
    expect(notes("Echo.Example.org")).toContainEqual(expect.stringContaining("in lower case"));
    expect(routeOf("5.1.0", block('"*.example.org"', "/"))).toContain('- "*.example.org"\n');
    expect(notes('"*.example.org"')).toContainEqual(expect.stringContaining("any number of them"));
    expect(routeOf("5.1.0", block('"${HOST}"', "/"))).toContain('- "${HOST}"\n');
    expect(routeOf("2.0.3", block('"{{ .Release.Name }}.example.org"', "/").replace("identifier", "name"))).toContain(
      "as it is in a route",
    );
    expect(routeOf("5.1.0", block('""', "/"))).not.toContain("hostnames");
  });

  test("paths are carried as they are, or not at all", () => {
    expect(routeOf("5.1.0", block("a.b", '"/${SUB}/x"'))).toContain('value: "/${SUB}/x"\n');
    expect(routeOf("5.1.0", block("a.b", '"/{{ .Release.Name }}"'))).toContain("value: /echo\n");
    expect(routeOf("5.1.0", block("a.b", '"/{{ .Values.x }}"'))).toContain(
      "templates in the paths of an ingress, not in those of a route",
    );
    expect(routeOf("5.1.0", block("a.b", "/x", "ImplementationSpecific"))).toContain("type: PathPrefix\n");
    expect(routeOf("5.1.0", block("a.b", "/x", "prefix"))).toContain("stands for no match of a route");
    expect(routeOf("5.1.0", block("a.b", "/x/(.*)"))).toContain("looks like a pattern");
    expect(routeOf("5.1.0", block("a.b", "x"))).toContain("must start with `/`");
  });

  test("a port that no service has is told of", () => {
    const text = helmRelease("5.1.0", `${SERVICE}    ingress:\n${block("a.b", "/").replace("http", "443")}`);
    expect(notesOf(text)).toContainEqual({
      weight: "warning",
      text: "The service `app` has no port 443, so the route leads nowhere, as the ingress does.",
    });
    const other = text.replace("443", "9090");
    expect(notesOf(other).map((note) => note.text)).not.toContainEqual(expect.stringContaining("has no port"));
  });

  test("what is nothing to an ingress is named", () => {
    expect(routeOf("5.1.0", block("a.b", "/").replace("className", "ingressClassName"))).toContain(
      "`app` has `ingressClassName`",
    );
    expect(routeOf("5.1.0", "      app:\n        className: internal\n")).toContain("`app` has no hosts");
  });
});

describe("what is on and off", () => {
  test("an ingress that is only there to be off stays so", () => {
    const off = `      main:
        enabled: false
      app:
        className: internal
        hosts:
          - host: a.example.org
            ${PATHS}
`;
    expect(routeOf("5.1.0", off)).toMatch(/^ {6}main:\n {8}enabled: false\n {6}app:\n {8}hostnames:/);
  });

  test("up to 3.7.2 one route at most says that it is on, because of their names", () => {
    const two = ["one", "two"].map(
      (id) => `      ${id}:
        enabled: true # on
        className: internal
        hosts:
          - host: ${id}.example.org
            paths: [{path: /, service: {identifier: app, port: http}}]
`,
    );
    const service = SERVICE.replace("port: 8080", "port: 8080\n            primary: true");
    expect(routeOf("3.7.2", two.join(""), service).match(/enabled: true/g)).toHaveLength(1);
    expect(routeOf("3.7.2", two.join(""), service).match(/# on/g)).toHaveLength(2);
    expect(routeOf("3.7.3", two.join(""), service).match(/enabled: true/g)).toHaveLength(2);
  });
});
