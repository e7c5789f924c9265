import {
  type CancellationToken,
  LSPErrorCodes,
  type PrepareRenameParams,
  type Range,
  ResponseError,
} from "vscode-languageserver/node";
import {prepareRename} from "../../engine/features/rename/rename.ts";
import {toRange} from "../diagnostics.ts";
import {locateWhole} from "../patience.ts";
import type {Session} from "../session.ts";

/** `textDocument/prepareRename`: the name at a position; an error says why one can't be changed. */
export async function prepareRenameAt(
  session: Session,
  {textDocument, position}: PrepareRenameParams,
  token: CancellationToken,
): Promise<{range: Range; placeholder: string} | null> {
  const place = await locateWhole(session, textDocument.uri, token);
  const file = place?.project.workspace.file(place.path);
  const found = place && file && prepareRename(place.project.workspace, place.path, file.lines.offsetAt(position));
  if (!file || !found) return null;
  if ("refused" in found) throw new ResponseError(LSPErrorCodes.RequestFailed, found.refused);
  return {range: toRange(file, found.span), placeholder: found.name};
}
