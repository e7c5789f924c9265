import type {CancellationToken, DefinitionParams, Location, LocationLink} from "vscode-languageserver/node";
import {definition} from "../../engine/features/definition.ts";
import {rangeIn} from "../convert.ts";
import {toRange} from "../diagnostics.ts";
import {locateReady} from "../patience.ts";
import type {Session} from "../session.ts";

/** `textDocument/definition`: where the thing is declared whose name, path or alias stands at a position. */
export async function definitionAt(
  session: Session,
  {textDocument, position}: DefinitionParams,
  token: CancellationToken,
): Promise<LocationLink[] | Location[]> {
  const place = await locateReady(session, textDocument.uri, token);
  const file = place?.project.workspace.file(place.path);
  if (!place || !file) return [];
  const {project} = place;
  const found = definition(project.workspace, place.path, file.lines.offsetAt(position));
  const targets = (found?.destinations ?? []).map((destination) => {
    const target = {project, path: destination.file};
    return {
      targetUri: session.projects.uriOf(target),
      targetRange: rangeIn(target, destination.around),
      targetSelectionRange: rangeIn(target, destination.span),
    };
  });
  if (!found) return [];
  if (session.client.definitionLinks) {
    const originSelectionRange = toRange(file, found.origin);
    return targets.map((target) => ({originSelectionRange, ...target}));
  }
  return targets.map(({targetUri, targetSelectionRange}) => ({uri: targetUri, range: targetSelectionRange}));
}
