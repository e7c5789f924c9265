import {strict as assert} from "node:assert";
import * as vscode from "vscode";
import type {Server} from "../../../client/src/languageClient.ts";

/** The extension as it is installed. */
export function extension(): vscode.Extension<Server> {
  const found = vscode.extensions.getExtension<Server>("flux-workbench.flux-workbench");
  assert.ok(found, "the extension is not installed");
  return found;
}

/** The address of a file of the opened repository. */
export function fileUri(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "no folder is open");
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Opens a file of the repository in an editor. */
export async function openFile(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri(path)));
}

/** Where `text` is in the document, or right after it. */
export function positionOf(document: vscode.TextDocument, text: string, where: "start" | "end" = "start") {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `\`${text}\` is not in ${document.uri.path}`);
  return document.positionAt(offset + (where === "end" ? text.length : 0));
}

/** What the extension reports for a document. */
export function findings(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({source}) => source === "flux-workbench");
}

/** The rule that a finding comes from. */
export function ruleOf({code}: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** Waits until a condition holds. */
export async function waitUntil(condition: () => boolean, describe = () => "waited in vain"): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!condition()) {
    if (Date.now() > deadline) assert.fail(describe());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until the findings of a document satisfy a condition and returns them. */
export async function findingsWhen(
  uri: vscode.Uri,
  condition: (found: vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  const seen = () => findings(uri).map((finding) => `${ruleOf(finding)}: ${finding.message}`);
  const describe = () => `waited in vain; the findings are ${JSON.stringify(seen(), null, 1)}`;
  await waitUntil(() => condition(findings(uri)), describe);
  return findings(uri);
}

/** Replaces the whole text of a document; nothing is saved. */
export async function setText(editor: vscode.TextEditor, text: string): Promise<void> {
  const {document} = editor;
  const all = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  assert.ok(await editor.edit((edit) => edit.replace(all, text)));
}

/** Throws away what the tests changed in the active editor. */
export async function revert(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
}
