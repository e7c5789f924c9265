import fs from "node:fs";
import path from "node:path";
import {expect, test} from "vitest";
import {componentAt} from "../../server/src/engine/workspace/components.ts";
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
  "Component gatus: its kustomization": "kustomization.yaml",
  "Component gatus/annotated": "kustomization.yaml",
  "Component volsync: its kustomization": "kustomization.yaml",
  "Component alerts: its kustomization": "kustomization.yaml",
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

/** Folder by folder, the files that the snippets of a Component make. */
const COMPONENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "gatus/guarded": {
    "kustomization.yaml": "Component gatus: its kustomization",
    "configmap.yaml": "Component gatus/guarded: its ConfigMap",
  },
  "gatus/external": {
    "kustomization.yaml": "Component gatus: its kustomization",
    "configmap.yaml": "Component gatus/external: its ConfigMap",
  },
  "gatus/annotated": {"kustomization.yaml": "Component gatus/annotated"},
  volsync: {
    "kustomization.yaml": "Component volsync: its kustomization",
    "replicationsource.yaml": "Component volsync: its ReplicationSource",
    "replicationdestination.yaml": "Component volsync: its ReplicationDestination",
  },
  alerts: {
    "kustomization.yaml": "Component alerts: its kustomization",
    "provider.yaml": "Component alerts: its Provider",
    "alert.yaml": "Component alerts: its Alert",
  },
};

test.each(Object.keys(COMPONENTS))("the files of the Component %s fit together, and need APP at most", (folder) => {
  const files = Object.entries(COMPONENTS[folder] ?? {}).map(([file, name]) => [
    `components/${folder}/${file}`,
    filledIn(name),
  ]);
  const workspace = workspaceOf({
    ...(Object.fromEntries(files) as Record<string, string>),
    "apps/ks.yaml": `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: &app podinfo
  namespace: media
spec:
  interval: 1h
  path: ./apps/app
  prune: true
  sourceRef: {kind: GitRepository, name: flux-system, namespace: flux-system}
  components: [../../components/${folder}]
  targetNamespace: media
  postBuild: {substitute: {APP: *app}}
`,
    "apps/app/kustomization.yaml": "resources: [./route.yaml]\n",
    "apps/app/route.yaml": filledIn("HTTPRoute"),
  });
  const component = componentAt(workspace, `components/${folder}`);
  expect(component?.isBroken).toBe(false);
  expect(["", "APP"]).toContain(component?.needs.join());
  const ours = findingsOf(workspace).filter(({file}) => file !== "apps/app/route.yaml");
  expect(ours).toEqual([]);
  // What Flux applies has no variable left.
  const {graph} = workspace;
  const built = graph.fluxKustomizations.flatMap((flux) => graph.fluxBuild(flux).resources);
  expect(built.length).toBe(1 + (component?.brings.length ?? 0));
  for (const {origin} of built) {
    for (const applied of graph.applied({file: origin.file, document: origin.document})) {
      const text = JSON.stringify(graph.effective(applied)?.object);
      // A default that has a variable in it is filled in, and left in its braces.
      expect(text.replace(/\$\{\w+:-podinfo[^${}]*\}/g, "")).not.toContain("${");
    }
  }
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
  // An escaped dollar is one of the text: a variable that Flux fills in.
  return reuse(expand(body))
    .replace(/(?<!\\)\$0/, "")
    .replace(/\\([$}\\])/g, "$1");
}
