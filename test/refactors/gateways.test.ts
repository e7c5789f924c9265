import {describe, expect, test} from "vitest";
import {type Parent, parentFor, rememberGateways} from "../../server/src/engine/refactors/ingressToRoute/gateways.ts";
import type {Answers, Question} from "../../server/src/engine/refactors/refactoring.ts";
import {resourceOf} from "../../server/src/engine/resources/resource.ts";
import {applyEdits} from "../../server/src/engine/text/edit.ts";
import type {Workspace} from "../../server/src/engine/workspace/workspace.ts";
import {workspaceOf} from "../support/check.ts";

const CONFIG = ".flux-workbench.yaml";

const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: plex
  namespace: media
`;

const CLASS = `apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata:
  name: traefik
spec:
  controllerName: traefik.io/gateway-controller
`;

/** A Gateway as people write it: an http listener for one namespace or all, and an https listener for all. */
const gateway = (
  name: string,
  httpFrom = "Same",
  hostname = '"*.example.com"',
): string => `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: ${name}
  namespace: network
spec:
  gatewayClassName: traefik
  listeners:
    - name: http
      protocol: HTTP
      port: 8000
      allowedRoutes: {namespaces: {from: ${httpFrom}}}
    - name: https
      protocol: HTTPS
      port: 8443
      hostname: ${hostname}
      allowedRoutes: {namespaces: {from: All}}
      tls: {certificateRefs: [{name: cert}]}
`;

function parent(
  workspace: Workspace,
  name: string | undefined,
  answers: Answers = {},
  hosts?: string[],
): Parent | Question {
  const document = workspace.file("ingress.yaml")?.documents[0];
  const resource = document && resourceOf(document);
  if (!resource) throw new Error("no resource");
  return parentFor(workspace, resource, name, answers, hosts);
}

const titles = (answer: Parent | Question): string[] =>
  "choices" in answer ? answer.choices.map(({title}) => title) : [];

describe("the Gateway in place of an ingress class", () => {
  test("comes from the configuration, or from the answers, which go first", () => {
    const workspace = workspaceOf({
      "ingress.yaml": INGRESS,
      [CONFIG]: "gateways:\n  internal: {name: internal, namespace: network, sectionName: https}\n",
      "class.yaml": CLASS,
      "gateway.yaml": gateway("internal"),
    });
    const known = {name: "internal", namespace: "network", sectionName: "https"};
    expect(parent(workspace, "internal")).toEqual({...known, isTraefik: true, remember: undefined});
    const other = {name: "other", namespace: "network"};
    const answers = {gateways: {internal: other, external: other}};
    expect(parent(workspace, "internal", answers)).toEqual({...other, isTraefik: undefined, remember: undefined});
    expect(parent(workspace, "external", answers)).toMatchObject({...other, remember: "external"});
    expect(parent(workspace, "toString", {gateways: {}})).toHaveProperty("asks");
  });

  test("is asked for, with what to add and the Gateways that there are, those first that can take the route", () => {
    const workspace = workspaceOf({
      "ingress.yaml": INGRESS,
      "a.yaml": gateway("alien", "Same", "alien.example.org"),
      "b.yaml": gateway("internal", "All"),
    });
    const question = parent(workspace, "internal", {}, ["plex.example.com"]);
    expect(question).toEqual({
      asks: "The class `internal` has no Gateway in `.flux-workbench.yaml`. Add `gateways: {internal: {name: ..., namespace: ...}}`.",
      choices: [
        {
          title: "with Gateway `network/internal`",
          answers: {gateways: {internal: {name: "internal", namespace: "network", sectionName: "https"}}},
        },
        {title: "with Gateway `network/alien`", answers: {gateways: {internal: {name: "alien", namespace: "network"}}}},
      ],
    });
    expect(titles(parent(workspace, "internal"))).toEqual([
      "with Gateway `network/alien`",
      "with Gateway `network/internal`",
    ]);
  });

  test("needs no choice where the repository has no Gateway", () => {
    const workspace = workspaceOf({"ingress.yaml": INGRESS});
    expect(parent(workspace, undefined)).toEqual({
      asks: "The ingress names no class, and `.flux-workbench.yaml` has no Gateway for that. Add `gateways: {default: {name: ..., namespace: ...}}`.",
      choices: [],
    });
  });

  test("for an ingress without a class is that of the default class", () => {
    const workspace = workspaceOf({
      "ingress.yaml": INGRESS,
      [CONFIG]: "gateways:\n  internal: {name: one, namespace: network}\n  default: {name: two, namespace: network}\n",
      "kustomization.yaml": "resources: [class.yaml, ingress.yaml]\n",
    });
    expect(parent(workspace, undefined)).toMatchObject({name: "two"});
    workspace.setFile(
      "class.yaml",
      `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: internal
  annotations:
    ingressclass.kubernetes.io/is-default-class: "true"
