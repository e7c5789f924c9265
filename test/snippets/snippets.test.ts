import fs from "node:fs";
import path from "node:path";
import {expect, test} from "vitest";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";
import {check, ROOT} from "../support/check.ts";

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

test.each(Object.entries(snippets))("%s, filled in with its defaults, has no finding", (name, snippet) => {
  const text = fillIn(snippet.body.join("\n"));
  expect(text).not.toMatch(/\$\{?\d/);
  const whole = (SURROUNDINGS[name] ?? "$0\n").replace(/^( *)\$0/m, (_, margin: string) =>
    text.replace(/^(?=.)/gm, margin),
  );
  const file = name.startsWith("kustom") ? "kustomization.yaml" : "app.yaml";
  expect(parseYaml(file, whole).documents.flatMap((document) => document.problems)).toEqual([]);
  expect(check(whole, file)).toEqual([]);
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
