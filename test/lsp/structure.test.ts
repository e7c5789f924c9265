import {afterEach, describe, expect, test} from "vitest";
import type {DocumentSymbol, FoldingRange, SymbolInformation} from "vscode-languageserver/node";
import {FLUX_REPOSITORY} from "../features/fluxRepository.ts";
import {capabilities} from "./capabilities.ts";
import {Editor} from "./editor.ts";

const APP = "kubernetes/apps/media/plex/helmrelease.yaml";

let editor: Editor;

async function ask<T>(method: string, file: string): Promise<T> {
  await editor.open(file);
  return editor.connection.sendRequest<T>(method, {textDocument: {uri: editor.uri(file)}});
}

afterEach(() => editor.stop());

describe("the symbols of a document", () => {
  test("as a tree", async () => {
    const {textDocument, ...rest} = capabilities("pull");
    editor = await Editor.start({
      files: FLUX_REPOSITORY,
      capabilities: {
        ...rest,
        textDocument: {...textDocument, documentSymbol: {hierarchicalDocumentSymbolSupport: true}},
      },
    });
    await editor.workspace();
    const symbols = await ask<DocumentSymbol[]>("textDocument/documentSymbol", APP);
    expect(symbols.map(({name, detail}) => `${name} ${detail}`)).toEqual([
      "OCIRepository media/plex source.toolkit.fluxcd.io/v1",
      "HelmRelease media/plex helm.toolkit.fluxcd.io/v2",
    ]);
    expect(symbols[1]?.range.start).toEqual({line: 10, character: 0});
    expect(symbols[1]?.children?.[1]?.children?.map(({name}) => name)).toEqual(["interval", "chartRef", "valuesFrom"]);
  });

  test("as a list for a client that knows no trees", async () => {
    editor = await Editor.start({files: FLUX_REPOSITORY});
    await editor.workspace();
    const symbols = await ask<SymbolInformation[]>("textDocument/documentSymbol", APP);
    const url = symbols.find(({name}) => name === "url");
    expect(url).toMatchObject({containerName: "spec", location: {uri: editor.uri(APP)}});
  });

  test("of another file there are none", async () => {
    editor = await Editor.start({files: {"compose.yaml": "services:\n  web: {}\n"}});
    expect(await ask("textDocument/documentSymbol", "compose.yaml")).toBeNull();
    expect(await ask("textDocument/foldingRange", "compose.yaml")).toBeNull();
  });
});

test("folds", async () => {
  editor = await Editor.start({files: FLUX_REPOSITORY});
  const folds = await ask<FoldingRange[]>("textDocument/foldingRange", APP);
  expect(folds.slice(0, 3)).toEqual([
    {startLine: 0, endLine: 8},
    {startLine: 2, endLine: 3},
    {startLine: 4, endLine: 8},
  ]);
  expect(await ask<FoldingRange[]>("textDocument/foldingRange", "kubernetes/flux/apps.yaml")).toContainEqual({
    startLine: 6,
    endLine: 25,
  });
});

test("the symbols of the workspace wait until it is read", async () => {
  editor = await Editor.start({files: FLUX_REPOSITORY});
  const found = await editor.connection.sendRequest<SymbolInformation[]>("workspace/symbol", {query: "hr plex"});
  expect(found).toEqual([
    {
      name: "HelmRelease media/plex",
      kind: 5,
      containerName: "media/a-plex, cluster",
      location: {
        uri: editor.uri(APP),
        range: {start: {line: 10, character: 0}, end: {line: 21, character: 24}},
      },
    },
  ]);
});
