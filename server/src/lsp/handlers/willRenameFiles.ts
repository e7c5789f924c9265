import {
  type CancellationToken,
  MessageType,
  type RenameFilesParams,
  ShowMessageNotification,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import {editsForMoves, type Move} from "../../engine/features/moveFiles.ts";
import {toWorkspaceEdit} from "../edits.ts";
import {locateSoon} from "../patience.ts";
import type {Session} from "../session.ts";
import {filePathOf, relativeTo} from "../uris.ts";

/** `workspace/willRenameFiles`: the paths that have to change together with the names of files and folders. */
export async function willRenameFiles(
  session: Session,
  {files}: RenameFilesParams,
  token: CancellationToken,
): Promise<WorkspaceEdit | null> {
  const first = files[0] && (await locateSoon(session, files[0].oldUri, token));
  if (!first) return null;
  const {project} = first;
  if (!project.isReady) {
    // Editors go on after an error without a word; some of the paths would be worse than none.
    const message = "Paths that lead to what is moved are left as they are: the repository is not read completely.";
    void session.connection.sendNotification(ShowMessageNotification.type, {type: MessageType.Warning, message});
    return null;
  }
  const moves = files.flatMap(({oldUri, newUri}): Move[] => {
    const [from, to] = [oldUri, newUri].map((uri) => {
      const file = filePathOf(uri);
      return file === undefined ? undefined : relativeTo(project.root, file);
    });
    return from === undefined || to === undefined ? [] : [{from, to}];
  });
  const edits = editsForMoves(project.workspace, moves);
  return edits.size === 0 ? null : toWorkspaceEdit(session, project, edits);
}
