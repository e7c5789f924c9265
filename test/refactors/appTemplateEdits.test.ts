import {describe, expect, test} from "vitest";
import {converted, convertedValues, helmRelease, notesOf, routeOf, SERVICE} from "./appTemplate.ts";

const PATHS = "paths: [{path: /, service: {identifier: app, port: http}}]";

describe("the block in its place", () => {
  test("keeps its keys, comments, quotes and order", () => {
    expect(
      routeOf(
        "5.1.0",
        `      # the app
      app: # main one
        className: internal # inside only
        # who sees it
        enabled: true
        hosts: # all
          # first
          - host: "{{ .Release.Name }}.example.org" # by name
            paths:
              - path: '/api' # not all
                pathType: Exact
                service:
                  identifier: "app"
                  port: http # not the metrics
          # none
        labels: {a: b}
        tls:
          # wildcard
          - hosts: ["{{ .Release.Name }}.example.org"]
      # end
`,
      ),
    ).toBe(`      # the app
      app: # main one
        # who sees it
        enabled: true
        hostnames:
          # all
          # first
          - "{{ .Release.Name }}.example.org" # by name
        parentRefs:
          - name: internal # inside only
            namespace: network
        rules:
          - matches:
              - path:
                  type: Exact
                  value: '/api' # not all
            backendRefs:
              - identifier: "app"
                port: http # not the metrics
        # wildcard
          # none
        labels: {a: b}
      # end
`);
  });

  test("hosts share a route where their paths lead to the same, else they get further ones", () => {
    expect(
      routeOf(
        "5.1.0",
        `      app:
        enabled: true
        forceRename: echo
        annotations:
          gethomepage.dev/name: Echo
          example.org/x: &x "1" # one
        className: internal # here
        hosts:
          - host: a.example.org
            ${PATHS}
          # code
          - host: code.example.org # for two
            paths: &paths
              - path: /
                service: {identifier: app, port: metrics}
          - host: b.example.org
            ${PATHS}
          - host: "\${HOST}"
            paths: [{path: /x, service: {identifier: app, port: http}}]
          - host: d.example.org
            paths: *paths
`,
      ),
    ).toBe(`      app:
        enabled: true
        forceRename: echo
        annotations:
          gethomepage.dev/name: Echo
          example.org/x: &x "1" # one
        hostnames:
          - a.example.org
          - b.example.org
        parentRefs:
          - name: internal # here
            namespace: network
        rules:
          - backendRefs:
              - identifier: app
                port: http
      app-code:
        enabled: true
        annotations:
          example.org/x: *x
        hostnames:
          # code
          - code.example.org # for two
          - d.example.org
        parentRefs:
          - name: internal
            namespace: network
        rules:
          - backendRefs:
              - identifier: app
                port: metrics
      app-2:
        enabled: true
        annotations:
          example.org/x: *x
        hostnames:
          - "\${HOST}"
        parentRefs:
          - name: internal
            namespace: network
        rules:
          - matches:
              - path:
                  type: PathPrefix
                  value: /x
            backendRefs:
              - identifier: app
                port: http
`);
  });

  test("in braces stays in braces", () => {
    expect(
      convertedValues(
        "4.6.2",
        `${SERVICE}    ingress: {app: {className: internal, hosts: [{host: &h "a.b", ${PATHS}}], tls: [{hosts: [*h]}]}}\n`,
      ),
    ).toContain(
      '    route: {app: {hostnames: ["a.b"], parentRefs: [{ name: internal, namespace: network }], rules: [{ backendRefs: [{ identifier: app, port: http }] }]}}\n',
    );
  });

  test("a default backend is for every host", () => {
    const block = `      app:
        className: internal
        hosts:
          - host: a.example.org # never heard
            ${PATHS}
        defaultBackend:
          service:
            name: echo # the only one
            port: {number: 80}
`;
    expect(routeOf("5.1.0", block)).toBe(`      app:
        parentRefs:
          - name: internal
            namespace: network
        rules:
          # never heard
          - backendRefs:
              - name: echo # the only one
                port: 80
`);
    expect(routeOf("3.6.0", block)).toContain("can't write it");
    expect(routeOf("5.1.0", block.replace("number: 80", "name: http"))).toContain("needs the number of its port");
  });

  test("shows what is dropped where somebody wants to see it", () => {
    const text = helmRelease(
      "5.1.0",
      `${SERVICE}    ingress:
      app:
        className: internal
        hosts:
          - host: a.example.org
            ${PATHS}
        tls:
          - hosts: [a.example.org]
            secretName: cert
`,
    );
    expect(converted(text, {comments: true})).toContain(
      "        # Dropped(ingress-to-route): tls: [{ hosts: [a.example.org], secretName: cert }]\n",
    );
    expect(notesOf(text)).toContainEqual({
      weight: "warning",
      text: "The certificate in Secret `cert` is not used any more: the listener of the Gateway needs one for `a.example.org`.",
    });
  });
});

describe("anchors", () => {
  test("that nothing needs any more go, others move to where they are needed first", () => {
    expect(
      convertedValues(
        "5.1.0",
        `${SERVICE}    ingress:
      app:
        className: &class internal
        tls:
          - hosts: [&host a.example.org, &unused b.example.org]
        hosts:
          - host: *host
            paths: [{path: /, service: {identifier: &id app, port: http}}]
    persistence:
      a: *class
      b: *class
      c: *host
      d: *id
`,
      ),
    ).toBe(`    service:
      app:
        ports:
          http:
            port: 8080
          metrics:
            port: 9090
    route:
      app:
        hostnames:
          - &host a.example.org
        parentRefs:
          - name: internal
            namespace: network
        rules:
          - backendRefs:
              - identifier: &id app
                port: http
    persistence:
      a: &class internal
      b: *class
      c: *host
      d: *id
`);
  });

  test("of what has no place in a route are named", () => {
    const ingress = `      app:
        className: internal
        hosts:
          - host: a.example.org
            paths: &paths [{path: /, service: {identifier: app, port: http}}]
    persistence:
      x: *paths
`;
    expect(routeOf("5.1.0", ingress)).toBe(
      "refused: The anchor `&paths` is used by something that stays, and has no place in the route.",
    );
  });

  test("a block that stands somewhere else stays", () => {
    const hosts = `hosts: [{host: a.example.org, ${PATHS}}]`;
    expect(convertedValues("5.1.0", `${SERVICE}    x: &x {app: {${hosts}}}\n    ingress: *x\n`)).toContain(
      "The block is the alias `*x`",
    );
    expect(convertedValues("5.1.0", `${SERVICE}    ingress: &x {app: {${hosts}}}\n    y: *x\n`)).toContain(
      "has the anchor `&x`",
    );
    expect(convertedValues("5.1.0", `${SERVICE}    x: &x {app: {${hosts}}}\n    ingress:\n      <<: *x\n`)).toContain(
      "A merge key brings parts",
    );
    expect(
      convertedValues("5.1.0", `${SERVICE}    x: &x {${hosts}}\n    ingress:\n      app:\n        <<: *x\n`),
    ).toContain("`app` has `hosts` through a merge key");
    expect(
      convertedValues(
        "5.1.0",
        `${SERVICE}    x: &x {labels: {a: b}}\n    ingress:\n      app:\n        <<: *x\n        className: internal\n        ${hosts}\n`,
      ),
    ).toContain("        <<: *x\n        hostnames: [a.example.org]\n");
  });
});
