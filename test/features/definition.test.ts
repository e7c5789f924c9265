import {describe, expect, test} from "vitest";
import {definition} from "../../server/src/engine/features/definition.ts";
import {links} from "../../server/src/engine/features/links.ts";
import {workspaceOf} from "../support/check.ts";
import {HOME} from "./home.ts";
import {at, marked, shown} from "./repository.ts";

function definitionsAt(files: Readonly<Record<string, string>>): {origin: string; to: string[]} | undefined {
  const {workspace, path, offset} = marked(files);
  const found = definition(workspace, path, offset);
  if (!found) return undefined;
  const {start, end} = found.origin;
  const origin = workspace.file(path)?.text.slice(start, end) ?? "";
  return {origin, to: found.destinations.map((destination) => shown(workspace, destination))};
}

const HOMES = ["edge/flux/apps.yaml:4 home", "main/flux/apps.yaml:4 home"];
const RELEASE = "main/apps/plex/app/release.yaml";
const KS = "main/apps/plex/ks.yaml";
const ROOT = "main/apps/kustomization.yaml";

describe("a name leads to what it names", () => {
  test.each<[what: string, file: string, search: string, occurrence: number, to: string[]]>([
    ["in the same file", RELEASE, "name: cha", 1, [`${RELEASE}:4 chart`]],
    ["in another file and namespace", KS, "name: ho", 0, ["main/flux/apps.yaml:4 home"]],
    ["in each cluster that uses the place", "shared/podinfo.yaml", "name: ho", 0, HOMES],
    ["in one cluster alone", "edge/flux/apps.yaml", "name: home", 1, ["edge/flux/apps.yaml:4 home"]],
    ["to what a controller makes", RELEASE, "plex-sec", 0, ["main/apps/plex/app/secret.yaml:10 plex-secret"]],
    ["to what kustomize generates", KS, "name: settings", 0, [`${ROOT}:5 settings`]],
    ["of a dependency", KS, "name: podinfo", 0, ["shared/podinfo.yaml:4 podinfo"]],
    ["of a dependency that a patch adds", ROOT, "name: podinfo", 1, ["shared/podinfo.yaml:4 podinfo"]],
    ["in a patch, to what it changes", ROOT, "name: plex", 0, [`${KS}:4 plex`]],
    ["in the target of a patch", ROOT, "name: podinfo", 0, ["shared/podinfo.yaml:4 podinfo"]],
    ["of the thing itself", RELEASE, "name: cha", 0, [`${RELEASE}:4 chart`]],
  ])("%s", (_, file, search, occurrence, to) => {
    expect(definitionsAt(at(HOME, file, search, occurrence))?.to.sort()).toEqual(to);
  });

  test("the origin is the name alone, without comments", () => {
    expect(definitionsAt(at(HOME, RELEASE, "name: cha", 1))?.origin).toBe("chart");
    expect(definitionsAt(at(HOME, RELEASE, "plex-sec"))?.origin).toBe('"plex-secret"');
  });

  test("in a namespace that it can't mean only when there is nothing better", () => {
    const files = at(
      {...HOME, [KS]: HOME[KS]!.replace("name: home", "name: home\n    namespace: media")},
      KS,
      "name: ho",
    );
    expect(definitionsAt(files)?.to).toEqual(["main/flux/apps.yaml:4 home"]);
  });

  test("nowhere when nothing is called so", () => {
    expect(definitionsAt(at(HOME, "main/apps/plex/app/secret.yaml", "name: vau"))).toBeUndefined();
  });
});

describe("a path leads to a file", () => {
  test.each<[what: string, file: string, search: string, to: string[]]>([
    ["itself", ROOT, "./plex/ks", [`${KS}:1`]],
    ["a generator's", ROOT, "./settings/val", ["main/apps/settings/values.txt:1"]],
    ["the kustomization of a folder", KS, "./main/apps/pl", ["main/apps/plex/app/kustomization.yaml:1"]],
    ["the kustomization of a Component", KS, "../shared/vol", ["shared/volume/kustomization.yaml:1"]],
    [
      "the first manifest of a folder without one",
      "shared/podinfo.yaml",
      "./shared/pod",
      ["shared/podinfo/deployment.yaml:1"],
    ],
  ])("%s", (_, file, search, to) => {
    expect(definitionsAt(at(HOME, file, search))?.to).toEqual(to);
  });

  test("but not when the source is another repository", () => {
    const other = HOME["main/flux/apps.yaml"]!.replaceAll("home", "other").replace("---", "---");
    const inner = HOME["shared/podinfo.yaml"]!.replace("name: home", "name: elsewhere");
    const files = {
      ...HOME,
      "main/flux/other.yaml": other.split("---")[0]!.replace("other", "elsewhere"),
      "shared/podinfo.yaml": inner,
    };
    expect(definitionsAt(at(files, "shared/podinfo.yaml", "./shared/pod"))).toBeUndefined();
  });
});

test("an alias leads to its anchor", () => {
  expect(definitionsAt(at(HOME, KS, "APP: *a"))).toEqual({origin: "*app", to: [`${KS}:4 plex`]});
  expect(definitionsAt(at(HOME, RELEASE, "Override: *"))).toEqual({origin: "*name", to: [`${RELEASE}:11 plex`]});
});

test("links are the paths that lead somewhere, and schemas that are files", () => {
  const workspace = workspaceOf({
    "apps/kustomization.yaml": `# yaml-language-server: $schema=../schemas/kustomization.json
resources:
  - ./plex
  - ./missing
  - https://example.com/x.yaml
  - "a.yaml"
`,
    "apps/plex/kustomization.yaml": "resources: []\n",
    "apps/a.yaml": "kind: A\n",
    "schemas/kustomization.json": "{}",
  });
  expect(
    links(workspace, "apps/kustomization.yaml").map((link) => [
      link.file,
      shown(workspace, {file: "apps/kustomization.yaml", span: link.span}),
    ]),
  ).toEqual([
    ["apps/plex/kustomization.yaml", "apps/kustomization.yaml:3 ./plex"],
    ["apps/a.yaml", "apps/kustomization.yaml:6 a.yaml"],
    ["schemas/kustomization.json", "apps/kustomization.yaml:1 ../schemas/kustomization.json"],
  ]);
});
