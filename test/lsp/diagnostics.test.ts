import {afterEach, describe, expect, test} from "vitest";
import {CancellationTokenSource, DiagnosticSeverity, LSPErrorCodes, ProgressType} from "vscode-languageserver/node";
import {Editor, type EditorOptions, until} from "./editor.ts";
import {APP, KUSTOMIZATION, MISSPELT, PATCH} from "./samples.ts";

let editor: Editor;
const start = async (options?: EditorOptions): Promise<Editor> => {
  editor = await Editor.start(options);
  return editor;
};

afterEach(() => editor.stop());

describe("pull", () => {
  test("a finding says what, where, by which rule and where to read more", async () => {
    await start({files: {"app.yaml": MISSPELT}, initializationOptions: {ruleUri: "vscode://flux-workbench/rules/"}});
    await editor.open("app.yaml");
    const report = await editor.pull("app.yaml");
    expect(report).toMatchObject({kind: "full", resultId: expect.any(String)});
    const found = (await editor.findings("app.yaml")).find(({code}) => code === "schema/unknown-field");
    expect(found).toMatchObject({
      source: "flux-workbench",
      severity: DiagnosticSeverity.Error,
      range: {start: {line: 5, character: 2}, end: {line: 5, character: 11}},
      codeDescription: {href: "vscode://flux-workbench/rules/schema/unknown-field"},
      message: expect.stringContaining("`intervall`"),
    });
  });

  test("without an address for rules the page beside the server is linked", async () => {
    await start({files: {"app.yaml": MISSPELT}});
    await editor.open("app.yaml");
    const found = (await editor.findings("app.yaml")).find(({code}) => code === "schema/unknown-field");
    expect(found?.codeDescription?.href).toMatch(/^file:.*\/schema\/unknown-field\.md$/);
  });

  test("an unchanged report is only named", async () => {
    await start({files: {"app.yaml": MISSPELT}});
    await editor.open("app.yaml");
    const first = await editor.pull("app.yaml");
    expect(await editor.pull("app.yaml", first.resultId)).toEqual({kind: "unchanged", resultId: first.resultId});
    await editor.change("app.yaml", "1h", "2h");
    expect(await editor.pull("app.yaml", first.resultId)).toEqual({kind: "unchanged", resultId: first.resultId});
    await editor.change("app.yaml", "intervall", "interval");
    const now = await editor.pull("app.yaml", first.resultId);
    expect(now).toMatchObject({kind: "full", items: []});
    expect(now.resultId).not.toBe(first.resultId);
  });

  test("of quick changes the last one counts", async () => {
    await start({files: {"app.yaml": APP}});
    await editor.open("app.yaml");
    expect(await editor.rules("app.yaml")).toEqual([]);
    const answers: Promise<unknown[]>[] = [];
    for (const [from, to] of [
      ["interval:", "intervall:"],
      ["intervall:", "interval:"],
      ["name: app\nspec", "nam: app\nspec"],
      ["nam: app", "name: app"],
      ["kind: OCIRepository", "kind: OCIRepo"],
    ] as const) {
      await editor.change("app.yaml", from, to);
      answers.push(editor.rules("app.yaml"));
    }
    const rules = await Promise.all(answers);
    expect(rules.at(-1)).toHaveLength(1);
    expect(rules.at(1)).toEqual([]);
    expect(rules.at(3)).toEqual([]);
    expect(await editor.rules("app.yaml")).toEqual(rules.at(-1));
  });

  test("an unknown document gets an empty answer, not an error", async () => {
    await start();
    expect(await editor.findings("nowhere.yaml")).toEqual([]);
    const textDocument = {uri: editor.uri("nowhere.yaml")};
    const position = {line: 3, character: 3};
    expect(await editor.connection.sendRequest("textDocument/hover", {textDocument, position})).toBeNull();
    expect(await editor.connection.sendRequest("textDocument/completion", {textDocument, position})).toMatchObject({
      items: [],
    });
    const context = {diagnostics: []};
    const range = {start: position, end: position};
    expect(await editor.connection.sendRequest("textDocument/codeAction", {textDocument, range, context})).toEqual([]);
  });
});

