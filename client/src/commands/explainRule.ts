import {type Diagnostic, languages, window} from "vscode";
import {listRules, openRulePage} from "../rulePages.ts";
import type {CommandServices} from "./index.ts";

const source = "flux-workbench";

/** Opens the page of the given rule, else of the rule at the cursor, else of one that is picked from the list. */
export async function explainRule({context}: CommandServices, rule: unknown): Promise<void> {
  const chosen = typeof rule === "string" ? rule : (ruleAtCursor() ?? (await pickRule(await listRules(context))));
  if (chosen !== undefined) await openRulePage(context, chosen);
}

function pickRule(rules: string[]): Thenable<string | undefined> {
  return window.showQuickPick(rules, {placeHolder: "The rule to explain"});
}

function ruleAtCursor(): string | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined) return undefined;
  const found = languages
    .getDiagnostics(editor.document.uri)
    .find((diagnostic) => diagnostic.source === source && diagnostic.range.contains(editor.selection.active));
  return found && ruleOf(found);
}

function ruleOf({code}: Diagnostic): string | undefined {
  const value = typeof code === "object" ? code.value : code;
  return typeof value === "string" ? value : undefined;
}
