import type {CancellationToken, DocumentLink, DocumentLinkParams} from "vscode-languageserver/node";
import {links} from "../../engine/features/links.ts";
import {toRange} from "../diagnostics.ts";
import {locateReady} from "../patience.ts";
import type {Session} from "../session.ts";

/** `textDocument/documentLink`: the paths in a document that lead to files. */
export async function documentLinks(
  session: Session,
  {textDocument}: DocumentLinkParams,
  token: CancellationToken,
): Promise<DocumentLink[]> {
  const place = await locateReady(session, textDocument.uri, token);
  const file = place?.project.workspace.file(place.path);
  if (!place || !file) return [];
  const {project} = place;
  return links(project.workspace, place.path).map(({span, file: path, tooltip}) => ({
    range: toRange(file, span),
    target: session.projects.uriOf({project, path}),
    ...(session.client.linkTooltips && {tooltip}),
  }));
}
