import {afterEach, describe, expect, test} from "vitest";
import {DiagnosticSeverity} from "vscode-languageserver/node";
import {Editor, type EditorOptions, until} from "./editor.ts";
import {APP, DAYS, MISSPELT} from "./samples.ts";

let editor: Editor;
const open = async (text: string, options?: EditorOptions): Promise<void> => {
  editor = await Editor.start({files: {"app.yaml": text}, ...options});
  await editor.open("app.yaml");
};

afterEach(() => editor.stop());

describe("severities", () => {
  test("are those of the settings, and change while the server runs", async () => {
    await open(DAYS, {settings: {rules: {"flux/invalid-duration": "hint"}}});
    expect(await editor.findings("app.yaml")).toMatchObject([{severity: DiagnosticSeverity.Hint}]);
    await until("the refresh behind indexing", () => editor.refreshes > 0);
    const {refreshes} = editor;
    await editor.configure({rules: {"flux/invalid-duration": "off"}});
    await until("a refresh", () => editor.refreshes > refreshes);
    expect(await editor.findings("app.yaml")).toEqual([]);
    await editor.configure({});
    await until("the default", async () => (await editor.findings("app.yaml")).length === 1);
    expect(await editor.findings("app.yaml")).toMatchObject([{severity: DiagnosticSeverity.Error}]);
  });

  test("go before those of the repository, rule by rule", async () => {
    const text = DAYS.replace("chartRef:", "chartRf:");
    const config = "rules:\n  flux/invalid-duration: info\n  schema/unknown-field: hint\n";
    await open(text, {
      files: {"app.yaml": text, ".flux-workbench.yaml": config},
      settings: {rules: {"flux/invalid-duration": "warning"}},
    });
    const severities = new Map((await editor.findings("app.yaml")).map(({code, severity}) => [code, severity]));
    expect(severities.get("flux/invalid-duration")).toBe(DiagnosticSeverity.Warning);
    expect(severities.get("schema/unknown-field")).toBe(DiagnosticSeverity.Hint);
    await editor.open(".flux-workbench.yaml");
    await editor.change(".flux-workbench.yaml", "hint", "info");
    const now = (await editor.findings("app.yaml")).find(({code}) => code === "schema/unknown-field");
    expect(now?.severity).toBe(DiagnosticSeverity.Information);
  });
});

test("the Flux version decides which APIs are gone", async () => {
  const old = APP.replace("helm.toolkit.fluxcd.io/v2", "helm.toolkit.fluxcd.io/v2beta2");
  await open(old, {settings: {fluxVersion: "2.7"}});
  const first = (await editor.findings("app.yaml")).find(({code}) => code === "flux/deprecated-api-version");
  expect(first).toMatchObject({tags: [2]});
  await editor.configure({fluxVersion: "v2.8.1"});
  await until("the version is gone", async () => (await editor.rules("app.yaml")).includes("flux/removed-api-version"));
});

describe("validation", () => {
  const modeline = `# yaml-language-server: $schema=https://example.com/helmrelease.json\n${MISSPELT}`;
  const broken = `${modeline}  a: "x\n`;
  const other = {otherYamlServer: "redhat.vscode-yaml"};

  test("off is silent, and on again it is not", async () => {
    await open(MISSPELT, {settings: {validation: "off"}});
    expect(await editor.findings("app.yaml")).toEqual([]);
    await editor.configure({validation: "own"});
    await until("findings", async () => (await editor.findings("app.yaml")).length > 0);
  });

  test("auto leaves to another server what that reports", async () => {
    await open(modeline, {initializationOptions: other});
    expect((await editor.rules("app.yaml")).filter((rule) => String(rule).startsWith("schema/"))).toEqual([]);
    await editor.open("broken.yaml", broken);
    expect(await editor.rules("broken.yaml")).not.toContain("yaml/syntax");
    await editor.open("days.yaml", `# yaml-language-server: $schema=https://example.com/x.json\n${DAYS}`);
    expect(await editor.rules("days.yaml")).toContain("flux/invalid-duration");
  });

  test("auto reports where the other server has no schema", async () => {
    await open(MISSPELT, {initializationOptions: other});
    expect(await editor.rules("app.yaml")).toContain("schema/unknown-field");
    await editor.open("both.yaml", `${modeline}---\n${MISSPELT.replace("name: app\nspec", "name: other\nspec")}`);
    const lines = (await editor.findings("both.yaml"))
      .filter(({code}) => code === "schema/unknown-field")
      .map(({range}) => range.start.line);
    expect(lines).toEqual([16]);
  });

  test("own reports everything, auto too when we are alone", async () => {
    await open(modeline, {initializationOptions: other, settings: {validation: "own"}});
    expect(await editor.rules("app.yaml")).toContain("schema/unknown-field");
    await editor.open("broken.yaml", broken);
    expect(await editor.rules("broken.yaml")).toContain("yaml/syntax");
    await editor.stop();
    await open(modeline);
    expect(await editor.rules("app.yaml")).toContain("schema/unknown-field");
  });
});

test("documents outside of all folders have settings too", async () => {
  await open(MISSPELT, {folders: ["nowhere"], settings: {rules: {"schema/unknown-field": "hint"}}});
  const severity = async (): Promise<number | undefined> =>
    (await editor.findings("app.yaml")).find(({code}) => code === "schema/unknown-field")?.severity;
  expect(await severity()).toBe(DiagnosticSeverity.Hint);
  await editor.configure({rules: {"schema/unknown-field": "warning"}});
  await until("the new setting", async () => (await severity()) === DiagnosticSeverity.Warning);
});

describe("clients that differ", () => {
  const plain = {textDocument: {diagnostic: {}}};

  test("settings of a client that can't be asked", async () => {
    await open(DAYS, {
      capabilities: plain,
      initializationOptions: {settings: {rules: {"flux/invalid-duration": "off"}}},
    });
    expect(await editor.findings("app.yaml")).toEqual([]);
    const settings = {fluxWorkbench: {rules: {"flux/invalid-duration": "warning"}}};
    await editor.connection.sendNotification("workspace/didChangeConfiguration", {settings});
    expect(await editor.findings("app.yaml")).toMatchObject([{severity: DiagnosticSeverity.Warning}]);
  });

  test("one that says nothing at all", async () => {
    await open(MISSPELT, {capabilities: {}});
    await until("findings", () => (editor.lastPublished("app.yaml")?.diagnostics.length ?? 0) > 0);
    const found = editor.lastPublished("app.yaml")?.diagnostics.find(({code}) => code === "schema/unknown-field");
    expect(found?.codeDescription).toBeUndefined();
    expect(await editor.hover("app.yaml", "metadata")).toMatchObject({contents: {kind: "plaintext"}});
    const {items} = await editor.completion("app.yaml", "spec:\n  ");
    expect(items.find(({label}) => label === "suspend")).toMatchObject({insertTextFormat: 1});
  });

  test("one whose settings are nonsense, or never come", async () => {
    await open(MISSPELT, {settings: {validation: 7, rules: ["x"], fluxVersion: {}}});
    expect(await editor.rules("app.yaml")).toContain("schema/unknown-field");
    await editor.stop();
    await open(MISSPELT, {settings: () => new Promise(() => undefined)});
    expect(await editor.rules("app.yaml")).toContain("schema/unknown-field");
  });
});
