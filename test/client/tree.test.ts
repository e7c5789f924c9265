import {describe, expect, test} from "vitest";
import {buildTree} from "../../client/src/views/buildTree.ts";
import {shortPaths} from "../../client/src/views/shortPaths.ts";
import {kustomizationsOf, type TreeNode, withAncestors} from "../../client/src/views/treeModel.ts";
import type {FluxTreeKustomization, FluxTreeResource, Location} from "../../server/src/protocol.ts";

const at = (uri: string, start = 0, end = start + 5): Location => ({
  uri,
  range: {start: {line: start, character: 0}, end: {line: end, character: 0}},
});
const resource = (kind: string, name: string, uri = `file:///${name}.yaml`, line = 0): FluxTreeResource => ({
  kind,
  name,
  location: at(uri, line),
});
const kustomization = (id: string, rest: Partial<FluxTreeKustomization> = {}): FluxTreeKustomization => ({
  id,
  name: id,
  dependsOn: [],
  resources: [],
  ...rest,
});
const build = (...kustomizations: FluxTreeKustomization[]) =>
  buildTree({clusters: [{name: "main", kustomizations}]}, (uri) => uri);

/** The tree as indented lines. */
function print(nodes: readonly TreeNode[], indent = ""): string[] {
  return nodes.flatMap((node) => [`${indent}${node.type} ${node.label}`, ...print(node.children, `${indent}  `)]);
}

describe("the tree", () => {
  test("nests what is applied below what applies it, before other resources", () => {
    const plex = at("file:///plex/ks.yaml");
    const model = build(
      kustomization("apps", {
        resources: [resource("Namespace", "media"), {kind: "Kustomization", name: "plex", location: plex}],
      }),
      kustomization("plex", {parent: "apps", location: plex, resources: [resource("HelmRelease", "plex")]}),
      kustomization("other"),
    );
    expect(print(model.clusters)).toEqual([
      "cluster main",
      "  kustomization apps",
      "    kustomization plex",
      "      resource plex",
      "    resource media",
      "  kustomization other",
    ]);
  });

  test("takes a parent that comes later in the list", () => {
    const model = build(kustomization("b", {parent: "a"}), kustomization("a"));
    expect(print(model.clusters)).toEqual(["cluster main", "  kustomization a", "    kustomization b"]);
  });

  test("loses nothing where Kustomizations apply each other or themselves, or are applied by one that is not there", () => {
    const model = build(
      kustomization("a", {parent: "b"}),
      kustomization("b", {parent: "c"}),
      kustomization("c", {parent: "a"}),
      kustomization("self", {parent: "self"}),
      kustomization("orphan", {parent: "nobody"}),
    );
    expect(
      model.clusters
        .flatMap(kustomizationsOf)
        .map(({label}) => label)
        .sort(),
    ).toEqual(["a", "b", "c", "orphan", "self"]);
  });

  test("gives every row an id of its own, the same ones each time", () => {
    const twice = [resource("Secret", "x"), resource("Secret", "x", "file:///y.yaml")];
    const ids = () => [...build(kustomization("a", {resources: twice}), kustomization("b")).byId.keys()];
    expect(new Set(ids()).size).toBe(5);
    expect(ids()).toEqual(ids());
  });

  test("knows the rows of a file, however its address is written", () => {
    const tree = {
      clusters: [
        {
          name: "main",
          kustomizations: [
            kustomization("a", {resources: [resource("Secret", "x", "file:///c%3A/x.yaml")]}),
            kustomization("b", {resources: [resource("Secret", "x", "file:///c:/x.yaml", 7)]}),
          ],
        },
      ],
    };
    const {places} = buildTree(tree, decodeURIComponent);
    const rows = places.get("file:///c:/x.yaml") ?? [];
    expect(rows.map((row) => withAncestors(row).map(({label}) => label))).toEqual([
      ["x", "a", "main"],
      ["x", "b", "main"],
    ]);
  });

  test("knows what is built through a file that is no resource of anybody", () => {
    const shared = "file:///c:/components/kustomization.yaml";
    const kustomizations = [
      kustomization("a", {files: ["file:///c%3A/a/kustomization.yaml", shared]}),
      kustomization("b", {files: [shared], resources: [resource("Secret", "x", "file:///c:/x.yaml")]}),
      kustomization("c"),
    ];
    const {builtThrough, places} = buildTree({clusters: [{name: "main", kustomizations}]}, decodeURIComponent);
    const labels = [...builtThrough].map(([file, rows]) => [file, ...rows.map(({label}) => label)]);
    expect(labels).toEqual([
      ["file:///c:/a/kustomization.yaml", "a"],
      [shared, "a", "b"],
    ]);
    expect([...places.keys()]).toEqual(["file:///c:/x.yaml"]);
  });

  test("points to those it waits for", () => {
    const model = build(kustomization("a"), kustomization("b", {dependsOn: ["a", "elsewhere"]}));
    const [, b] = model.clusters.flatMap(kustomizationsOf);
    expect(b?.dependsOn.map(({label}) => label)).toEqual(["a"]);
  });

  test("shows of the paths what tells them apart", () => {
    const paths = ["kubernetes/apps/media/plex/app", "kubernetes/apps/media/sonarr/app", "kubernetes/apps/network"];
    expect(shortPaths(paths)).toEqual(["media/plex/app", "media/sonarr/app", "network"]);
    expect(shortPaths(["kubernetes/apps"])).toEqual(["kubernetes/apps"]);
    expect(shortPaths(["apps", "apps/media"])).toEqual(["apps", "apps/media"]);
    expect(shortPaths(["apps/media", "apps/media"])).toEqual(["media", "media"]);
    expect(shortPaths(["", "apps"])).toEqual(["", "apps"]);
    expect(shortPaths([])).toEqual([]);
    const model = build(...paths.map((path, i) => kustomization(`k${i}`, {path})), kustomization("unknown"));
    expect(model.clusters.flatMap(kustomizationsOf).map(({shortPath}) => shortPath)).toEqual([
      ...shortPaths(paths),
      "",
    ]);
  });
});
