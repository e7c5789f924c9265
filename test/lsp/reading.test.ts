import fs from "node:fs";
import path from "node:path";
import {afterEach, expect, test} from "vitest";
import {FileChangeType, LSPErrorCodes} from "vscode-languageserver/node";
import {type CommandAnswer, READ_REPOSITORY_COMMAND} from "../../server/src/protocol.ts";
import {Editor, type EditorOptions, until} from "./editor.ts";
import {APP, KUSTOMIZATION, MISSPELT} from "./samples.ts";

/** Enough of them that nobody has read all before somebody can say that they need not be read. */
const MANY = Object.fromEntries(Array.from({length: 3000}, (_, i) => [`many/${i}.yaml`, APP]));
/** Read first: the folder comes before the others. */
const EARLY = {"a/kustomization.yaml": KUSTOMIZATION, "a/app.yaml": MISSPELT};
const BROKEN = "apiVersion: v1\nkind: ConfigMap\nmetadata: [\n";
/** Read last; the kustomization leads to it. */
const LATE = {"z/app.yaml": APP, "z/broken.yaml": BROKEN};

let editor: Editor;

async function start(options: EditorOptions): Promise<void> {
  editor = await Editor.start({initializationOptions: {status: true}, ...options});
}

/** Starts reading a repository and stops it when it has begun. */
async function startAndCancel(files: EditorOptions["files"] = {...EARLY, ...MANY, ...LATE}): Promise<void> {
  await start({files});
  await until("a part is read", () => kindsOf("report").some((report) => /\d of \d/.test(report.message ?? "")));
  await editor.cancelWork();
  await until("the end of reading", () => editor.progress.includes("end"));
}

interface Value {
  readonly kind: string;
  readonly message?: string;
  readonly percentage?: number;
  readonly cancellable?: boolean;
}

function kindsOf(kind: string): Value[] {
  return ((editor.work?.values ?? []) as Value[]).filter((value) => value.kind === kind);
}

const lastStatus = (): {kind: string; files: number; of?: number} => editor.statuses.at(-1) as never;
const uris = async (): Promise<string[]> => (await editor.workspace()).items.map(({uri}) => uri);
const readAll = (): Promise<CommandAnswer> => editor.execute(READ_REPOSITORY_COMMAND);

afterEach(() => editor.stop());

test("progress can be cancelled, and tells how many of how many files are read", async () => {
  await start({files: MANY});
  await until("the end of reading", () => editor.progress.includes("end"));
  expect(kindsOf("begin")).toMatchObject([{cancellable: true, percentage: 0}]);
  const reports = kindsOf("report").filter(({percentage}) => percentage !== undefined);
  expect(reports.length).toBeGreaterThan(1);
  for (const {message = "", percentage} of reports) {
    const [, files, all] = /^(\d+) of (\d+) files$/.exec(message) ?? [];
    expect(all).toBe("3000");
    expect(percentage).toBe(Math.floor((Number(files) / 3000) * 100));
  }
  await until("ready", () => lastStatus().kind === "ready");
});

test("cancelled, reading stops at once and says that a part is known", async () => {
  await startAndCancel();
  await until("the status", () => lastStatus().kind === "partial");
  const {files, of} = lastStatus();
  expect(of).toBe(3004);
  expect(files).toBeLessThan(3004);
  const log = `cancelled after \\d+ ms: ${files} of 3004 files are known.*fluxWorkbench\\.readRepository`;
  expect(editor.logs.join("\n")).toMatch(new RegExp(log));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(lastStatus()).toEqual({kind: "partial", files, of});
});

