import type {CancellationToken, Location, ReferenceParams} from "vscode-languageserver/node";
import {referencesTo} from "../../engine/features/referencesTo.ts";
import {rangeIn} from "../convert.ts";
import {locateReady} from "../patience.ts";
import type {Session} from "../session.ts";

/** `textDocument/references`: every place in the repository that refers to the thing at a position. */
export async function referencesAt(
  session: Session,
  {textDocument, position, context}: ReferenceParams,
  token: CancellationToken,
): Promise<Location[] | null> {
  const place = await locateReady(session, textDocument.uri, token);
  const file = place?.project.workspace.file(place.path);
  if (!place || !file) return null;
  const {project} = place;
  const found = referencesTo(project.workspace, place.path, file.lines.offsetAt(position), context.includeDeclaration);
  return (
    found?.map(({file: path, span}) => {
      const target = {project, path};
      return {uri: session.projects.uriOf(target), range: rangeIn(target, span)};
    }) ?? null
  );
}
