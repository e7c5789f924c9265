import fs from "node:fs";
import path from "node:path";
import {afterEach, describe, expect, test} from "vitest";
import type {ApplyWorkspaceEditParams, TextDocumentEdit, TextEdit} from "vscode-languageserver/node";
import {TextDocument} from "vscode-languageserver-textdocument";
import {
  type InitializationOptions,
  REFACTOR_COMMAND,
  type RefactorAnswer,
  type RefactorArgument,
} from "../../server/src/protocol.ts";
import {Editor, until} from "./editor.ts";
import {CONFIRMATION, oldFile, oldToNew, QUESTION, refactoringCapabilities} from "./refactoring.ts";

const ID = "old-to-new";
const FILES = {
  "a/plain.yaml": oldFile("plain", "refused", "plain"),
  "a/b/noted.yaml": oldFile("noted"),
  "c/asked.yaml": oldFile("asked"),
  "c/both.yaml": oldFile("both"),
};

let editor: Editor;
/** What the server wanted to be applied. */
let requested: ApplyWorkspaceEditParams[];
/** Which files a person takes of it. */
let wanted: (file: string) => boolean;

/** Files that take a while. */
const MANY = Object.fromEntries(Array.from({length: 300}, (_, i) => [`${i}.yaml`, oldFile("plain", "plain")]));

async function start(
  files: Readonly<Record<string, string>> = FILES,
  without: readonly string[] = [],
  initializationOptions: InitializationOptions = {},
): Promise<void> {
  const capabilities = refactoringCapabilities(...without);
  editor = await Editor.start({files, capabilities, refactorings: [oldToNew()], initializationOptions});
  requested = [];
  wanted = () => true;
  editor.connection.onRequest("workspace/applyEdit", async (params: ApplyWorkspaceEditParams) => {
    requested.push(params);
    let applied = false;
    for (const change of params.edit.documentChanges ?? []) {
      const uri = "uri" in change ? change.uri : "textDocument" in change ? change.textDocument.uri : "";
      const file = path.relative(editor.uri("").slice("file://".length), uri.slice("file://".length));
      if (!wanted(file) || ("kind" in change && change.kind === "create" && change.options?.ignoreIfExists)) continue;
      applied = true;
      if ("textDocument" in change) await take(file, change);
      else if (change.kind === "delete") await editor.remove(file);
      else await editor.write(file, "");
    }
    return {applied};
  });
}

/** Edits a document, or the file of one that is not open. */
async function take(file: string, {textDocument, edits}: TextDocumentEdit): Promise<void> {
  if (textDocument.version !== null) {
    expect(textDocument.version).toBe(editor.version(file));
    await editor.edit(file, edits as TextEdit[]);
  } else {
    const document = TextDocument.create(textDocument.uri, "yaml", 0, onDisk(file));
    await editor.write(file, TextDocument.applyEdits(document, edits as TextEdit[]));
  }
}

const refactor = (argument: Partial<RefactorArgument> = {}): Promise<RefactorAnswer> =>
  editor.connection.sendRequest("workspace/executeCommand", {
    command: REFACTOR_COMMAND,
    arguments: [{id: ID, ...argument}],
  });
const onDisk = (file: string): string => fs.readFileSync(path.join(editor.root, file), "utf8");
const edited = (): unknown[] =>
  (requested[0]?.edit.documentChanges ?? []).flatMap((change) =>
    "textDocument" in change ? [change.textDocument.uri.replace(`${editor.uri("")}/`, "")] : [],
  );

/** Begins, and gives the answer when somebody waits for it. */
async function underWay(): Promise<() => Promise<RefactorAnswer>> {
  await until("the end of reading", () => editor.progress.includes("end"));
  const {work} = editor;
  const answer = refactor();
  await until("progress", () => editor.work !== work && (editor.work?.values.length ?? 0) > 1);
  return () => answer;
}

afterEach(() => editor.stop());

