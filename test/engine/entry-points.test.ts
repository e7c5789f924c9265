import {expect, test} from "vitest";
import {workspaceOf} from "../support/check.ts";

/** A Flux Kustomization in a file of its own. */
function flux(name: string, path: string, source = "repo"): string {
  return [
    "apiVersion: kustomize.toolkit.fluxcd.io/v1",
    "kind: Kustomization",
    `metadata: {name: ${name}, namespace: flux-system}`,
    "spec:",
    "  interval: 1h",
    `  path: ${path}`,
    "  prune: true",
    `  sourceRef: {kind: GitRepository, name: ${source}}`,
    "",
  ].join("\n");
}

const CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

/** What applies what, as `name < parent`. */
function tree(files: Readonly<Record<string, string>>): string[] {
  const {fluxKustomizations} = workspaceOf(files).graph;
  return fluxKustomizations.map(({name, parent}) => (parent ? `${name} < ${parent.name}` : name)).sort();
}

const CASES: readonly {readonly title: string; readonly files: Record<string, string>; readonly tree: string[]}[] = [
  {
    title: "one that builds itself",
    files: {"clusters/a/root.yaml": flux("root", "./clusters/a"), "clusters/a/apps.yaml": flux("apps", "./apps")},
    tree: ["apps < root", "root"],
  },
  {
    title: "one that is applied by hand, and one below it that nothing lists",
    files: {
      "flux/root.yaml": flux("root", "./apps"),
      "apps/kustomization.yaml": "resources: [on.yaml]\n",
      "apps/on.yaml": flux("on", "./apps/on"),
      "apps/off.yaml": flux("off", "./apps/off"),
      "apps/on/a.yaml": CONFIG_MAP,
      "apps/off/a.yaml": CONFIG_MAP,
    },
    tree: ["on < root", "root"],
  },
  {
    title: "children whose folders only the cluster knows",
    files: {"apps/root.yaml": flux("root", "./apps"), "apps/a.yaml": flux("a", `./sites/\${SITE}`)},
    tree: ["a < root", "root"],
  },
  {
    title: "one that may be applied by what builds nobody knows which folder",
    files: {
      "flux/root.yaml": flux("root", `./apps/\${SITE}`),
      "apps/x/a.yaml": flux("a", "./more"),
      "more/a.yaml": CONFIG_MAP,
    },
    tree: [],
  },
  {
    title: "the root of another source is not that of this repository",
    files: {
      "clusters/a/root.yaml": flux("root", "./clusters/a"),
      "clusters/a/tenant.yaml": flux("tenant", "./", "tenant"),
    },
    tree: ["root", "tenant < root"],
  },
  {
    title: "two that build each other's folder end somewhere",
    files: {"clusters/a/one.yaml": flux("one", "./clusters/a"), "clusters/a/two.yaml": flux("two", "./clusters/a")},
    tree: ["one < two", "two"],
  },
];

test.each(CASES)("$title", ({files, tree: expected}) => {
  expect(tree(files)).toEqual(expected);
});

test("a path that is typed through a folder above its own file comes to an end", () => {
  const files = {
    "clusters/a/root.yaml": flux("root", "./clusters/a"),
    "clusters/a/apps/kustomization.yaml": "resources: [app.yaml]\n",
    "clusters/a/apps/app.yaml": flux("app", "./app"),
    "app/a.yaml": CONFIG_MAP,
  };
  const workspace = workspaceOf(files);
  const applied = (): number => workspace.graph.appliedInFile("app/a.yaml").length;
  expect(applied()).toBe(1);
  for (const path of ["./", "", "./clusters", "./clusters/a/apps"]) {
    workspace.setFile("clusters/a/apps/app.yaml", flux("app", path));
    expect(workspace.graph.fluxKustomizations.length).toBeLessThan(10);
  }
  workspace.setFile("clusters/a/apps/app.yaml", flux("app", "./app"));
  expect(applied()).toBe(1);
});