`,
    );
    expect(parent(workspace, undefined)).toMatchObject({name: "one"});
  });
});

describe("a class that is a variable", () => {
  const flux = (cluster: string, value: string): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${cluster}-apps
  namespace: flux-system
spec:
  interval: 1h
  path: ./
  prune: true
  sourceRef: {kind: GitRepository, name: flux-system}
  postBuild: {substitute: {CLASS: ${value}}}
`;

  test("is looked up as what it stands for", () => {
    const workspace = workspaceOf({
      "app/kustomization.yaml": "resources: [../ingress.yaml]\n",
      "ingress.yaml": INGRESS,
      [CONFIG]: "gateways:\n  internal: {name: one, namespace: network}\n  external: {name: two, namespace: network}\n",
      "clusters/main/apps.yaml": flux("main", "internal").replace("path: ./", "path: ./app"),
    });
    expect(parent(workspace, "${CLASS}")).toMatchObject({name: "one"});
    workspace.setFile("clusters/edge/apps.yaml", flux("edge", "external").replace("path: ./", "path: ./app"));
    expect(parent(workspace, "${CLASS}")).toMatchObject({
      choices: [],
      asks: expect.stringContaining("different Gateways"),
    });
    workspace.setFile("clusters/edge/apps.yaml", flux("edge", "guests").replace("path: ./", "path: ./app"));
    expect(parent(workspace, "${CLASS}")).toMatchObject({
      asks: expect.stringContaining("The class `guests` has no Gateway"),
    });
  });

  test("is written so that YAML reads it", () => {
    const question = parent(workspaceOf({"ingress.yaml": INGRESS}), "${CLASS}");
    expect("asks" in question && question.asks).toContain('Add `gateways: {"${CLASS}": {name: ..., namespace: ...}}`.');
  });

  test("can be configured as it is written", () => {
    const workspace = workspaceOf({"ingress.yaml": INGRESS, [CONFIG]: 'gateways:\n  "${CLASS}": {name: one}\n'});
    expect(parent(workspace, "${CLASS}")).toMatchObject({name: "one"});
  });
});

