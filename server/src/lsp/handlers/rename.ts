import {
  type CancellationToken,
  LSPErrorCodes,
  type RenameParams,
  ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import {rename} from "../../engine/features/rename/rename.ts";
import {toAnnotatedEdit} from "../edits.ts";
import {locateWhole} from "../patience.ts";
import type {Session} from "../session.ts";

/**
 * `textDocument/rename`: another name for a resource, in all files at once. What that costs on the cluster, and what is
 * only likely to mean the same resource, the editor shows first where it can.
 */
export async function renameAt(
  session: Session,
  {textDocument, position, newName}: RenameParams,
  token: CancellationToken,
): Promise<WorkspaceEdit | null> {
  const place = await locateWhole(session, textDocument.uri, token);
  const file = place?.project.workspace.file(place.path);
  if (!place || !file) return null;
  const {project} = place;
  const found = rename(project.workspace, place.path, file.lines.offsetAt(position), newName.trim());
  if (!found) return null;
  if ("refused" in found) throw new ResponseError(LSPErrorCodes.RequestFailed, found.refused);
  const {edits, guesses, consequences} = found;
  return toAnnotatedEdit(session, [
    {
      project,
      edits,
      ...(consequences.length > 0 && {
        annotation: {
          label: `Rename to ${newName.trim()}`,
          description: consequences.join(" "),
          needsConfirmation: true,
        },
      }),
    },
    {
      project,
      edits: guesses,
      annotation: {
        label: "What Helm charts know",
        description: "These look as if they meant the same resource, or one that a chart names after it.",
        needsConfirmation: true,
      },
    },
  ]);
}
