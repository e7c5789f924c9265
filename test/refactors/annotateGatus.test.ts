import {describe, expect, test} from "vitest";
import {proposalFor, textsOf} from "../../server/src/engine/features/refactoring.ts";
import {MONITOR_WITH_GATUS} from "../../server/src/engine/refactors/annotateGatus.ts";
import type {Answers} from "../../server/src/engine/refactors/refactoring.ts";
import {schemas, workspaceOf} from "../support/check.ts";
import {expectSoundRefactoring} from "../support/refactorings.ts";
import {flux, release} from "./around.ts";

const APP = "apps/main/app.yaml";

const gatus = (args: string): Record<string, string> =>
  release(
    "gatus",
    "app-template",
    `{controllers: {gatus: {initContainers: {sidecar: {image: {repository: ghcr.io/home-operations/gatus-sidecar, tag: 0.4.1}, args: [${args}]}}}}}`,
  );

const route = (
  metadata = "",
  spec = "  hostnames: [plex.example.org]\n",
): string => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: plex
  namespace: media # of all players
${metadata}spec:
${spec}  parentRefs: [{name: internal, namespace: network}]
  rules: [{backendRefs: [{name: plex, port: 32400}]}]
`;

const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: plex
  namespace: media
spec:
  rules:
    - host: plex.example.org
      http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: plex, port: {number: 80}}}}]}
`;

const helm = (body: string, key = "route"): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: plex
  namespace: media
spec:
  interval: 1h
  chart: {spec: {chart: app-template, sourceRef: {kind: HelmRepository, name: bjw-s}}}
  values:
    ${key}:
