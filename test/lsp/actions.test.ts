import {afterEach, describe, expect, test} from "vitest";
import type {CodeAction, Range} from "vscode-languageserver/node";
import {Editor, type EditorOptions} from "./editor.ts";
import {APP, DAYS, MISSPELT} from "./samples.ts";

let editor: Editor;
const open = async (text: string, options?: EditorOptions): Promise<void> => {
  editor = await Editor.start({files: {"app.yaml": text}, ...options});
  await editor.open("app.yaml");
};
const cursor = (line: number, character = 4): Range => ({start: {line, character}, end: {line, character}});
const titles = (actions: readonly CodeAction[]): string[] => actions.map(({title}) => title);

afterEach(() => editor.stop());

describe("quick fixes", () => {
  test("mend the finding at the cursor, with the diagnostic they belong to", async () => {
    await open(MISSPELT);
    const diagnostics = (await editor.findings("app.yaml")).filter(({code}) => code === "schema/unknown-field");
    const actions = await editor.actions("app.yaml", cursor(5), {diagnostics});
    const rename = actions.find(({title}) => title === "Rename to `interval`");
    expect(rename).toMatchObject({kind: "quickfix", diagnostics});
    expect(rename?.edit?.documentChanges).toEqual([
      expect.objectContaining({textDocument: {uri: editor.uri("app.yaml"), version: 1}}),
    ]);
    await editor.apply(rename?.edit);
    expect(editor.text("app.yaml")).toBe(APP);
    expect(await editor.findings("app.yaml")).toEqual([]);
  });

  test("are not offered elsewhere", async () => {
    await open(MISSPELT);
    expect(await editor.actions("app.yaml", cursor(0))).toEqual([]);
  });

  test("the only safe one is preferred", async () => {
    await open(DAYS);
    const [first, ...others] = await editor.actions("app.yaml", cursor(5, 14));
    expect(first).toMatchObject({title: "Use `24h`, which is as long", isPreferred: true});
    expect(others.every(({isPreferred}) => isPreferred === undefined)).toBe(true);
  });

  test("a client without versioned edits gets plain ones", async () => {
    await open(DAYS, {capabilities: {textDocument: {diagnostic: {}}}});
    const [first] = await editor.actions("app.yaml", cursor(5, 14));
    expect(first?.isPreferred).toBeUndefined();
    expect(first?.edit).toEqual({
      changes: {
        [editor.uri("app.yaml")]: [
          {range: {start: {line: 5, character: 12}, end: {line: 5, character: 14}}, newText: "24h"},
        ],
      },
    });
  });

  test("are not offered when only others are asked for", async () => {
    await open(MISSPELT);
    expect(await editor.actions("app.yaml", cursor(5), {only: ["refactor"]})).toEqual([]);
    expect(await editor.actions("app.yaml", cursor(5), {only: ["quickfix"]})).not.toEqual([]);
  });
});

describe("suppressions", () => {
  const suppress = async (line: number, character?: number): Promise<string> => {
    const actions = await editor.actions("app.yaml", cursor(line, character));
    const action = actions.find(({title}) => title.startsWith("Ignore "));
    expect(action, titles(actions).join()).toBeDefined();
    expect(titles(actions).findIndex((title) => title.startsWith("Ignore "))).toBeGreaterThanOrEqual(
      titles(actions).findLastIndex((title) => !title.startsWith("Ignore ")),
    );
    await editor.apply(action?.edit);
    return editor.text("app.yaml");
  };

  test("come last, behind the line", async () => {
    await open(DAYS);
    expect(await suppress(5, 14)).toBe(DAYS.replace("1d", "1d # flux-workbench: ignore flux/invalid-duration"));
    expect(await editor.findings("app.yaml")).toEqual([]);
  });

  test("stand above a line that has a comment, and keep its line ending", async () => {
    const text = DAYS.replace("1d", "1d # slow").replaceAll("\n", "\r\n");
    await open(text);
    expect(await suppress(5, 14)).toBe(
      text.replace("  interval", "  # flux-workbench: ignore flux/invalid-duration\r\n  interval"),
    );
    expect(await editor.findings("app.yaml")).toEqual([]);
  });

  test("join one that is there", async () => {
    const text = DAYS.replace("1d", "1d # flux-workbench: ignore yaml/syntax");
    await open(text);
    expect(await suppress(5, 14)).toBe(text.replace("yaml/syntax", "yaml/syntax, flux/invalid-duration"));
    expect(await editor.findings("app.yaml")).toEqual([]);
  });

  test("are not offered where a comment would be part of a text", async () => {
    const patch =
      "  patches:\n    - patch: |\n        apiVersion: v1\n        kind: ConfigMap\n        metadata:\n          name: a\n        datta: {}\n";
    await open(
      `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: a\nspec:\n  interval: 1h\n  prune: true\n  sourceRef:\n    kind: GitRepository\n    name: a\n${patch}`,
    );
    const found = (await editor.findings("app.yaml")).find(({code}) => code === "schema/unknown-field");
    expect(found?.range.start).toEqual({line: 16, character: 8});
    const actions = await editor.actions("app.yaml", cursor(16, 10));
    expect(titles(actions).filter((title) => title.startsWith("Ignore"))).toEqual([]);
  });
});

describe("all safe fixes", () => {
  const two = `${DAYS}---\n${DAYS.replace("1d", "2w # keep").replace("name: app\nspec", "name: other\nspec")}`;

  test("of a file at once, and only safe ones", async () => {
    await open(two.replace("chartRef", "chartRf"));
    const actions = await editor.actions("app.yaml", cursor(0), {only: ["source.fixAll"]});
    expect(actions).toMatchObject([{kind: "source.fixAll.fluxWorkbench", title: "Apply all safe fixes (2)"}]);
    await editor.apply(actions[0]?.edit);
    expect(editor.text("app.yaml")).toBe(two.replace("chartRef", "chartRf").replace("1d", "24h").replace("2w", "336h"));
    expect(await editor.actions("app.yaml", cursor(0), {only: ["source.fixAll.fluxWorkbench"]})).toEqual([]);
  });

  test("are offered to those who ask, and not with validation off", async () => {
    await open(two, {settings: {validation: "off"}});
    expect(await editor.findings("app.yaml")).toEqual([]);
    expect(await editor.actions("app.yaml", cursor(0), {only: ["source.fixAll"]})).toEqual([]);
  });
});