test("of what is not read nothing is said to be missing, only what a text says by itself", async () => {
  const reference = "resources:\n  - ../z/app.yaml\n  - ../z/nothing.yaml\n";
  await startAndCancel({...EARLY, "a/b/kustomization.yaml": reference, ...MANY, ...LATE});
  await editor.open("a/b/kustomization.yaml");
  expect(await editor.rules("a/b/kustomization.yaml")).toEqual([]);
  expect(JSON.stringify(await editor.hover("a/b/kustomization.yaml", "../z/app"))).not.toContain("There is no");
  await editor.open("a/app.yaml");
  expect(await editor.rules("a/app.yaml")).toEqual([]);
  await editor.open("z/broken.yaml");
  expect(await editor.rules("z/broken.yaml")).toContain("yaml/syntax");
  expect(await uris()).toEqual([editor.uri("z/broken.yaml")]);
  const rename = editor.connection.sendRequest("textDocument/rename", {
    textDocument: {uri: editor.uri("a/app.yaml")},
    position: {line: 3, character: 9},
    newName: "other",
  });
  await expect(rename).rejects.toMatchObject({code: LSPErrorCodes.RequestFailed});
});

test("moving files in a repository that is known in part changes no paths, and says so", async () => {
  await startAndCancel();
  const files = [{oldUri: editor.uri("a/app.yaml"), newUri: editor.uri("a/new.yaml")}];
  expect(await editor.connection.sendRequest("workspace/willRenameFiles", {files})).toBeNull();
  await until("a message", () => editor.messages.length > 0);
  expect(editor.messages.join()).toContain("not read completely");
});

test("a command reads the rest, and everything is reported", async () => {
  await startAndCancel();
  await editor.open("a/app.yaml");
  expect(await editor.rules("a/app.yaml")).toEqual([]);
  const {refreshes} = editor;
  expect(await readAll()).toEqual({ok: true, message: "3004 files are read."});
  expect(lastStatus()).toEqual({kind: "ready", files: 3004});
  await until("a refresh", () => editor.refreshes > refreshes);
  expect(await editor.rules("a/app.yaml")).toContain("schema/unknown-field");
  expect((await uris()).sort()).toEqual(
    ["a/app.yaml", "a/kustomization.yaml", "z/broken.yaml"].map((f) => editor.uri(f)),
  );
});

test("the command can be cancelled too", async () => {
  await startAndCancel();
  const answer = readAll();
  const {work} = editor;
  await until("another progress", () => editor.work !== work && editor.work?.values.length !== 0);
  await editor.cancelWork();
  expect(await answer).toMatchObject({ok: false, message: expect.stringMatching(/^Only \d+ files are read/)});
  expect(lastStatus().kind).toBe("partial");
});

test("until somebody asks, files that come do not start the reading again; those that go are gone", async () => {
  await startAndCancel();
  const {files} = lastStatus();
  const begins = editor.progress.filter((kind) => kind === "begin").length;
  await editor.write("a/new.yaml", BROKEN);
  fs.rmSync(path.join(editor.root, "a"), {recursive: true});
  await editor.connection.sendNotification("workspace/didDeleteFiles", {files: [{uri: editor.uri("a")}]});
  await until("what is gone is forgotten", () => lastStatus().files === files - 2);
  expect(lastStatus().kind).toBe("partial");
  expect(await uris()).toEqual([]);
  expect(editor.progress.filter((kind) => kind === "begin")).toHaveLength(begins);
});

test("the command sees what changed on disk although nobody told", async () => {
  await start({files: {"app.yaml": APP}});
  await until("ready", () => lastStatus()?.kind === "ready");
  expect(await uris()).toEqual([]);
  fs.writeFileSync(path.join(editor.root, "app.yaml"), MISSPELT);
  fs.writeFileSync(path.join(editor.root, "new.yaml"), MISSPELT);
  expect(await readAll()).toEqual({ok: true, message: "2 files are read."});
  expect((await uris()).sort()).toEqual([editor.uri("app.yaml"), editor.uri("new.yaml")]);
  fs.rmSync(path.join(editor.root, "new.yaml"));
  expect(await readAll()).toEqual({ok: true, message: "1 files are read."});
  await editor.watched("new.yaml", FileChangeType.Deleted);
  expect(await uris()).toEqual([editor.uri("app.yaml")]);
});

test("a command that does not exist is refused", async () => {
  await start({});
  await expect(editor.execute("fluxWorkbench.nothing")).rejects.toMatchObject({code: LSPErrorCodes.RequestFailed});
});
