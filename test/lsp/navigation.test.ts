import {afterEach, describe, expect, test} from "vitest";
import type {DocumentLink, Location, LocationLink, Position, WorkspaceEdit} from "vscode-languageserver/node";
import {HOME} from "../features/home.ts";
import {capabilities} from "./capabilities.ts";
import {Editor} from "./editor.ts";

const KS = "main/apps/plex/ks.yaml";
const RELEASE = "main/apps/plex/app/release.yaml";

let editor: Editor;
afterEach(() => editor.stop());

/** An editor that can everything that the requests here know of. */
async function start(files: Readonly<Record<string, string>> = HOME): Promise<void> {
  const all = capabilities("pull");
  editor = await Editor.start({
    files,
    capabilities: {
      ...all,
      workspace: {...all.workspace, workspaceEdit: {documentChanges: true, changeAnnotationSupport: {}}},
      textDocument: {
        ...all.textDocument,
        definition: {linkSupport: true},
        documentLink: {tooltipSupport: true},
        rename: {prepareSupport: true},
      },
    },
  });
}

async function startPlain(): Promise<void> {
  editor = await Editor.start({files: HOME, capabilities: {}});
}

function ask<T>(method: string, file: string, search: string, more: object = {}): Promise<T> {
  const before = editor.text(file).split(search)[0]! + search;
  const lines = before.split("\n");
  const position: Position = {line: lines.length - 1, character: lines.at(-1)!.length};
  const params = {textDocument: {uri: editor.uri(file)}, position, ...more};
  return editor.connection.sendRequest<T>(method, params);
}

const at = (line: number, start: number, end: number) => ({
  start: {line, character: start},
  end: {line, character: end},
});

describe("definition", () => {
  test("as links with their origin", async () => {
    await start();
    await editor.open(KS);
    const links = await ask<LocationLink[]>("textDocument/definition", KS, "- name: pod");
    expect(links).toEqual([
      {
        originSelectionRange: at(17, 12, 19),
        targetUri: editor.uri("shared/podinfo.yaml"),
        targetRange: {start: {line: 0, character: 0}, end: {line: 9, character: 14}},
        targetSelectionRange: at(3, 8, 15),
      },
    ]);
    expect(await ask("textDocument/definition", KS, "spec")).toEqual([]);
  });

  test("as places, for editors that know no links", async () => {
    await startPlain();
    await editor.open(KS);
    const places = await ask<Location[]>("textDocument/definition", KS, "./main/apps/pl");
    expect(places).toEqual([{uri: editor.uri("main/apps/plex/app/kustomization.yaml"), range: at(0, 0, 0)}]);
  });

  test("follows what is typed", async () => {
    await start();
    await editor.open(RELEASE);
    await editor.change(RELEASE, "name: chart\n", "name: other\n");
    expect(await ask("textDocument/definition", RELEASE, "OCIRepository\n    name: ch")).toEqual([]);
    await editor.change(RELEASE, "name: chart #", "name: other #");
    expect(await ask("textDocument/definition", RELEASE, "OCIRepository\n    name: ot")).toHaveLength(1);
  });
});

test("references, with and without the declaration", async () => {
  await start();
  await editor.open(RELEASE);
  const request = (includeDeclaration: boolean) =>
    ask<Location[]>("textDocument/references", RELEASE, '"plex-sec', {context: {includeDeclaration}});
  const own = {uri: editor.uri(RELEASE), range: at(17, 12, 25)};
  expect(await request(false)).toEqual([own]);
  expect(await request(true)).toEqual([own, {uri: editor.uri("main/apps/plex/app/secret.yaml"), range: at(9, 10, 21)}]);
  expect(await ask("textDocument/references", RELEASE, "spec", {context: {includeDeclaration: true}})).toBeNull();
});

test("links of a document", async () => {
  await start();
  await editor.open(KS);
  const params = {textDocument: {uri: editor.uri(KS)}};
  const links = await editor.connection.sendRequest<DocumentLink[]>("textDocument/documentLink", params);
  expect(links).toEqual([
    {
      range: at(11, 8, 28),
      target: editor.uri("main/apps/plex/app/kustomization.yaml"),
      tooltip: "Open main/apps/plex/app/kustomization.yaml",
    },
    {
      range: at(10, 6, 31),
      target: editor.uri("shared/volume/kustomization.yaml"),
      tooltip: "Open shared/volume/kustomization.yaml",
    },
  ]);
});

