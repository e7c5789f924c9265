import {CodeAction, CodeActionKind, workspace} from "vscode";
import {CodeActionResolveRequest, type Middleware} from "vscode-languageclient/node";
import type {RefactorActionData} from "../../../server/src/protocol.ts";
import type {Server} from "../languageClient.ts";
import {agrees} from "./notes.ts";

/** Internal: what is chosen in the menu instead of an edit that has notes. */
export const refactorWithNotesCommand = "fluxWorkbench.refactorWithNotes";
/** Internal: what is chosen in the menu where nothing else can be. */
export const explainRefusalCommand = "fluxWorkbench.explainRefusal";

/** The part of a code action that the server needs to find its edit. */
interface ActionWithNotes {
  readonly title: string;
  readonly data: RefactorActionData;
}

/** What VS Code's menu does not show of an action is said: notes before the edit, reasons in the title. */
export const spokenActions: Middleware = {
  async provideCodeActions(document, range, context, token, next) {
    const actions = await next(document, range, context, token);
    const ours = (actions ?? []).filter((action) => action instanceof CodeAction);
    for (const action of ours) if (hasNotes(action)) sayNotes(action);
    const refactorings = ours.filter(({kind}) => kind && CodeActionKind.Refactor.contains(kind));
    // Disabled actions are only in the menu of refactorings, and there behind a click.
    if (refactorings.every(({disabled}) => disabled))
      for (const action of refactorings.slice(0, 1)) offerReason(action);
    for (const action of ours) if (action.disabled) action.title += `: ${action.disabled.reason}`;
    return actions;
  },
  resolveCodeAction: (action, token, next) => (action.command ? action : next(action, token)),
};

function hasNotes(action: CodeAction): action is CodeAction & ActionWithNotes {
  const {data} = action as Partial<ActionWithNotes>;
  return (data?.notes?.length ?? 0) > 0;
}

function sayNotes(action: CodeAction & ActionWithNotes): void {
  const {title, data} = action;
  action.command = {title, command: refactorWithNotesCommand, arguments: [{title, data}]};
}

function offerReason(action: CodeAction): void {
  const {title, disabled} = action;
  action.command = {title, command: explainRefusalCommand, arguments: [title, disabled?.reason]};
  action.title = `${title}: why it can't be done`;
  delete action.disabled;
}

/** Says the notes of an action and shows its edit. */
export async function refactorWithNotes({client}: Server, {title, data}: ActionWithNotes): Promise<void> {
  if (!(await agrees("Before this is changed, you should know:", data.notes ?? []))) return;
  const {edit} = await client.sendRequest(CodeActionResolveRequest.type, {title, data});
  if (edit) await workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit), {isRefactoring: true});
}
