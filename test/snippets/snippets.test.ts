import fs from "node:fs";
import path from "node:path";
import {expect, test} from "vitest";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";
import {check, findingsOf, ROOT, workspaceOf} from "../support/check.ts";

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

const snippets = JSON.parse(fs.readFileSync(path.join(ROOT, "snippets/flux.json"), "utf8")) as Record<string, Snippet>;

/** Where a snippet that is a fragment belongs; `$0` is its place. */
const SURROUNDINGS: Readonly<Record<string, string>> = {
  "app-template route": `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: app
spec:
  interval: 1h
  chartRef:
    kind: OCIRepository
    name: app
  values:
    $0
`,
  "Traefik values for the Gateway API": `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: traefik
spec:
  interval: 1h
  chartRef:
    kind: OCIRepository
    name: traefik
  values:
    $0
`,
  "Gatus annotation": `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: app
  annotations:
    $0
spec:
  parentRefs:
    - name: internal
`,
};

/** The files that snippets are for, where that matters. */
const FILES: Readonly<Record<string, string>> = {
  "kustomization.yaml": "kustomization.yaml",
  "kustomize Component": "kustomization.yaml",
  "Gateways of ingress classes": ".flux-workbench.yaml",
};

/** The file that comes of a snippet with its defaults. */
function filledIn(name: string): string {
  const text = fillIn(snippets[name]?.body.join("\n") ?? "");
  return (SURROUNDINGS[name] ?? "$0\n").replace(/^( *)\$0/m, (_, margin: string) => text.replace(/^(?=.)/gm, margin));
}

test.each(Object.keys(snippets))("%s, filled in with its defaults, has no finding", (name) => {
  const whole = filledIn(name);
  expect(whole).not.toMatch(/\$\{?\d/);
  const file = FILES[name] ?? "app.yaml";
  expect(parseYaml(file, whole).documents.flatMap((document) => document.problems)).toEqual([]);
  expect(check(whole, file)).toEqual([]);
});

test("what a Gateway of Traefik needs fits together", () => {
  const source = `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata:
  name: traefik
spec:
  interval: 1h
  ref: {tag: 41.3.0}
  url: oci://ghcr.io/traefik/helm/traefik
`;
  const workspace = workspaceOf({
    "traefik.yaml": filledIn("Traefik values for the Gateway API"),
    "source.yaml": source,
    "gateway.yaml": filledIn("Gateway with GatewayClass"),
    "redirect.yaml": filledIn("HTTPRoute that redirects to https"),
    ".flux-workbench.yaml": filledIn("Gateways of ingress classes"),
    "kustomization.yaml": "resources: [traefik.yaml, source.yaml, gateway.yaml, redirect.yaml]\nnamespace: network\n",
  });
  expect(findingsOf(workspace).filter(({rule}) => rule.startsWith("gateway/"))).toEqual([]);
  workspace.setFile("gateway.yaml", filledIn("Gateway with GatewayClass").replace("8000", "80"));
  expect(findingsOf(workspace).map(({rule}) => rule)).toContain("gateway/listener-port-not-entry-point");
});

test("prefixes are not used twice", () => {
  const prefixes = Object.values(snippets).map((snippet) => snippet.prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
});

/** The text that an editor inserts when every placeholder keeps its default. */
function fillIn(body: string): string {
  const defaults = new Map<string, string>();
  const expand = (text: string): string =>
    text
      .replace(/\$\{(\d+)\|([^,|]*)[^|]*\|\}/g, (_, id: string, first: string) => remember(id, first))
      .replace(/\$\{(\d+):((?:\\.|[^}\\])*)\}/g, (_, id: string, value: string) =>
        remember(id, reuse(value.replace(/\\(.)/g, "$1"))),
      );
  const remember = (id: string, value: string): string => {
    defaults.set(id, value);
    return value;
  };
  const reuse = (text: string): string => text.replace(/\$(\d+)/g, (whole, id: string) => defaults.get(id) ?? whole);
  return reuse(expand(body)).replace("$0", "");
}
