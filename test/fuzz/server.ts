import fs from "node:fs";
import path from "node:path";
import {TextDocument} from "vscode-languageserver-textdocument";
import {checkFile} from "../../server/src/engine/rules/run.ts";
import {externalSchemas, withExternal} from "../../server/src/files/externalSchemas.ts";
import type {Random} from "../generator/random.ts";
import {Editor} from "../lsp/editor.ts";
import {ROOT, schemas, workspaceOf} from "../support/check.ts";
import type {Failure} from "./failure.ts";
import {mutate} from "./mutate.ts";
import type {Original} from "./originals.ts";

/** What an answer may take, many times what it takes on a machine that does something else too. */
const BUDGET_MS = 10_000;
const DOCUMENTS = 4;
const CHANGES = 10;

/** Starts the built language server in a process of its own, on an empty folder. */
export function startServer(): Promise<Editor> {
  const server = path.join(ROOT, "server/dist/server.js");
  if (!fs.existsSync(server)) throw new Error("The language server is not built: npm run build.");
  return Editor.start({command: [process.execPath, server, "--stdio"]});
}

/**
 * Opens documents, changes them at random and asks about random places; at the end the server has to say of each what
 * the engine says of its text. The first failure ends the round.
 */
export async function fuzzServer(
  editor: Editor,
  originals: readonly Original[],
  random: Random,
): Promise<Failure | undefined> {
  const files = new Set<string>();
  while (files.size < Math.min(DOCUMENTS, originals.length)) {
    const {path, text} = random.pick(originals);
    if (files.has(path)) continue;
    files.add(path);
    await editor.open(path, text);
  }
  let file = "";
  try {
    for (let change = 0; change < CHANGES; change++) {
      file = random.pick([...files]);
      await changeDocument(editor, file, random);
      await inTime(askEverything(editor, file, random));
    }
    for (file of files) await inTime(compare(editor, file, files));
    const complaint = editor.logs.find((line) => /\bfailed\b/.test(line));
    if (complaint !== undefined) throw new Error(complaint);
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {what, path: file, text: editor.text(file)};
  }
  for (const open of files) await editor.close(open);
  return undefined;
}

/** Changes a document as an editor would tell: by the range that is another one now. */
async function changeDocument(editor: Editor, file: string, random: Random): Promise<void> {
  const before = editor.text(file);
  const after = mutate(before, random);
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  // No position lies between the two characters of a line break.
  if (before[start - 1] === "\r") start--;
  if (before[before.length - tail] === "\n") tail--;
  const document = TextDocument.create("", "yaml", 0, before);
  const range = {start: document.positionAt(start), end: document.positionAt(before.length - tail)};
  await editor.edit(file, [{range, newText: after.slice(start, after.length - tail)}]);
}

async function askEverything(editor: Editor, file: string, random: Random): Promise<void> {
  const textDocument = {uri: editor.uri(file)};
  const place = () => {
    const line = random.below(editor.text(file).split("\n").length + 2);
    return {line, character: random.below(60)};
  };
  const at = {textDocument, position: place()};
  const diagnostics = await editor.findings(file);
  const context = {diagnostics: random.below(2) === 0 ? diagnostics : []};
  await Promise.all([
    editor.connection.sendRequest("textDocument/hover", at),
    editor.connection.sendRequest("textDocument/completion", at),
    editor.connection.sendRequest("textDocument/codeAction", {
      textDocument,
      range: diagnostics[0] && random.below(2) === 0 ? diagnostics[0].range : {start: at.position, end: place()},
      context,
    }),
  ]);
}

/** Holds what the server says of a file against what the engine says of the same texts. */
async function compare(editor: Editor, file: string, files: ReadonlySet<string>): Promise<void> {
  const workspace = workspaceOf(new Map([...files].map((each) => [each, editor.text(each)])));
  const external = externalSchemas({root: editor.root});
  await external.prepare();
  const {findings} = checkFile(workspace, withExternal(schemas, external), file);
  const expected = findings.map(({rule, span}) => {
    const {line, character} = workspace.file(file)?.lines.positionAt(span.start) ?? {line: 0, character: 0};
    return `${line}:${character} ${rule}`;
  });
  // The first schema that a document names itself takes the server a moment, and it asks to be asked again.
  for (let left = editor.text(file).includes("$schema=") ? 20 : 0; ; left--) {
    const said = (await editor.findings(file)).map(
      ({code, range: {start}}) => `${start.line}:${start.character} ${code}`,
    );
    if (said.sort().join("\n") === expected.sort().join("\n")) return;
    if (left === 0) throw new Error(`the server says:\n${said.join("\n")}\nand the engine:\n${expected.join("\n")}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Whether the server, whatever it has been through, still finds what is wrong with a document. */
export async function stillFindsFaults(editor: Editor): Promise<Failure | undefined> {
  const text = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\ndaat: {}\n";
  const path = "known-fault.yaml";
  await editor.open(path, text);
  const rules = await inTime(editor.rules(path));
  return rules.includes("schema/unknown-field") ? undefined : {what: `only found ${rules.join(", ")}`, path, text};
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${BUDGET_MS} ms`)), BUDGET_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