describe("the whole workspace", () => {
  const files = {"app.yaml": MISSPELT, "clean.yaml": APP, "patch.yaml": PATCH, "kustomization.yaml": KUSTOMIZATION};

  test("files that nobody opened are reported, clean ones are not mentioned", async () => {
    await start({files});
    const {items} = await editor.workspace();
    expect(items.map(({uri, version, kind}) => ({uri, version, kind}))).toEqual([
      {uri: editor.uri("app.yaml"), version: null, kind: "full"},
    ]);
  });

  test("what stays the same is unchanged, what is mended or gone is emptied", async () => {
    await start({files: {...files, "gone.yaml": MISSPELT}});
    const previous = (await editor.workspace()).items.map(({uri, resultId}) => ({uri, value: String(resultId)}));
    expect(previous).toHaveLength(2);
    const again = await editor.workspace(previous);
    expect(again.items.map(({kind}) => kind)).toEqual(["unchanged", "unchanged"]);
    await editor.open("app.yaml");
    await editor.change("app.yaml", "intervall", "interval");
    await editor.remove("gone.yaml");
    const {items} = await editor.workspace(previous);
    expect(items).toEqual([
      expect.objectContaining({uri: editor.uri("app.yaml"), version: 2, kind: "full", items: []}),
      expect.objectContaining({uri: editor.uri("gone.yaml"), version: null, kind: "full", items: []}),
    ]);
  });

  test("a long answer comes in parts", async () => {
    const many = Object.fromEntries(Array.from({length: 400}, (_, i) => [`${i}.yaml`, MISSPELT]));
    await start({files: many});
    const parts: unknown[][] = [];
    const type = new ProgressType<{items: unknown[]}>();
    editor.connection.onProgress(type, "parts", ({items}) => void parts.push(items));
    const params = {previousResultIds: [], partialResultToken: "parts"};
    expect(await editor.connection.sendRequest("workspace/diagnostic", params)).toEqual({items: []});
    expect(parts.flat()).toHaveLength(400);
    expect(parts.length).toBeGreaterThan(1);
  });

  test("a long answer ends early when the client does not want it any more", async () => {
    const many = Object.fromEntries(Array.from({length: 400}, (_, i) => [`${i}.yaml`, MISSPELT]));
    await start({files: many});
    await until("the end of indexing", () => editor.logs.some((line) => line.startsWith("Read 400 files")));
    const cancel = new CancellationTokenSource();
    const answer = editor.connection.sendRequest("workspace/diagnostic", {previousResultIds: []}, cancel.token);
    cancel.cancel();
    await expect(answer).rejects.toMatchObject({code: LSPErrorCodes.RequestCancelled});
    expect(await editor.rules("7.yaml")).toContain("schema/unknown-field");
  });
});

test("what other files change while a long answer is given is told by the next one", async () => {
  const many = Object.fromEntries(Array.from({length: 400}, (_, i) => [`${i}.yaml`, MISSPELT]));
  await start({files: {...many, "kustomization.yaml": KUSTOMIZATION, "app.yaml": APP, "patch.yaml": PATCH}});
  await editor.open("kustomization.yaml");
  await editor.findings("kustomization.yaml");
  await until("the refresh behind indexing", () => editor.refreshes > 0);
  const {refreshes} = editor;
  const answer = editor.workspaceOnce();
  await editor.change("kustomization.yaml", "patch.yaml", "7.yaml");
  await editor.findings("kustomization.yaml");
  const ids = new Map((await answer).items.map(({uri, resultId}) => [uri, resultId ?? ""]));
  await until("a refresh", () => editor.refreshes > refreshes);
  const next = await editor.workspace([...ids].map(([uri, value]) => ({uri, value})));
  const itemsOf = (uri: string) => next.items.find((item) => item.uri === uri && item.kind === "full");
  expect(ids.has(editor.uri("patch.yaml")) || itemsOf(editor.uri("patch.yaml")) !== undefined).toBe(true);
});

describe("push", () => {
  test("findings come with the version they belong to, and go with the document", async () => {
    await start({files: {"app.yaml": MISSPELT}, diagnostics: "push"});
    expect(editor.initialized?.capabilities.diagnosticProvider).toBeUndefined();
    await editor.open("app.yaml");
    await until("findings", () => (editor.lastPublished("app.yaml")?.diagnostics.length ?? 0) > 0);
    expect(editor.lastPublished("app.yaml")?.version).toBe(1);
    await editor.change("app.yaml", "intervall", "interval");
    await until("version 2", () => editor.lastPublished("app.yaml")?.version === 2);
    expect(editor.lastPublished("app.yaml")?.diagnostics).toEqual([]);
    await editor.change("app.yaml", "interval", "intervall");
    await until("version 3", () => editor.lastPublished("app.yaml")?.version === 3);
    await editor.close("app.yaml");
    await until("nothing", () => editor.lastPublished("app.yaml")?.diagnostics.length === 0);
  });

  test("of quick changes only the last is sent, and never an older one after it", async () => {
    await start({files: {"app.yaml": APP}, diagnostics: "push"});
    await editor.open("app.yaml");
    await until("version 1", () => editor.lastPublished("app.yaml")?.version === 1);
    for (let i = 0; i < 20; i++) {
      await editor.change(
        "app.yaml",
        i % 2 === 0 ? "interval:" : "intervall:",
        i % 2 === 0 ? "intervall:" : "interval:",
      );
    }
    await editor.change("app.yaml", "interval:", "intervall:");
    await until("the last version", () => editor.lastPublished("app.yaml")?.version === 22);
    expect(editor.lastPublished("app.yaml")?.diagnostics).not.toEqual([]);
    const versions = editor.published.map(({version}) => version ?? 0);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(versions.length).toBeLessThan(12);
  });

  test("other documents follow when a change concerns them", async () => {
    const files = {"patch.yaml": PATCH, "kustomization.yaml": KUSTOMIZATION, "app.yaml": APP};
    await start({files, diagnostics: "push"});
    await editor.open("patch.yaml");
    await until("a patch", () => editor.lastPublished("patch.yaml")?.diagnostics.length === 0);
    await editor.open("kustomization.yaml");
    await editor.change("kustomization.yaml", "patch.yaml", "other.yaml");
    await until("an object that lacks fields", () => (editor.lastPublished("patch.yaml")?.diagnostics.length ?? 0) > 0);
  });
});
