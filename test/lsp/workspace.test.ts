import fs from "node:fs";
import path from "node:path";
import {afterEach, describe, expect, test} from "vitest";
import {FileChangeType} from "vscode-languageserver/node";
import {Editor, type EditorOptions, until} from "./editor.ts";
import {APP, KUSTOMIZATION, MISSPELT, PATCH} from "./samples.ts";

let editor: Editor;
const start = async (options?: EditorOptions): Promise<Editor> => {
  editor = await Editor.start(options);
  return editor;
};

afterEach(() => editor.stop());

describe("other files", () => {
  const files = {"apps/app.yaml": APP, "apps/patch.yaml": PATCH, "apps/kustomization.yaml": KUSTOMIZATION};

  test("a kustomization that nobody opened makes a patch of a file", async () => {
    await start({files});
    await editor.open("apps/patch.yaml");
    expect(await editor.rules("apps/patch.yaml")).toEqual([]);
  });

  test("what it lists on disk changes, and the client is asked to pull again", async () => {
    await start({files});
    await editor.open("apps/patch.yaml");
    expect(await editor.rules("apps/patch.yaml")).toEqual([]);
    await until("the refresh behind indexing", () => editor.refreshes > 0);
    const {refreshes} = editor;
    await editor.write("apps/kustomization.yaml", KUSTOMIZATION.replace("patch.yaml", "other.yaml"));
    expect(await editor.rules("apps/patch.yaml")).not.toEqual([]);
    await until("a refresh", () => editor.refreshes > refreshes);
    await editor.remove("apps/kustomization.yaml");
    await editor.write("apps/kustomization.yaml", KUSTOMIZATION);
    await until("the new file is found", async () => (await editor.rules("apps/patch.yaml")).length === 0);
  });

  test("what it lists in an open document counts, saved or not, until that is closed", async () => {
    await start({files});
    await editor.open("apps/patch.yaml");
    await editor.open("apps/kustomization.yaml");
    await editor.change("apps/kustomization.yaml", "patch.yaml", "other.yaml");
    expect(await editor.rules("apps/patch.yaml")).not.toEqual([]);
    await editor.write("apps/kustomization.yaml", `${KUSTOMIZATION}# saved by somebody else\n`);
    expect(await editor.rules("apps/patch.yaml")).not.toEqual([]);
    await editor.close("apps/kustomization.yaml");
    expect(await editor.rules("apps/patch.yaml")).toEqual([]);
  });

  test("an edit that concerns nobody else asks for no refresh", async () => {
    await start({files});
    await editor.open("apps/app.yaml");
    await editor.findings("apps/app.yaml");
    await until("the refresh behind indexing", () => editor.refreshes > 0);
    const {refreshes} = editor;
    await editor.change("apps/app.yaml", "1h", "2h");
    await editor.findings("apps/app.yaml");
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(editor.refreshes).toBe(refreshes);
  });

  test("a new file, a deleted folder, a new .gitignore", async () => {
    await start({files});
    const uris = async (): Promise<string[]> => (await editor.workspace()).items.map(({uri}) => uri);
    expect(await uris()).toEqual([]);
    await editor.write("apps/new/app.yaml", MISSPELT);
    await until("a new file is found", async () => (await uris()).includes(editor.uri("apps/new/app.yaml")));
    await editor.write(".gitignore", "new/\n");
    await until("an ignored file is left", async () => (await uris()).length === 0);
    await editor.remove(".gitignore");
    await editor.write("apps/other.yaml", APP);
    await until("it is back", async () => (await uris()).length === 1);
    fs.rmSync(path.join(editor.root, "apps/new"), {recursive: true});
    await editor.connection.sendNotification("workspace/didDeleteFiles", {files: [{uri: editor.uri("apps/new")}]});
    await until("the folder is gone", async () => (await uris()).length === 0);
  });
});