describe("rename", () => {
  test("offers the name, or says why not", async () => {
    await start();
    await editor.open(RELEASE);
    await editor.open("shared/volume/claim.yaml");
    expect(editor.initialized?.capabilities.renameProvider).toEqual({prepareProvider: true});
    expect(await ask("textDocument/prepareRename", RELEASE, '"plex-sec')).toEqual({
      range: at(17, 13, 24),
      placeholder: "plex-secret",
    });
    expect(await ask("textDocument/prepareRename", RELEASE, "spec")).toBeNull();
    await expect(ask("textDocument/prepareRename", "shared/volume/claim.yaml", "name: ${A")).rejects.toThrow(
      "gets its value from variables",
    );
    await expect(ask("textDocument/rename", RELEASE, '"plex-sec', {newName: "no name"})).rejects.toThrow(
      "`no name` is no name for a Secret",
    );
  });

  test("changes all files, for the versions that the editor has", async () => {
    await start();
    await editor.open(RELEASE);
    const edit = await ask<WorkspaceEdit>("textDocument/rename", RELEASE, '"plex-sec', {newName: "token"});
    expect(edit).toEqual({
      documentChanges: [
        {
          textDocument: {uri: editor.uri("main/apps/plex/app/secret.yaml"), version: null},
          edits: [{range: at(9, 10, 21), newText: "token"}],
        },
        {
          textDocument: {uri: editor.uri(RELEASE), version: 1},
          edits: [{range: at(17, 12, 25), newText: '"token"'}],
        },
      ],
    });
  });

  test("shows first what it costs, where the editor can", async () => {
    await start();
    await editor.open(RELEASE);
    const edit = await ask<WorkspaceEdit>("textDocument/rename", RELEASE, "&name pl", {newName: "films"});
    expect(edit.changeAnnotations).toEqual({
      "0": {
        label: "Rename to films",
        description: expect.stringMatching(/^Flux installs a new Helm release/),
        needsConfirmation: true,
      },
    });
    expect(edit.documentChanges).toEqual([
      {
        textDocument: {uri: editor.uri(RELEASE), version: 1},
        edits: [
          {range: at(10, 14, 18), newText: "films", annotationId: "0"},
          {range: at(19, 22, 27), newText: "plex", annotationId: "0"},
        ],
      },
    ]);
  });

  test("is a plain list of edits for the others", async () => {
    await startPlain();
    expect(editor.initialized?.capabilities.renameProvider).toBe(true);
    await editor.open(RELEASE);
    const edit = await ask<WorkspaceEdit>("textDocument/rename", RELEASE, "&name pl", {newName: "films"});
    expect(Object.keys(edit)).toEqual(["changes"]);
    expect(edit.changes?.[editor.uri(RELEASE)]).toHaveLength(2);
  });
});

describe("files that get another name", () => {
  const move = (oldFile: string, newFile: string): Promise<WorkspaceEdit | null> =>
    editor.connection.sendRequest("workspace/willRenameFiles", {
      files: [{oldUri: editor.uri(oldFile), newUri: editor.uri(newFile)}],
    });

  test("take the paths that lead to them along", async () => {
    await start();
    expect(editor.initialized?.capabilities.workspace?.fileOperations?.willRename).toBeDefined();
    expect(await move("main/apps/plex", "main/apps/films")).toEqual({
      documentChanges: [
        {
          textDocument: {uri: editor.uri("main/apps/kustomization.yaml"), version: null},
          edits: [{range: at(1, 4, 18), newText: "./films/ks.yaml"}],
        },
        {
          textDocument: {uri: editor.uri(KS), version: null},
          edits: [{range: at(11, 8, 28), newText: "./main/apps/films/app"}],
        },
      ],
    });
  });

  test("leave everything alone that does not name them", async () => {
    await start();
    expect(await move("main/flux/apps.yaml", "main/flux/all.yaml")).toBeNull();
    expect(await move("main/apps", "../elsewhere")).toBeNull();
  });
});