describe("remembering", () => {
  const one: Parent = {
    name: "internal",
    namespace: "network",
    sectionName: "https",
    isTraefik: undefined,
    remember: "internal",
  };
  const two: Parent = {name: "external", isTraefik: undefined, remember: "traefik-external"};
  const known: Parent = {...two, remember: undefined};

  const remembered = (config: string | undefined, parents: readonly Parent[] = [one, two]): string | undefined => {
    const workspace = workspaceOf(config === undefined ? {} : {[CONFIG]: config});
    const {edits, created} = rememberGateways(workspace, parents);
    const own = edits.get(CONFIG);
    return own && config !== undefined ? applyEdits(config, own) : created.get(CONFIG);
  };

  test("nothing changes nothing", () => {
    expect(remembered(undefined, [known])).toBeUndefined();
    expect(remembered("flux: '2.9'\n", [])).toBeUndefined();
  });

  const ONE = "internal: { name: internal, namespace: network, sectionName: https }";
  const TWO = "traefik-external: { name: external }";
  const BLOCK = `
  internal:
    name: internal
    namespace: network
    sectionName: https
  traefik-external:
    name: external`;

  test("writes a file where there is none", () => {
    expect(remembered(undefined)).toBe(`# .flux-workbench.yaml: what Flux Workbench knows of this repository.
# The Gateway that takes the place of each ingress class.
gateways:${BLOCK}
`);
  });

  test.each([
    ["an empty file", "", `gateways:${BLOCK}\n`],
    ["only comments", "# ours", `# ours\ngateways:${BLOCK}\n`],
    [
      "no gateways",
      "flux: '2.9' # pinned\nignore: []\n# end\n",
      `flux: '2.9' # pinned\nignore: []\ngateways:${BLOCK}\n# end\n`,
    ],
    ["no line break at the end", "flux: '2.9'", `flux: '2.9'\ngateways:${BLOCK}`],
    [
      "gateways in blocks",
      "gateways:\n  a:\n    name: a # first\n# behind\nflux: '2.9'\n",
      `gateways:\n  a:\n    name: a # first${BLOCK}\n# behind\nflux: '2.9'\n`,
    ],
    [
      "gateways in braces",
      "gateways:\n  a: {name: a} # first\nignore: []\n",
      `gateways:\n  a: {name: a} # first\n  ${ONE}\n  ${TWO}\nignore: []\n`,
    ],
    ["one pair of braces", "gateways: {a: {name: a}} # all\n", `gateways: {a: {name: a}, ${ONE}, ${TWO}} # all\n`],
    ["empty braces", "gateways: {}\nignore: []\n", `gateways: { ${ONE}, ${TWO} }\nignore: []\n`],
    ["a null", "gateways: ~ # none\n", `gateways: { ${ONE}, ${TWO} } # none\n`],
    ["nothing behind the key", "gateways: # none\nignore: []\n", `gateways: # none${BLOCK}\nignore: []\n`],
    ["nothing behind the last key", "gateways:", `gateways:${BLOCK}`],
    [
      "aliases",
      "gateways:\n  a: &a {name: a}\n  b: *a\n",
      `gateways:\n  a: &a {name: a}\n  b: *a\n  ${ONE}\n  ${TWO}\n`,
    ],
    ["braces around all", "{flux: '2.9'}\n", `{flux: '2.9', gateways: { ${ONE}, ${TWO} }}\n`],
    [
      "other line breaks",
      "flux: '2.9'\r\ngateways:\r\n  a:\r\n    name: a\r\n",
      `flux: '2.9'\ngateways:\n  a:\n    name: a${BLOCK}\n`.replaceAll("\n", "\r\n"),
    ],
  ])("keeps %s", (_, config, expected) => {
    expect(remembered(config)).toBe(expected);
    const {gateways} = workspaceOf({[CONFIG]: expected}).config;
    expect(gateways.get("internal")).toEqual({name: "internal", namespace: "network", sectionName: "https"});
    expect(gateways.get("traefik-external")).toEqual({name: "external"});
  });

  test("writes a class that is a variable", () => {
    const open: Parent = {name: "internal", isTraefik: undefined, remember: "${CLASS}"};
    for (const config of [undefined, "gateways: {}\n", "gateways:\n  a: {name: a}\n", "flux: '2.9'\n"]) {
      const text = remembered(config, [open]) ?? "";
      expect(workspaceOf({[CONFIG]: text}).config.gateways.get("${CLASS}")).toEqual({name: "internal"});
    }
  });

  test("leaves alone what it can't add to", () => {
    for (const config of [
      "x: &x {a: {name: a}}\ngateways: *x\n",
      "- a list\n",
      "flux: '2.9'\n---\nflux: '2.8'\n",
      "a: [",
    ]) {
      expect(remembered(config)).toBeUndefined();
    }
  });
});