describe("everything at once", () => {
  test("is one edit that the person sees before", async () => {
    await start();
    const answer = await refactor();
    expect(requested).toHaveLength(1);
    expect(requested[0]).toMatchObject({
      label: "Convert old to new: 3 converted, 3 left",
      metadata: {isRefactoring: true},
      edit: {
        changeAnnotations: {
          "0": {label: "old `noted`", description: "It works differently.", needsConfirmation: true},
          "1": {label: "Convert old to new", needsConfirmation: true},
        },
      },
    });
    expect(answer).toEqual({
      ok: true,
      message: "3 converted, 3 left",
      converted: 3,
      withNotes: [{uri: editor.uri("a/b/noted.yaml"), name: "old `noted`", notes: ["It works differently."]}],
      refused: [{uri: editor.uri("a/plain.yaml"), name: "old `refused`", reason: "`refused` has no counterpart."}],
      questions: [
        {uri: editor.uri("c/asked.yaml"), name: "old `asked`", ...QUESTION},
        {uri: editor.uri("c/both.yaml"), name: "old `both`", ...QUESTION},
      ],
    });
    expect(onDisk("a/plain.yaml")).toBe(
      oldFile("plain", "refused", "plain").replace(/old-([02]): plain/g, "new-$1: plain # was old"),
    );
  });

  test("changes a file by one edit, from the first line that changes to the last", async () => {
    await start({"a.yaml": oldFile("plain", "refused", "plain")});
    await refactor();
    expect(requested[0]?.edit.documentChanges?.[0]).toMatchObject({
      edits: [
        {
          range: {start: {line: 5, character: 0}, end: {line: 8, character: 0}},
          newText: "  new-0: plain # was old\n  old-1: refused\n  new-2: plain # was old\n",
        },
      ],
    });
  });

  test("is ticked as a whole where a person ticks what to confirm", async () => {
    await start(FILES, [], {ticksConfirmed: true});
    expect(await refactor()).toMatchObject({converted: 3});
    const {documentChanges = [], changeAnnotations = {}} = requested[0]?.edit ?? {};
    // It is there already.
    const uri = editor.uri("a/b/noted.yaml");
    expect(documentChanges[0]).toEqual({kind: "create", uri, options: {ignoreIfExists: true}, annotationId: "preview"});
    expect(documentChanges).toHaveLength(3);
    expect(changeAnnotations).toEqual({
      "0": {label: "old `noted`", description: "It works differently.", needsConfirmation: false},
      "1": {label: "Convert old to new", needsConfirmation: false},
      preview: {label: "Preview", needsConfirmation: true},
    });
  });

  test("below some folders and files", async () => {
    await start();
    expect(await refactor({uris: [editor.uri("a")]})).toMatchObject({converted: 3, questions: []});
    expect(edited()).toEqual(["a/b/noted.yaml", "a/plain.yaml"]);
    expect(await refactor({uris: [editor.uri("a/plain.yaml"), editor.uri("c")]})).toMatchObject({
      converted: 0,
      message: "0 converted, 3 left",
    });
    expect(await refactor({uris: [editor.uri("none")]})).toMatchObject({converted: 0, message: "0 converted"});
    expect(requested).toHaveLength(1);
  });

  test("only in words", async () => {
    await start();
    expect(await refactor({dryRun: true})).toMatchObject({ok: true, converted: 3, message: "3 converted, 3 left"});
    expect(requested).toEqual([]);
  });

  test("with answers, as they were given to choose from", async () => {
    await start();
    const [gateway, confirmation] = [QUESTION.choices[0]!.answers, CONFIRMATION.choices[0]!.answers];
    const first = await refactor({uris: [editor.uri("c")], answers: gateway, dryRun: true});
    expect(first).toMatchObject({converted: 1, questions: [{...CONFIRMATION, name: "old `both`"}]});
    expect(await refactor({uris: [editor.uri("c")], answers: [gateway, confirmation]})).toMatchObject({
      converted: 2,
      questions: [],
    });
  });

  test("takes open documents as they are", async () => {
    await start();
    await editor.open("a/plain.yaml");
    await editor.change("a/plain.yaml", "old-1: refused", "old-1: noted");
    expect(await refactor({uris: [editor.uri("a/plain.yaml")]})).toMatchObject({converted: 3});
    expect(editor.text("a/plain.yaml")).toContain("new-1: noted # was old");
    expect(onDisk("a/plain.yaml")).toBe(FILES["a/plain.yaml"]);
  });

  test("creates and deletes files", async () => {
    await start({"a.yaml": oldFile("moved"), "b.yaml": oldFile("plain")});
    expect(await refactor()).toMatchObject({converted: 2, message: "2 converted"});
    expect(fs.existsSync(path.join(editor.root, "a.yaml"))).toBe(false);
    expect(onDisk("new.yaml")).toContain("name: new");
  });
});

