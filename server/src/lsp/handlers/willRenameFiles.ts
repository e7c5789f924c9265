import type {CancellationToken, RenameFilesParams, WorkspaceEdit} from "vscode-languageserver/node";
import {editsForMoves, type Move} from "../../engine/features/moveFiles.ts";
import {toWorkspaceEdit} from "../edits.ts";
import {locateReady} from "../patience.ts";
import type {Session} from "../session.ts";
import {filePathOf, relativeTo} from "../uris.ts";

/** `workspace/willRenameFiles`: the paths that have to change together with the names of files and folders. */
export async function willRenameFiles(
  session: Session,
  {files}: RenameFilesParams,
  token: CancellationToken,
): Promise<WorkspaceEdit | null> {
  const first = files[0] && (await locateReady(session, files[0].oldUri, token));
  if (!first) return null;
  const {project} = first;
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
