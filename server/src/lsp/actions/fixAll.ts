import {type CodeAction, CodeActionKind} from "vscode-languageserver/node";
import {safeFixes} from "../../engine/rules/fixAll.ts";
import {toWorkspaceEdit} from "../edits.ts";
import type {Place} from "../projects.ts";
import type {Session} from "../session.ts";

/** The kind of what mends a whole file. */
export const FIX_ALL: CodeActionKind = `${CodeActionKind.SourceFixAll}.fluxWorkbench`;

/** All safe fixes of a file at once. */
export function fixAll(session: Session, {project, path}: Place): CodeAction[] {
  if (project.settings.validation === "off" || !project.isReady) return [];
  const {edits, applied} = safeFixes(project.workspace, session.schemas.of(project), path);
  if (edits.length === 0) return [];
  return [
    {
      title: `Apply all safe fixes (${applied.length})`,
      kind: FIX_ALL,
      edit: toWorkspaceEdit(session, project, new Map([[path, edits]])),
    },
  ];
}