describe("what a person does not want", () => {
  test("is not counted as done", async () => {
    await start();
    wanted = (file) => file !== "a/plain.yaml";
    expect(await refactor()).toMatchObject({ok: true, converted: 1, message: "1 converted, 5 left", withNotes: [{}]});
    expect(onDisk("a/plain.yaml")).toBe(FILES["a/plain.yaml"]);
  });

  test("may be of another form: some editors format what they save", async () => {
    await start({"a.yaml": oldFile("plain"), "b.yaml": oldFile("noted")});
    wanted = (file) => file === "a.yaml";
    const applied = refactor();
    await until("the edit", () => requested.length > 0 && onDisk("a.yaml").includes("new-0"));
    await editor.write("a.yaml", onDisk("a.yaml").replaceAll("  ", "    "));
    expect(await applied).toMatchObject({converted: 1, withNotes: []});
  });

  test("may be everything", async () => {
    await start();
    wanted = () => false;
    expect(await refactor()).toMatchObject({ok: false, converted: 0, message: "Nothing was changed."});
  });

  test("is stopped", async () => {
    await start(MANY);
    const answer = await underWay();
    expect(editor.work?.values[0]).toMatchObject({cancellable: true, percentage: 0, message: "Convert old to new"});
    await editor.cancelWork();
    expect(await answer()).toMatchObject({ok: false, converted: 0, message: "Cancelled: nothing was changed."});
    expect(requested).toEqual([]);
  });
});

describe("nothing is done", () => {
  test("for texts that change meanwhile", async () => {
    await start(MANY);
    await editor.open("7.yaml");
    const answer = await underWay();
    await editor.change("7.yaml", "name: app", "name: other");
    await expect(answer()).rejects.toThrow("Files changed meanwhile");
    expect(requested).toEqual([]);
  });

  test("by an editor that can't", async () => {
    await start(FILES, ["applyEdit"]);
    await expect(refactor()).rejects.toThrow("This editor does not let a server change files.");
    expect(await refactor({dryRun: true})).toMatchObject({converted: 3});
    await editor.stop();
    await start({"a.yaml": oldFile("moved")}, ["resourceOperations"]);
    await expect(refactor()).rejects.toThrow("create or delete files");
  });

  test("without a preview where the editor has none", async () => {
    await start({"a.yaml": oldFile("noted")}, ["changeAnnotationSupport"]);
    await refactor();
    expect(requested[0]?.edit).toEqual({
      documentChanges: [{textDocument: {uri: editor.uri("a.yaml"), version: null}, edits: [expect.anything()]}],
    });
  });

  test("of what can't be understood", async () => {
    await start();
    await expect(refactor({id: "other"})).rejects.toThrow("There is no refactoring other.");
    const wrong = [
      {id: 1},
      {uris: "file:///a"},
      {uris: [1]},
      {answers: "x"},
      {answers: {gateways: {a: "b"}}},
      {answers: {gateways: {a: {name: "b", namespace: 1}}}},
      {answers: [{confirmed: "all"}]},
      {answers: {confirmed: [1]}},
      {answers: {chartVersion: 4}},
      {answers: {newFile: "yes"}},
    ];
    for (const one of wrong) await expect(refactor(one as object)).rejects.toThrow("can't be used");
    expect(requested).toEqual([]);
  });
});
