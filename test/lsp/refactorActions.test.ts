import {afterEach, describe, expect, test} from "vitest";
import type {CodeAction, Range, WorkspaceEdit} from "vscode-languageserver/node";
import type {RefactorActionData} from "../../server/src/protocol.ts";
import {Editor, type EditorOptions} from "./editor.ts";
import {CONFIRMATION, oldFile, oldToNew, QUESTION, refactoringCapabilities} from "./refactoring.ts";

const KIND = "refactor.rewrite.oldToNew";
const FILE = "app.yaml";

let editor: Editor;
let refactoring: ReturnType<typeof oldToNew>;

async function start(text: string, without: readonly string[] = [], options: EditorOptions = {}): Promise<void> {
  refactoring = oldToNew();
  const capabilities = refactoringCapabilities(...without);
  editor = await Editor.start({files: {[FILE]: text}, capabilities, refactorings: [refactoring], ...options});
  await editor.open(FILE);
}

const cursor = (line: number): Range => ({start: {line, character: 4}, end: {line, character: 4}});
const offered = (line = 5): Promise<CodeAction[]> => editor.actions(FILE, cursor(line), {only: ["refactor"]});
const resolved = (action: CodeAction | undefined): Promise<CodeAction> =>
  editor.connection.sendRequest("codeAction/resolve", action);
const titles = (actions: readonly CodeAction[]): string[] => actions.map(({title}) => title);
const at = (line: number, from: number, to: number): Range => ({
  start: {line, character: from},
  end: {line, character: to},
});

afterEach(() => editor.stop());

describe("what can be refactored at the cursor", () => {
  test("is offered under a kind of its own, its edit when it is chosen", async () => {
    await start(oldFile("plain", "plain"));
    expect(editor.initialized?.capabilities.codeActionProvider).toEqual({
      codeActionKinds: ["quickfix", KIND, "source.fixAll.fluxWorkbench"],
      resolveProvider: true,
    });
    const [action, ...others] = await offered();
    expect(others).toEqual([]);
    expect(action).toEqual({title: "Convert old to new", kind: KIND, data: expect.anything()});
    expect((await resolved(action)).edit).toEqual({
      documentChanges: [
        {
          textDocument: {uri: editor.uri(FILE), version: 1},
          edits: [
            {range: at(5, 2, 5), newText: "new"},
            {range: at(5, 14, 14), newText: " # was old"},
          ],
        },
      ],
    });
  });

  test("is offered with its edit to those who don't ask later", async () => {
    await start(oldFile("plain"), ["resolveSupport"]);
    const [action] = await offered();
    expect(Object.keys(action ?? {})).toEqual(["kind", "title", "edit"]);
    await editor.apply(action?.edit);
    expect(editor.text(FILE)).toContain("  new-0: plain # was old\n");
    expect(await offered()).toEqual([]);
  });

  test("is offered where it is, to those who want refactorings", async () => {
    await start(oldFile("plain", "noted"));
    expect(await offered(3)).toEqual([]);
    expect(titles(await offered(6))).toEqual(["Convert old to new (1 note)"]);
    const both = {start: {line: 5, character: 0}, end: {line: 6, character: 0}};
    expect(await editor.actions(FILE, both)).toHaveLength(2);
    const kinds = ["", "refactor", "refactor.rewrite", KIND];
    for (const only of kinds) expect(await editor.actions(FILE, cursor(5), {only: [only]})).toHaveLength(1);
    const others = ["quickfix", "source", "refactor.extract", "refactor.rewrite.ol", `${KIND}.more`];
    for (const only of others) expect(await editor.actions(FILE, cursor(5), {only: [only]})).toEqual([]);
  });

  test("is found out once, however the cursor moves", async () => {
    await start(oldFile("plain", "noted"));
    for (let i = 0; i < 5; i++) await offered(5);
    expect(refactoring.proposed).toBe(1);
    await resolved((await offered(5))[0]);
    expect(refactoring.proposed).toBe(1);
    await editor.change(FILE, "name: app", "name: other");
    await offered(5);
    expect(refactoring.proposed).toBe(2);
  });

  test("is not what it was when the file has changed", async () => {
    await start(oldFile("plain", "noted"));
    const [action] = await offered();
    await editor.change(FILE, "old-0: plain", "old-0: refused");
    await expect(resolved(action)).rejects.toThrow("The file has changed meanwhile");
    await editor.change(FILE, "old-0: refused", "old-0: plain");
    expect((await resolved(action)).edit?.documentChanges).toMatchObject([{textDocument: {version: 3}}]);
  });

  test("is not known of a document that stands alone", async () => {
    await start(oldFile("plain"), [], {folders: ["elsewhere"]});
    expect(await offered()).toEqual([]);
  });
});