describe("one document", () => {
  test("closed, it is what is on disk again", async () => {
    await start({files: {"app.yaml": APP}});
    await editor.open("app.yaml");
    await editor.change("app.yaml", "interval", "intervall");
    expect((await editor.workspace()).items).toHaveLength(1);
    await editor.close("app.yaml");
    expect((await editor.workspace()).items).toEqual([]);
  });

  test("deleted while it is open it is still checked, and gone when it is closed", async () => {
    await start({files: {"app.yaml": MISSPELT}});
    await editor.open("app.yaml");
    await editor.findings("app.yaml");
    await editor.remove("app.yaml");
    expect(await editor.rules("app.yaml")).toContain("schema/unknown-field");
    await editor.close("app.yaml");
    expect(await editor.findings("app.yaml")).toEqual([]);
    expect((await editor.workspace()).items).toEqual([]);
  });

  test("renamed, it is checked under its new name only", async () => {
    await start({files: {"app.yaml": MISSPELT}});
    await editor.open("app.yaml");
    await editor.findings("app.yaml");
    await editor.close("app.yaml");
    fs.renameSync(path.join(editor.root, "app.yaml"), path.join(editor.root, "new.yaml"));
    await editor.open("new.yaml");
    await editor.watched("app.yaml", FileChangeType.Deleted);
    await editor.watched("new.yaml", FileChangeType.Created);
    expect((await editor.workspace()).items.map(({uri}) => uri)).toEqual([editor.uri("new.yaml")]);
  });

  test("it is one document however its address is spelt", async () => {
    await start({files: {"my apps/äpp.yaml": APP}});
    const odd = editor.uri("my apps/äpp.yaml").replace("pp.yaml", "%70p.yaml");
    expect(odd).not.toBe(editor.uri("my apps/äpp.yaml"));
    await editor.open("my apps/äpp.yaml", MISSPELT, odd);
    const {items} = await editor.workspace();
    expect(items.map(({uri, version}) => ({uri, version}))).toEqual([{uri: odd, version: 1}]);
  });

  test("outside of every folder it is checked alone", async () => {
    await start({
      files: {
        "repo/kustomization.yaml": KUSTOMIZATION,
        "repo/app.yaml": APP,
        "repo/patch.yaml": PATCH,
        "other.yaml": MISSPELT,
      },
      folders: ["repo"],
    });
    await editor.open("other.yaml");
    expect(await editor.rules("other.yaml")).toContain("schema/unknown-field");
    await editor.open("untitled", MISSPELT, "untitled:Untitled-1");
    expect(await editor.rules("untitled")).toContain("schema/unknown-field");
    expect((await editor.workspace()).items).toEqual([]);
    await editor.close("other.yaml");
    expect(await editor.findings("other.yaml")).toEqual([]);
  });
});

test("nothing is said to be missing around a document outside of every folder", async () => {
  const sync = `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: flux-system
  namespace: flux-system
spec:
  interval: 1m
  url: https://example.com/home.git
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: flux-system
  namespace: flux-system
spec:
  interval: 10m
  prune: true
  path: ./cluster
  dependsOn:
    - name: elsewhere
  sourceRef:
    kind: GitRepository
    name: flux-system
`;
  const kustomization = `${KUSTOMIZATION}components:\n  - ../component\n`;
  const files = {"kustomization.yaml": kustomization, "sync.yaml": sync, "app.yaml": APP, "repo/a.yaml": APP};
  await start({files, folders: ["repo"]});
  for (const file of ["kustomization.yaml", "sync.yaml", "app.yaml"]) {
    await editor.open(file);
    expect(await editor.rules(file)).toEqual([]);
  }
  await editor.open("root.yaml", sync.replace("./cluster", "./"), editor.uri("root.yaml"));
  expect(await editor.rules("root.yaml")).toEqual([]);
});