${body}`;

/** The text of the app afterwards, or what is said instead; with the notes behind it. */
function result(app: string, more: Readonly<Record<string, string>>, answers: Answers = {}): string[] {
  const files = new Map(Object.entries({[APP]: app, ...flux("main"), ...more}));
  const workspace = workspaceOf(files);
  const subjects = MONITOR_WITH_GATUS.subjects(workspace, APP);
  return subjects.flatMap((subject) => {
    const proposal = proposalFor(workspace, schemas, subject, answers);
    if ("refused" in proposal) return [proposal.refused];
    if ("asks" in proposal) return [proposal.asks];
    const after = new Map([...files, ...(textsOf(workspace, proposal) ?? [])]);
    const said = proposal.notes.map(({weight, text}) => `${weight}: ${text}`);
    expectSoundRefactoring("monitor-with-gatus", files, after, said.join("\n"));
    const again = workspaceOf(after);
    const second = MONITOR_WITH_GATUS.subjects(again, APP).map((one) => proposalFor(again, schemas, one, answers));
    expect(second.some((one) => "refused" in one && one.refused.includes("is watched already"))).toBe(true);
    return [after.get(APP) ?? "", ...said];
  });
}

const ENABLED = "--enable-httproute";

describe("an HTTPRoute", () => {
  test("gets the annotation, with the map where there is none", () => {
    expect(result(route(), gatus(ENABLED))).toEqual([
      route('  annotations:\n    gatus.home-operations.com/enabled: "true"\n'),
    ]);
  });

  test("gets it among the others, in their quotes", () => {
    const others = (more: string): string =>
      route(`  annotations: # for people\n    a.example.org/b: 'c' # see below\n${more}    # the end\n`);
    expect(result(others(""), gatus(ENABLED))).toEqual([others("    gatus.home-operations.com/enabled: 'true'\n")]);
  });

  test("gets it in braces, and in empty ones", () => {
    expect(result(route("  annotations: {a: b}\n"), gatus(ENABLED))[0]).toContain(
      '  annotations: {a: b, gatus.home-operations.com/enabled: "true"}\n',
    );
    expect(result(route("  annotations: {}\n"), gatus(ENABLED))[0]).toContain(
      '  annotations: {gatus.home-operations.com/enabled: "true"}\n',
    );
  });

  test("keeps Windows line endings", () => {
    const [text] = result(route().replaceAll("\n", "\r\n"), gatus(ENABLED));
    expect(text).toContain('\r\n  annotations:\r\n    gatus.home-operations.com/enabled: "true"\r\nspec:');
  });

  test("gets an endpoint that somebody asks for, also where it is watched already", () => {
    const endpoint = "path: /identity\nconditions:\n  - '[STATUS] == 200'";
    const expected = route(
      "  annotations:\n    gatus.home-operations.com/endpoint: |-\n      path: /identity\n      conditions:\n        - '[STATUS] == 200'\n",
    );
    expect(result(route(), gatus(ENABLED), {endpoint})).toEqual([expected]);
    expect(result(route(), gatus("--auto-httproute"), {endpoint})).toEqual([expected]);
    expect(result(route(), gatus(ENABLED), {endpoint: "/identity"})).toEqual([
      "The endpoint has to be a map in YAML: `path: /health`.",
    ]);
    expect(result(route(), gatus(ENABLED), {endpoint: "conditions: [up]"})[0]).toMatch(
      /^The result would have a fault/,
    );
  });

  test("is left alone where it is watched already", () => {
    expect(result(route(), gatus("--auto-httproute"))).toEqual([
      "HTTPRoute `plex` is watched already: Gatus `network/gatus` on cluster `main` makes endpoints of its kind by itself.",
    ]);
    const marked = '  annotations: {gatus.home-operations.com/enabled: "true"}\n';
    expect(result(route(marked), gatus(ENABLED))).toEqual([
      "HTTPRoute `plex` is watched already: it has the annotation `gatus.home-operations.com/enabled`.",
    ]);
    const endpoint = "  annotations:\n    gatus.home-operations.com/endpoint: |-\n      path: /identity\n";
    expect(result(route(endpoint), gatus(ENABLED))[0]).toMatch(/watched already: it has .*endpoint`\.$/);
  });

  test("is left alone where somebody wants it left out, or only the cluster knows", () => {
    const marked = (value: string): string => `  annotations: {gatus.home-operations.com/enabled: ${value}}\n`;
    expect(result(route(marked('"false"')), gatus("--auto-httproute"))).toEqual([
      'HTTPRoute `plex` is left out on purpose: `gatus.home-operations.com/enabled` is `"false"`.',
    ]);
    expect(result(route(marked('"${GATUS}"')), gatus(ENABLED))).toEqual([
      "Whether Gatus watches HTTPRoute `plex` depends on `${GATUS}` in `gatus.home-operations.com/enabled`.",
    ]);
  });

  test("is left alone where the annotation would do nothing", () => {
    const sidecar = "The sidecar of Gatus `network/gatus` on cluster `main` ";
    expect(result(route(), gatus("--enable-ingress"))).toEqual([`${sidecar}is not told to look at this kind.`]);
    expect(result(route(), gatus(`${ENABLED}, --namespace=web`))).toEqual([
      `${sidecar}looks at another namespace only (\`--namespace\`).`,
    ]);
    expect(result(route(), gatus(`${ENABLED}, --gateway-name=external`))).toEqual([
      `${sidecar}looks at the routes of other Gateways only (\`--gateway-name\`).`,
    ]);
    expect(result(route(), gatus(`${ENABLED}, --gateway-name=external, --gateway-name=internal`))[0]).toContain(
      "enabled",
    );
    expect(result(route("", ""), gatus(ENABLED))).toEqual([
      "HTTPRoute `plex` names no host, and the sidecar makes no endpoint without one.",
    ]);
  });

  test("is no subject where no sidecar is known on its cluster", () => {
    expect(result(route(), {})).toEqual([]);
    expect(result(route(), gatus("'${FLAGS}'"))).toEqual([]);
    expect(result(route(), release("gatus", "app-template", "{controllers: {}}"))).toEqual([]);
    const elsewhere = Object.values(gatus(ENABLED))[0] ?? "";
    expect(result(route(), {...flux("edge"), "apps/edge/gatus.yaml": elsewhere})).toEqual([]);
  });

  test("is no subject where nothing applies it", () => {
    const kustomization = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [gatus.yaml]\n";
    expect(result(route(), {...gatus(ENABLED), "apps/main/kustomization.yaml": kustomization})).toEqual([]);
  });

  test("gets the annotation that the sidecar is told to read", () => {
    const [text] = result(route(), gatus(`${ENABLED}, --annotation-enabled=example.org/watch`));
    expect(text).toContain('  annotations:\n    example.org/watch: "true"\n');
  });

  test("is left alone where its annotations count elsewhere too", () => {
    const shared = "  annotations: &all {a: b}\n  labels: *all\n";
    expect(result(route(shared), gatus(ENABLED))).toEqual([
      "The annotations of HTTPRoute `plex` are written in a way that leaves no place for another.",
    ]);
  });
});

