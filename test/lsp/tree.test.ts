import {afterEach, expect, test} from "vitest";
import {type FluxTree, TREE_CHANGED_NOTIFICATION, TREE_REQUEST} from "../../server/src/protocol.ts";
import {FLUX_REPOSITORY} from "../features/fluxRepository.ts";
import {Editor, until} from "./editor.ts";

const CLAIM = "kubernetes/apps/media/library/claim.yaml";

let editor: Editor;
let changes = 0;

async function start(options: Parameters<typeof Editor.start>[0]): Promise<Editor> {
  editor = await Editor.start(options);
  changes = 0;
  editor.connection.onNotification(TREE_CHANGED_NOTIFICATION, () => void changes++);
  return editor;
}

const tree = (): Promise<FluxTree> => editor.connection.sendRequest<FluxTree>(TREE_REQUEST);
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 400));

afterEach(() => editor.stop());

test("the tree waits for the repository, and says where everything is", async () => {
  await start({files: FLUX_REPOSITORY});
  const {clusters} = await tree();
  expect(clusters.map(({name}) => name)).toEqual(["cluster"]);
  const plex = clusters[0]?.kustomizations.at(-1);
  expect(plex).toMatchObject({
    id: "cluster/media/a-plex",
    name: "a-plex",
    namespace: "media",
    path: "kubernetes/apps/media/plex",
    parent: "cluster/flux-system/apps",
    dependsOn: ["cluster/media/library"],
    location: {uri: editor.uri("kubernetes/apps/media/plex.ks.yaml"), range: {start: {line: 0, character: 0}}},
    source: {kind: "GitRepository", name: "home", location: {uri: editor.uri("kubernetes/flux/config/cluster.yaml")}},
  });
  expect(plex?.resources[1]).toEqual({
    kind: "HelmRelease",
    name: "plex",
    namespace: "media",
    location: {
      uri: editor.uri("kubernetes/apps/media/plex/helmrelease.yaml"),
      range: {start: {line: 10, character: 0}, end: {line: 21, character: 24}},
    },
  });
  expect(plex?.files).toEqual([
    editor.uri("kubernetes/apps/media/plex/kustomization.yaml"),
    editor.uri("kubernetes/components/alerts/kustomization.yaml"),
  ]);
  expect(await editor.connection.sendRequest(TREE_REQUEST, {})).toEqual({clusters});
  expect(await editor.connection.sendRequest(TREE_REQUEST, null)).toEqual({clusters});
});

test("another tree is told to a client that asked, once until it looks again", async () => {
  await start({files: FLUX_REPOSITORY, initializationOptions: {tree: true}});
  await editor.open(CLAIM);
  await tree();
  await editor.change(CLAIM, "1Ti", "2Ti");
  await pause();
  expect(changes).toBe(0);
  await editor.change(CLAIM, "name: library", "name: books");
  await until("the notification", () => changes === 1);
  await editor.change(CLAIM, "name: books", "name: films");
  await pause();
  expect(changes).toBe(1);
  const {clusters} = await tree();
  expect(JSON.stringify(clusters)).toContain('"films"');
  await editor.write("kubernetes/flux/more.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: more\n");
  await until("the notification of a new file", () => changes === 2);
});

test("a client that did not ask is told nothing", async () => {
  await start({files: FLUX_REPOSITORY});
  await editor.open(CLAIM);
  await tree();
  await editor.change(CLAIM, "name: library", "name: books");
  await pause();
  expect(changes).toBe(0);
});

test("two repositories with clusters of one name", async () => {
  const files = Object.fromEntries(
    Object.entries(FLUX_REPOSITORY).flatMap(([file, text]) => [
      [`a/${file}`, text],
      [`b/${file}`, text],
    ]),
  );
  await start({
    files: {...files, "a/.flux-workbench.yaml": "", "b/.flux-workbench.yaml": ""},
    folders: ["a", "b"],
  });
  const {clusters} = await tree();
  expect(clusters.map(({name}) => name)).toEqual(["cluster", "cluster (2)"]);
  const ids = clusters.flatMap(({kustomizations}) => kustomizations.map(({id}) => id));
  expect(new Set(ids).size).toBe(8);
});
