import {describe, expect, test} from "vitest";
import {editsForMoves, type Move} from "../../server/src/engine/features/moveFiles.ts";
import {applyEdits} from "../../server/src/engine/text/edit.ts";
import {workspaceOf} from "../support/check.ts";
import {HOME} from "./home.ts";
import {textsOf} from "./repository.ts";

type Files = Readonly<Record<string, string>>;

/** The repository after a move, and the lines that changed with it, under the new paths. */
function moved(files: Files, ...moves: Move[]): {readonly files: Files; readonly lines: Record<string, string[]>} {
  const edits = editsForMoves(workspaceOf(files), moves);
  const lines: Record<string, string[]> = {};
  const after: Record<string, string> = {};
  for (const [path, text] of Object.entries(files)) {
    const move = moves.find(({from}) => path === from || path.startsWith(`${from}/`));
    const to = move ? move.to + path.slice(move.from.length) : path;
    after[to] = applyEdits(text, edits.get(path) ?? []);
    const before = text.split("\n");
    const changed = after[to]!.split("\n").filter((line, i) => line !== before[i]);
    if (changed.length > 0) lines[to] = changed.map((line) => line.trim());
  }
  return {files: after, lines};
}

/** What every Flux Kustomization builds, whatever the files are called. */
function builds(files: Files): string[] {
  const {graph} = workspaceOf(files);
  return graph.fluxKustomizations
    .map((flux) => {
      const {resources, problems} = graph.fluxBuild(flux);
      return `${flux.cluster}/${flux.name}: ${resources.map(({kind, name}) => `${kind} ${name}`).join(", ")} ${JSON.stringify(problems)}`;
    })
    .sort();
}

const ROOT = "main/apps/kustomization.yaml";
const KS = "main/apps/plex/ks.yaml";

describe("paths follow what they lead to", () => {
  test.each<[what: string, from: string, to: string, lines: Record<string, string[]>]>([
    ["a file", KS, "main/apps/plex/flux.yaml", {[ROOT]: ["- ./plex/flux.yaml"]}],
    [
      "a file that several folders list",
      "shared/podinfo.yaml",
      "shared/apps/info.yaml",
      {[ROOT]: ["- ../../shared/apps/info.yaml"], "edge/apps/kustomization.yaml": ["- ../../shared/apps/info.yaml"]},
    ],
    [
      "a folder with all that is in it",
      "main/apps/plex",
      "main/apps/films",
      {[ROOT]: ["- ./films/ks.yaml"], "main/apps/films/ks.yaml": ["path: ./main/apps/films/app"]},
    ],
    [
      "a folder that moves to another depth",
      "main/apps/plex",
      "main/apps/media/old/plex",
      {
        [ROOT]: ["- ./media/old/plex/ks.yaml"],
        "main/apps/media/old/plex/ks.yaml": [
          "- ../../../../../../shared/volume",
          "path: ./main/apps/media/old/plex/app",
        ],
      },
    ],
    ["a Component", "shared/volume", "shared/volumes/claim", {[KS]: ["- ../../../../shared/volumes/claim"]}],
    [
      "a folder without a kustomization",
      "shared/podinfo",
      "shared/info",
      {"shared/podinfo.yaml": ["path: ./shared/info"]},
    ],
    [
      "what leads out of a folder that moves",
      "main/apps",
      "clusters/main/apps",
      {
        "clusters/main/apps/kustomization.yaml": ["- ../../../shared/podinfo.yaml"],
        "clusters/main/apps/plex/ks.yaml": ["- ../../../../../shared/volume", "path: ./clusters/main/apps/plex/app"],
        "main/flux/apps.yaml": ["path: ./clusters/main/apps"],
      },
    ],
    [
      "a generator's file, under its key",
      "main/apps/settings",
      "main/apps/values",
      {[ROOT]: ["- values.yaml=./values/values.txt"]},
    ],
    ["nothing else", "main/flux/apps.yaml", "main/flux/all.yaml", {}],
  ])("%s", (_, from, to, lines) => {
    const after = moved(HOME, {from, to});
    expect(after.lines).toEqual(lines);
    expect(builds(after.files)).toEqual(builds(HOME));
    const back = moved(after.files, {from: to, to: from});
    expect(back.files).toEqual(HOME);
  });

  test("several at once", () => {
    const after = moved(
      HOME,
      {from: "shared/volume", to: "claims/volume"},
      {from: "shared/podinfo.yaml", to: "podinfo.yaml"},
    );
    expect(after.lines).toEqual({
      [ROOT]: ["- ../../podinfo.yaml"],
      "edge/apps/kustomization.yaml": ["- ../../podinfo.yaml"],
      [KS]: ["- ../../../../claims/volume"],
    });
    expect(builds(after.files)).toEqual(builds(HOME));
  });
});

describe("they stay as they are written otherwise", () => {
  const app = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";
  test.each<[before: string, from: string, to: string, after: string]>([
    ["- a.yaml", "x/a.yaml", "x/b.yaml", "- b.yaml"],
    ["- ./a.yaml # why", "x/a.yaml", "x/y/a.yaml", "- ./y/a.yaml # why"],
    ['- "./a.yaml"', "x/a.yaml", "a.yaml", '- "../a.yaml"'],
    ["- 'sub/'", "x/sub", "x/other", "- 'other/'"],
    ["- a.yaml", "x/a.yaml", "x/a: b #c.yaml", '- "a: b #c.yaml"'],
    ["- ../x/a.yaml", "x/a.yaml", "x/b.yaml", "- b.yaml"],
  ])("%s", (before, from, to, after) => {
    const files = {
      "x/kustomization.yaml": `resources:\n  ${before}\n`,
      "x/a.yaml": app,
      "x/sub/kustomization.yaml": "resources: []\n",
    };
    expect(moved(files, {from, to}).lines).toEqual({"x/kustomization.yaml": [after]});
  });

  test("schemas that are files, as seen from a file that moves", () => {
    const app = "# yaml-language-server: $schema=../schemas/app.json\nkind: App\napiVersion: example.com/v1\n";
    const files = {"apps/app.yaml": app, "schemas/app.json": "{}"};
    const {lines} = moved(files, {from: "apps/app.yaml", to: "apps/media/app.yaml"});
    expect(lines).toEqual({"apps/media/app.yaml": ["# yaml-language-server: $schema=../../schemas/app.json"]});
    expect(moved(files, {from: "apps", to: "other"}).lines).toEqual({});
  });

  test("the folders of clusters in the configuration", () => {
    const {lines} = moved(HOME, {from: "main", to: "clusters/main"});
    expect(lines[".flux-workbench.yaml"]).toEqual(["main: {path: clusters/main}"]);
  });

  test("a generated file keeps its key", () => {
    const files = {
      "kustomization.yaml": "configMapGenerator:\n  - name: a\n    files: [app.conf]\n",
      "app.conf": "kind: x\n",
    };
    expect(moved(files, {from: "app.conf", to: "conf/new.conf"}).lines).toEqual({
      "kustomization.yaml": ["files: [app.conf=conf/new.conf]"],
    });
    expect(textsOf(workspaceOf(files))).toEqual(files);
  });
});
