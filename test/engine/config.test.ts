import {describe, expect, test} from "vitest";
import {DEFAULT_CONFIG, fluxMinor, readConfig} from "../../server/src/engine/config.ts";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";
import {findingsOf, workspaceOf} from "../support/check.ts";

const read = (text: string) => readConfig(parseYaml(".flux-workbench.yaml", text));

describe("the repository's configuration", () => {
  test("is read", () => {
    const config = read(
      [
        'flux: "2.8"',
        "clusters:",
        "  main: {path: kubernetes/main, context: admin@main, protected: true}",
        "  edge: {path: kubernetes/edge}",
        "gateways:",
        "  traefik: {name: internal, namespace: network, sectionName: https}",
        "rules:",
        "  yaml/syntax: off",
        "  schema/wrong-type: hint",
        'ignore: ["archive/**", "*.bak.yaml"]',
      ].join("\n"),
    );
    expect(config.flux).toBe("2.8");
    expect(config.clusters.get("main")).toEqual({path: "kubernetes/main", context: "admin@main", protected: true});
    expect(config.clusters.get("edge")).toEqual({path: "kubernetes/edge", protected: false});
    expect(config.gateways.get("traefik")).toEqual({name: "internal", namespace: "network", sectionName: "https"});
    expect([...config.rules]).toEqual([
      ["yaml/syntax", "off"],
      ["schema/wrong-type", "hint"],
    ]);
    expect(config.ignore).toEqual(["archive/**", "*.bak.yaml"]);
  });

  test.each(["", "# nothing\n", "- a list\n", "text\n", "flux: [\n", "flux:\nclusters:\nrules:\nignore:\n"])(
    "%j is no configuration",
    (text) => {
      expect(read(text)).toEqual(DEFAULT_CONFIG);
    },
  );

  test("one mistake leaves the rest as it is", () => {
    const config = read(
      "flux: new\nclusters:\n  main: yes\n  edge: {path: edge}\nrules:\n  a/b: loud\n  c/d: error\nignore: [1, x]\n",
    );
    expect([config.flux, [...config.clusters.keys()], [...config.rules], config.ignore]).toEqual([
      DEFAULT_CONFIG.flux,
      ["edge"],
      [["c/d", "error"]],
      ["x"],
    ]);
  });
});

test.each([
  ["2.9", "2.9"],
  ['"2.10"', "2.10"],
  ["2.10", "2.10"],
  ["'v2.8.3'", "2.8"],
  ["v2.7", "2.7"],
  ["2", undefined],
  ["1.24", undefined],
  ["latest", undefined],
  ["[2.9]", undefined],
])("the version %s is Flux %s", (text, minor) => {
  expect(fluxMinor(parseYaml("a", `flux: ${text}`).documents[0]!.root.get("flux"))).toBe(minor);
});

describe("what it does", () => {
  const FILES = {"apps/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  a: 1\n"};

  test("severities, and rules that are off", () => {
    const severities = (severity: string) =>
      findingsOf(workspaceOf({...FILES, ".flux-workbench.yaml": `rules:\n  schema/wrong-type: ${severity}\n`})).map(
        (finding) => finding.severity,
      );
    expect([severities("hint"), severities('"off"'), severities("error")]).toEqual([["hint"], [], ["error"]]);
  });

  test("ignored paths", () => {
    expect(findingsOf(workspaceOf({...FILES, ".flux-workbench.yaml": "ignore: [apps]\n"}))).toEqual([]);
    expect(findingsOf(workspaceOf({...FILES, ".flux-workbench.yaml": "ignore: [other]\n"}))).toHaveLength(1);
  });

  test("a file of that name elsewhere is no configuration", () => {
    expect(
      findingsOf(workspaceOf({...FILES, "apps/.flux-workbench.yaml": "rules:\n  schema/wrong-type: off\n"})),
    ).toHaveLength(1);
  });
});

test("a Gateway that is written down reaches those who ask for Gateways, and no other answer", () => {
  const workspace = workspaceOf({".flux-workbench.yaml": "# ours\n", "a.yaml": "a: b\n"});
  const gateways = workspace.answers(() => [...workspace.config.gateways.keys()]);
  const others = workspace.answers(() => ({flux: workspace.config.flux, isIgnored: workspace.isIgnored("a.yaml")}));
  expect([gateways.get(), others.get()]).toEqual([[], {flux: DEFAULT_CONFIG.flux, isIgnored: false}]);
  const before = others.get();
  workspace.setFile(".flux-workbench.yaml", "gateways:\n  internal: {name: internal, namespace: network}\n");
  expect(gateways.get()).toEqual(["internal"]);
  expect(others.get()).toBe(before);
  workspace.setFile(".flux-workbench.yaml", 'flux: "2.7"\nignore: [a.yaml]\n');
  expect([gateways.get(), others.get()]).toEqual([[], {flux: "2.7", isIgnored: true}]);
  workspace.override({flux: "2.8"});
  workspace.removeFile(".flux-workbench.yaml");
  expect(others.get()).toEqual({flux: "2.8", isIgnored: false});
});
