import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
} from "vscode-languageserver/node";
import {FIX_ALL, fixAll} from "../actions/fixAll.ts";
import {quickFixes} from "../actions/quickFixes.ts";
import type {Asked} from "../actions/shown.ts";
import {locateReady} from "../patience.ts";
import type {Session} from "../session.ts";

/** `textDocument/codeAction`: fixes for the findings at a place, what can be refactored there, all safe fixes of a file. */
export async function codeActions(
  session: Session,
  {textDocument, range, context}: CodeActionParams,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const place = await locateReady(session, textDocument.uri, token);
  const file = place?.project.workspace.file(place.path);
  if (!place || !file) return [];
  const span = {start: file.lines.offsetAt(range.start), end: file.lines.offsetAt(range.end)};
  const asked: Asked = {place, file, span, shown: context.diagnostics};
  const refactorings = session.refactorings.flatMap((refactoring) => session.refactoringActions.at(refactoring, asked));
  const hints = new Set(refactorings.flatMap(({diagnostics = []}) => diagnostics.map(({code}) => code)));
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix, context.only)) actions.push(...quickFixes(session, asked, hints));
  actions.push(...refactorings.filter(({kind = ""}) => isWanted(kind, context.only)));
  // Actions on the whole file belong into a menu of their own, so they have to be asked for.
  if (context.only && isWanted(FIX_ALL, context.only)) actions.push(...fixAll(session, place));
  return actions;
}

/** `codeAction/resolve`: the edit of an action that somebody is about to choose. */
export function resolvedAction({refactoringActions}: Session, action: CodeAction): CodeAction {
  const edit = refactoringActions.edit(action.data);
  return edit ? {...action, edit} : action;
}

/** Kinds are hierarchical: `source.fixAll` asks for `source.fixAll.fluxWorkbench` too. */
function isWanted(kind: CodeActionKind, only: readonly CodeActionKind[] | undefined): boolean {
  return only === undefined || only.some((wanted) => wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`));
}