describe("folders", () => {
  test("each has its own configuration, nested ones too", async () => {
    await start({
      files: {
        "a/app.yaml": MISSPELT,
        "a/.flux-workbench.yaml": 'rules:\n  schema/unknown-field: "off"\n',
        "b/app.yaml": MISSPELT,
        "b/sub/.flux-workbench.yaml": "rules:\n  schema/unknown-field: hint\n",
        "b/sub/app.yaml": MISSPELT,
      },
      folders: ["a", "b", "b/sub"],
    });
    const severity = async (file: string): Promise<number | undefined> => {
      await editor.open(file);
      return (await editor.findings(file)).find(({code}) => code === "schema/unknown-field")?.severity;
    };
    expect(await severity("a/app.yaml")).toBeUndefined();
    expect(await severity("b/app.yaml")).toBe(1);
    expect(await severity("b/sub/app.yaml")).toBe(4);
    const uris = (await editor.workspace()).items.map(({uri}) => uri);
    expect(new Set(uris).size).toBe(uris.length);
  });

  test("added and removed while the editor runs", async () => {
    await start({files: {"a/app.yaml": MISSPELT, "b/app.yaml": MISSPELT}, folders: ["a"]});
    const uris = async (): Promise<string[]> => (await editor.workspace()).items.map(({uri}) => uri);
    expect(await uris()).toEqual([editor.uri("a/app.yaml")]);
    const folder = (name: string) => ({uri: editor.uri(name), name});
    const change = (added: string[], removed: string[]): Promise<void> =>
      editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
        event: {added: added.map(folder), removed: removed.map(folder)},
      });
    await change(["b"], []);
    expect((await uris()).sort()).toEqual([editor.uri("a/app.yaml"), editor.uri("b/app.yaml")]);
    await change([], ["a"]);
    expect(await uris()).toEqual([editor.uri("b/app.yaml")]);
  });

  test("a folder inside a repository is judged with the repository around it", async () => {
    await start({
      files: {
        ".flux-workbench.yaml": "rules:\n  schema/unknown-field: hint\n",
        "kustomization.yaml": KUSTOMIZATION.replace("patch.yaml", "sub/patch.yaml"),
        "app.yaml": MISSPELT,
        "sub/patch.yaml": PATCH,
        "sub/app.yaml": MISSPELT,
      },
      folders: ["sub"],
    });
    await editor.open("sub/patch.yaml");
    expect(await editor.rules("sub/patch.yaml")).toEqual([]);
    const {items} = await editor.workspace();
    expect(items.map(({uri}) => uri)).toEqual([editor.uri("sub/app.yaml")]);
  });
});

test("nobody waits while a repository is read", async () => {
  const files = Object.fromEntries(Array.from({length: 1500}, (_, i) => [`${i}.yaml`, APP]));
  await start({files});
  await editor.open("7.yaml");
  expect(await editor.hover("7.yaml", "interval")).not.toBeNull();
  expect((await editor.completion("7.yaml", "spec:\n  ")).items).not.toEqual([]);
  expect(editor.logs.filter((line) => line.startsWith("Read "))).toEqual([]);
  expect(await editor.rules("7.yaml")).toEqual([]);
  await until("the end of reading", () => editor.logs.some((line) => line.startsWith("Read 1500 files")));
  expect(editor.progress).toEqual(["begin", ...editor.progress.slice(1, -1).map(() => "report"), "end"]);
});

test("reading a repository shows and says what was left alone", async () => {
  await start({
    files: {"app.yaml": APP, "latin.yaml": new Uint8Array([0x61, 0x3a, 0x20, 0xe4])},
    initializationOptions: {status: true},
  });
  await until("ready", () => editor.statuses.some((status) => (status as {kind: string}).kind === "ready"));
  expect(editor.statuses.at(-1)).toEqual({kind: "ready", files: 2});
  expect(editor.logs.join("\n")).toMatch(/Read 2 files below .*\nLeft alone:\n {2}latin\.yaml: not UTF-8 text/);
  expect(editor.registered).toEqual(
    expect.arrayContaining(["workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"]),
  );
});
