import {type CancellationToken, LSPErrorCodes, ResponseError} from "vscode-languageserver/node";
import {within} from "./breathe.ts";
import type {Place} from "./projects.ts";
import type {Session} from "./session.ts";

/** A repository is read in less, unless it is a huge one. */
const PATIENCE_MS = 1500;

/**
 * Where a document belongs, once everything around it is known. When that takes too long the answer is given without:
 * what is certain then is told, and the client is asked to pull again afterwards.
 */
export async function locateReady(
  {projects}: Session,
  uri: string,
  token: CancellationToken,
): Promise<Place | undefined> {
  const place = projects.locate(uri);
  if (!place || place.project.isReady) return place;
  await within(PATIENCE_MS, place.project.ready);
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
  // The document may have been edited or closed meanwhile, its folder too.
  return projects.locate(uri);
}
