import {type CancellationToken, LSPErrorCodes, ResponseError} from "vscode-languageserver/node";
import {within} from "./breathe.ts";
import type {Project} from "./project.ts";
import type {Place} from "./projects.ts";
import type {Session} from "./session.ts";

/** A repository is read in less, unless it is a huge one. */
const PATIENCE_MS = 1500;

/**
 * Where a document belongs, once everything around it is known, or as much of it as a person wants to be known. Before
 * that an answer would be wrong, and the graph that it takes would be another one with every file.
 */
export async function locateReady(session: Session, uri: string, token: CancellationToken): Promise<Place | undefined> {
  const place = session.projects.locate(uri);
  if (!place || place.project.isReady) return place;
  await untilCancelled(place.project.ready, token);
  return located(session, uri, token);
}

/**
 * The same for those who can't wait for long: then the answer is given without. What is certain then is told, and the
 * client is asked to pull again afterwards.
 */
export async function locateSoon(session: Session, uri: string, token: CancellationToken): Promise<Place | undefined> {
  const place = session.projects.locate(uri);
  if (!place || place.project.isReady) return place;
  await within(PATIENCE_MS, place.project.ready);
  return located(session, uri, token);
}

/** Where a document belongs, for what must not be done by halves: an error says why it can't be done now. */
export async function locateWhole(session: Session, uri: string, token: CancellationToken): Promise<Place | undefined> {
  const place = await locateSoon(session, uri, token);
  if (place) requireWhole(place.project);
  return place;
}

/** Fails with the reason where a repository is not read as a whole. */
export function requireWhole({isReady, isCut}: Project): void {
  if (isReady) return;
  const reason = isCut
    ? "Only a part of the repository is read: run the command “Read the Repository Again” first."
    : "The repository is still being read: try again when that is done.";
  throw new ResponseError(LSPErrorCodes.RequestFailed, reason);
}

/** The document may have been edited or closed meanwhile, its folder too. */
function located({projects}: Session, uri: string, token: CancellationToken): Place | undefined {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
  return projects.locate(uri);
}

function untilCancelled(promise: Promise<unknown>, token: CancellationToken): Promise<unknown> {
  const cancelled = new Promise<void>((resolve) => {
    const listener = token.onCancellationRequested(() => resolve());
    void promise.finally(() => listener.dispose());
  });
  return Promise.race([promise, cancelled]);
}