describe("what a person should know before", () => {
  test("is counted, and shown with the edit as a whole", async () => {
    await start(oldFile("noted"));
    const [action] = await offered();
    expect(action?.title).toBe("Convert old to new (1 note)");
    expect((await resolved(action)).edit).toEqual({
      documentChanges: [
        {
          textDocument: {uri: editor.uri(FILE), version: 1},
          edits: [{range: at(5, 2, 14), newText: "new-0: noted # was old", annotationId: "0"}],
        },
      ],
      changeAnnotations: {
        "0": {
          label: "Convert old to new",
          description: "It works differently. Good to know.",
          needsConfirmation: true,
        },
      },
    });
  });

  test("comes with the action too, for editors that say it", async () => {
    await start(oldFile("noted", "plain", "guarded"));
    const notes = async (line: number): Promise<unknown[]> =>
      (await offered(line)).flatMap(({data}) => (data as RefactorActionData | undefined)?.notes ?? []);
    expect(await notes(5)).toEqual(["It works differently.", "Good to know."]);
    expect(await notes(6)).toEqual([]);
    expect(await notes(7)).toEqual(["`guarded` is not carried over."]);
  });

  test("is left out where the editor can't show it", async () => {
    await start(oldFile("noted"), ["changeAnnotationSupport"]);
    const [action] = await offered();
    expect(action?.title).toBe("Convert old to new (1 note)");
    expect(Object.keys((await resolved(action)).edit ?? {})).toEqual(["documentChanges"]);
  });
});

describe("what can't be done", () => {
  test("says why", async () => {
    await start(oldFile("refused"));
    expect(await offered()).toEqual([
      {title: "Convert old to new", kind: KIND, disabled: {reason: "`refused` has no counterpart."}},
    ]);
  });

  test("says it once, however many ways there are to do it", async () => {
    await start(oldFile("never"));
    expect(await offered()).toMatchObject([{disabled: {reason: "`never` has no counterpart."}}]);
  });

  test("is left out where the editor can't show it", async () => {
    await start(oldFile("refused"), ["disabledSupport"]);
    expect(await offered()).toEqual([]);
  });
});

describe("questions", () => {
  test("say what is missing, and each answer is an action", async () => {
    await start(oldFile("asked"));
    const [first, ...choices] = await offered();
    expect(first).toEqual({title: "Convert old to new", kind: KIND, disabled: {reason: QUESTION.asks}});
    expect(titles(choices)).toEqual([
      "Convert old to new with Gateway `internal`",
      "Convert old to new with Gateway `external`",
    ]);
    expect((await resolved(choices[1])).edit?.documentChanges).toHaveLength(1);
  });

  test("about access need the person to look at the result", async () => {
    await start(oldFile("guarded"));
    const [first, choice] = await offered();
    expect(first?.disabled).toEqual({reason: CONFIRMATION.asks});
    expect(choice?.title).toBe("Convert old to new although `guarded` guards access");
    expect(Object.values((await resolved(choice)).edit?.changeAnnotations ?? {})).toEqual([
      {label: "Convert old to new", description: "`guarded` is not carried over.", needsConfirmation: true},
    ]);
  });

  test("may follow on each other", async () => {
    await start(oldFile("both"));
    const actions = await offered();
    expect(titles(actions)).toEqual([
      "Convert old to new",
      "Convert old to new with Gateway `internal` although `guarded` guards access",
      "Convert old to new with Gateway `external` although `guarded` guards access",
    ]);
    expect((await resolved(actions[2])).edit?.changeAnnotations).toMatchObject({"0": {needsConfirmation: true}});
  });

  test("have as many answers as a menu has room for", async () => {
    await start(oldFile("many"));
    expect(await offered()).toHaveLength(12);
    expect(refactoring.proposed).toBe(12);
  });

  test("that no answer ends come to an end", async () => {
    await start(oldFile("endless"));
    expect(await offered()).toEqual([{title: "Convert old to new", kind: KIND, disabled: {reason: "Nothing helps."}}]);
    expect(refactoring.proposed).toBeLessThan(40);
  });
});

describe("files", () => {
  test("are created and deleted", async () => {
    await start(oldFile("variant"));
    const actions = await offered();
    expect(titles(actions)).toEqual(["Convert old to new", "Convert old to new in a new file"]);
    const edit: WorkspaceEdit | undefined = (await resolved(actions[1])).edit;
    expect(edit).toEqual({
      documentChanges: [
        {kind: "create", uri: editor.uri("new.yaml")},
        {
          textDocument: {uri: editor.uri("new.yaml"), version: null},
          edits: [{range: at(0, 0, 0), newText: expect.stringMatching(/^apiVersion: v1\n/)}],
        },
        {kind: "delete", uri: editor.uri(FILE)},
      ],
    });
  });

  test("are not where the editor can't", async () => {
    for (const missing of ["resourceOperations", "documentChanges"]) {
      await start(oldFile("moved"), [missing]);
      const reason = "This editor does not let a change create or delete files.";
      expect(await offered()).toEqual([{title: "Convert old to new", kind: KIND, disabled: {reason}}]);
      if (missing === "resourceOperations") await editor.stop();
    }
  });
});