describe("a route of app-template", () => {
  const body =
    "      app:\n        hostnames: ['{{ .Release.Name }}.example.org']\n        parentRefs: [{name: internal}]\n";

  test("gets the annotation in its values, before the others", () => {
    expect(result(helm(body), gatus(ENABLED))).toEqual([
      helm(body.replace("app:\n", 'app:\n        annotations:\n          gatus.home-operations.com/enabled: "true"\n')),
    ]);
  });

  test("each gets its own; other kinds and what is off are left out", () => {
    const more = `${body}      off: {enabled: false, hostnames: [a.example.org]}\n      rpc: {kind: GRPCRoute}\n${body.replace("app:", "web:")}`;
    expect(result(helm(more), gatus(ENABLED))).toHaveLength(2);
  });

  test("is told of another endpoint of the same app", () => {
    const component = {
      "apps/main/kustomization.yaml":
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [app.yaml, gatus.yaml]\ncomponents: [../../components/gatus]\n",
      "components/gatus/kustomization.yaml":
        "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [endpoint.yaml]\n",
      "components/gatus/endpoint.yaml": `apiVersion: v1
kind: ConfigMap
metadata:
  name: plex-gatus-ep
  namespace: media
  labels: {gatus.io/enabled: "true"}
data:
  config.yaml: |
    endpoints: [{name: plex, group: external, url: "https://plex.example.org/", conditions: ["[STATUS] == 200"]}]
`,
    };
    expect(result(helm(body), {...gatus(ENABLED), ...component}).slice(1)).toEqual([
      "warning: The endpoint in ConfigMap `plex-gatus-ep` watches the same app, so Gatus would watch it twice: detach the " +
        'Component `components/gatus`, or set `gatus.home-operations.com/enabled: "false"` instead.',
    ]);
    expect(result(helm(body), {...gatus("--auto-httproute"), ...component})).toEqual([
      "Route `app` of HelmRelease `plex` is watched already: Gatus `network/gatus` on cluster `main` makes endpoints of its " +
        "kind by itself. The endpoint in ConfigMap `plex-gatus-ep` watches the same app: detach the Component " +
        '`components/gatus`, or give it the annotation `gatus.home-operations.com/enabled: "false"`.',
    ]);
  });
});

describe("an ingress", () => {
  const body =
    "      app:\n        className: internal\n        hosts: [{host: plex.example.org, paths: [{path: /}]}]\n";

  test("is a subject only where the sidecar looks at ingresses", () => {
    for (const app of [ingress, helm(body, "ingress")]) {
      expect(result(app, gatus(ENABLED))).toEqual([]);
      expect(result(app, gatus("--enable-ingress"))[0]).toContain('gatus.home-operations.com/enabled: "true"');
      expect(result(app, gatus(""))[0]).toContain('gatus.home-operations.com/enabled: "true"');
    }
  });

  test("of another class is left alone", () => {
    expect(result(helm(body, "ingress"), gatus("--enable-ingress, --ingress-class=external"))[0]).toMatch(
      /other classes/,
    );
  });
});
