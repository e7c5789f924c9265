import {expect, test} from "vitest";
import {workspaceOf} from "../support/check.ts";

function config(name: string, values = "[1, 2, 3, 4, 5]"): string {
  return `apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: ${name}-widget\nspec:\n  owner: ${name}\n  list: ${values}\n`;
}

function app(name: string): Record<string, string> {
  return {
    [`cluster/${name}.yaml`]: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${name}
  namespace: flux-system
spec:
  interval: 1h
  path: ./apps/${name}
  prune: true
  sourceRef: {kind: GitRepository, name: flux-system}
`,
    [`apps/${name}/kustomization.yaml`]: "resources: [./widget.yaml]\n",
    [`apps/${name}/widget.yaml`]: config(name),
  };
}

const FILES: Record<string, string> = {...app("plex"), ...app("radarr"), ...app("sonarr"), ...app("lidarr")};

const RADARR = "apps/radarr/widget.yaml";

/** Edits one after the other, and how many copies of the one of plex there are then. */
const EDITS: readonly (readonly [path: string, text: string | undefined, copies: number])[] = [
  [RADARR, config("radarr", "[1, 2, 3, 4, 6]"), 3],
  [RADARR, config("radarr", "[1, 2, 3, 4]"), 3],
  [RADARR, config("radarr"), 4],
  [RADARR, undefined, 3],
  [RADARR, config("radarr"), 4],
  ["apps/plex/widget.yaml", config("plex", "[5, 4, 3, 2, 1]"), 1],
];

test("copies are found anew when files change", () => {
  const files = {...FILES};
  const workspace = workspaceOf(files);
  const plex = "apps/plex/widget.yaml";
  expect(workspace.copies.of(plex)).toHaveLength(4);
  for (const [path, text, copies] of EDITS) {
    if (text === undefined) {
      delete files[path];
      workspace.removeFile(path);
    } else {
      files[path] = text;
      workspace.setFile(path, text);
    }
    expect(workspace.copies.of(plex), `after ${path}`).toHaveLength(copies);
    expect([...workspace.copies.of(plex)].sort()).toEqual([...workspaceOf(files).copies.of(plex)].sort());
  }
});

test("files are alike by their kinds and keys, and equal by their values up to names", () => {
  const {copies} = workspaceOf({...FILES, [RADARR]: config("radarr", "[6, 7, 8, 9, 0]")});
  expect(copies.alike(RADARR)).toHaveLength(4);
  expect(copies.of(RADARR)).toEqual([RADARR]);
  expect(copies.of("apps/plex/widget.yaml")).toEqual(
    ["lidarr", "plex", "sonarr"].map((name) => `apps/${name}/widget.yaml`),
  );
  expect(copies.of("cluster/plex.yaml")).toEqual([]);
  expect(copies.of("none.yaml")).toEqual([]);
});
