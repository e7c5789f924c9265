import {type Hover, type HoverParams, MarkupKind} from "vscode-languageserver/node";
import {hover} from "../../engine/features/hover.ts";
import {toRange} from "../diagnostics.ts";
import {markup} from "../markup.ts";
import type {Session} from "../session.ts";

/** `textDocument/hover`: what the schemas say about the field or kind at a position. */
export function hoverAt(session: Session, {textDocument, position}: HoverParams): Hover | null {
  const place = session.projects.locate(textDocument.uri);
  const file = place?.project.workspace.file(place.path);
  if (!place || !file) return null;
  const offset = file.lines.offsetAt(position);
  const found = hover(
    place.project.workspace,
    session.schemas.of(place.project),
    place.path,
    offset,
    session.schemaSource,
  );
  if (!found) return null;
  const kind = session.client.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText;
  return {contents: markup(kind, found.markdown), range: toRange(file, found.span)};
}
