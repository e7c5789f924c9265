import path from "node:path";
import {type ChangeAnnotation, LSPErrorCodes, ResponseError} from "vscode-languageserver/node";
import type {Outcome} from "../../engine/features/refactoring.ts";
import type {Refactoring} from "../../engine/refactors/refactoring.ts";
import {readText} from "../../files/read.ts";
import {type EditGroup, toAnnotatedEdit} from "../edits.ts";
import {withPreview} from "../preview.ts";
import type {Session} from "../session.ts";
import {changedLines} from "./changedLines.ts";
import type {Plan} from "./plan.ts";

/** Has the client show a person what is planned, and apply what that person wants of it. Whether it did. */
export async function applyPlans(
  session: Session,
  refactoring: Refactoring,
  plans: readonly Plan[],
  label: string,
): Promise<boolean> {
  const {client, connection} = session;
  const groups = plans.flatMap((plan) => groupsOf(refactoring, plan));
  const changesFiles = groups.some(({created, deleted}) => (created ?? deleted) !== undefined);
  const obstacle = !client.applyEdit
    ? "This editor does not let a server change files."
    : changesFiles && !client.fileOperations && "This editor does not let a change create or delete files.";
  if (obstacle) throw new ResponseError(LSPErrorCodes.RequestFailed, obstacle);
  const edit = withPreview(session, toAnnotatedEdit(session, groups));
  const {applied} = await connection.workspace.applyEdit({label, edit, metadata: {isRefactoring: true}});
  return applied;
}

/**
 * Whether a person took the change of a file: it is not what it was, in its document where it is open, else on disk. It
 * need not be what was planned, because some editors format what they save.
 */
export function isDone({projects}: Session, {project, before}: Plan, {file}: Outcome): boolean {
  const content = readText(path.join(project.root, file));
  const onDisk = "text" in content ? content.text : undefined;
  const current = projects.documentOf(projects.uriOf({project, path: file}))?.getText() ?? onDisk;
  return current !== before.get(file);
}

function groupsOf({title}: Refactoring, {project, batch, before}: Plan): EditGroup[] {
  const {texts, deleted, outcomes} = batch;
  const none = new Map();
  const changes = [...texts].map(([file, text]): EditGroup => {
    const old = before.get(file);
    const annotation = annotationOf(
      title,
      outcomes.filter((outcome) => outcome.file === file),
    );
    if (old === undefined) return {project, edits: none, created: new Map([[file, text]]), annotation};
    return {project, edits: new Map([[file, [changedLines(old, text)]]]), annotation};
  });
  if (deleted.length === 0) return changes;
  return [...changes, {project, edits: none, deleted, annotation: {label: title, needsConfirmation: true}}];
}

/** What has notes stands by itself in a preview, with them; everything else under one heading. */
function annotationOf(title: string, outcomes: readonly Outcome[]): ChangeAnnotation {
  const noted = outcomes.flatMap(({name, proposal}) => {
    const notes = "edits" in proposal ? proposal.notes.filter(({weight}) => weight === "warning") : [];
    return notes.length === 0 ? [] : {name, notes: notes.map(({text}) => text)};
  });
  if (noted.length === 0) return {label: title, needsConfirmation: true};
  const description = noted.flatMap(({notes}) => notes).join(" ");
  return {label: noted.map(({name}) => name).join(", "), description, needsConfirmation: true};
}
