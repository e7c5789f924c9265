import {describe, expect, test} from "vitest";
import {ENDPOINT_KEYS} from "../../server/src/engine/resources/gatus.ts";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";
import {accept, completionsAt, hoverAt, labelsAt, snippetAt} from "./cursor.ts";

const route = (endpoint: string): string => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: plex
  annotations:
    gatus.home-operations.com/endpoint: |-
${endpoint}spec:
  hostnames: [plex.example.org]
`;
const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: plex
spec:
  interval: 1h
  chartRef: {kind: OCIRepository, name: app-template}
  values:
    route:
      app:
        annotations:
          "gatus.home-operations.com/endpoint": |
            interval: 5m
            $0
        hostnames: [plex.example.org]
`;

describe("keys in the text of the endpoint", () => {
  test("all of them, on an empty line", () => {
    expect(labelsAt(route("      $0\n"))).toEqual(Object.keys(ENDPOINT_KEYS).sort());
  });

  test("in the values of a chart, without those that are there", () => {
    const labels = labelsAt(RELEASE);
    expect(labels).toContain("path");
    expect(labels).not.toContain("interval");
    expect(labels).not.toContain("hostnames");
  });

  test("those below the cursor are there too", () => {
    expect(labelsAt(route("      $0\n      path: /identity\n"))).not.toContain("path");
  });

  test("a word that is begun is replaced, a value that is there is kept", () => {
    expect(accept(route("      pa$0\n"), "path")).toBe(route("      path: /\n"));
    expect(accept(route("      pa$0th: /identity\n"), "path")).toBe(route("      path: /identity\n"));
  });

  test("say what they are for, and come with what most people write", () => {
    const [path] = completionsAt(route("      $0\n")).filter(({label}) => label === "path");
    expect(path?.documentation).toBe(ENDPOINT_KEYS.path);
    expect(snippetAt(route("      $0\n"), "conditions")).toBe('conditions:\n        - ${1:"[STATUS] == 200"}');
    expect(snippetAt(route("      $0\n"), "client")).toBe("client:\n        $1");
    expect(snippetAt(route("      $0\n"), "group")).toBe("group: $1");
  });

  test("each gives YAML", () => {
    for (const label of Object.keys(ENDPOINT_KEYS)) {
      const text = accept(route("      interval2: 1m\n      $0\n"), label);
      const annotation = parseYaml("", text).documents[0]?.root.at("metadata", "annotations").entries[0];
      const [endpoint] = parseYaml("", String(annotation?.scalar)).documents;
      expect(endpoint?.problems, label).toEqual([]);
      expect(endpoint?.root.get(label).type, label).not.toBe("missing");
    }
  });

  test("in an inline patch", () => {
    const patch = route("      $0\n").split("\n").join("\n      ");
    const labels = labelsAt(
      `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n  - patch: |\n      ${patch}\n`,
    );
    expect(labels).toContain("conditions");
  });

  test("none below a key, behind one, in a comment, or in another text", () => {
    expect(labelsAt(route("      client:\n        $0\n"))).toEqual([]);
    expect(labelsAt(route("      path: $0\n"))).toEqual([]);
    expect(labelsAt(route("      # $0\n"))).toEqual([]);
    expect(labelsAt(route("      $0\n").replace("endpoint: |", "other: |"))).toEqual([]);
  });
});

describe("hover", () => {
  test("says what a key of the endpoint is for", () => {
    const found = hoverAt(route("      path: /identity\n      con$0ditions: ['[STATUS] == 200']\n"));
    expect(found?.word).toBe("conditions");
    expect(found?.markdown).toContain(ENDPOINT_KEYS.conditions);
  });

  test("says nothing of a value, of another key, or of another text", () => {
    expect(hoverAt(route("      path: /ide$0ntity\n"))).toBeUndefined();
    expect(hoverAt(route("      pa$0ht: /identity\n"))).toBeUndefined();
    expect(hoverAt(route("      pa$0th: /identity\n").replace("endpoint: |", "other: |"))).toBeUndefined();
  });
});
