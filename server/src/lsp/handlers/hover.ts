import {type Hover, type HoverParams, MarkupKind} from "vscode-languageserver/node";
import {hover} from "../../engine/features/hover.ts";
import {toRange} from "../diagnostics.ts";
import {markup} from "../markup.ts";
import type {Place} from "../projects.ts";
import type {Session} from "../session.ts";

/** `textDocument/hover`: what is known about the resource, the reference or the field at a position. */
export function hoverAt(session: Session, {textDocument, position}: HoverParams): Hover | null {
  const place = session.projects.locate(textDocument.uri);
  const file = place?.project.workspace.file(place.path);
  if (!place || !file) return null;
  const offset = file.lines.offsetAt(position);
  const found = hover(place.project.workspace, session.schemas.of(place.project), place.path, offset, {
    schemaSource: session.schemaSource,
    isComplete: isWhole(session, place),
    addressOf: (path, line) => addressOf(session, {project: place.project, path}, line),
  });
  if (!found) return null;
  const kind = session.client.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText;
  return {contents: markup(kind, found.markdown), range: toRange(file, found.span)};
}

/** The address of a line, as editors open it from a link; in Markdown a parenthesis would end it. */
function addressOf({projects}: Session, place: Place, line: number): string {
  return `${projects.uriOf(place).replaceAll("(", "%28").replaceAll(")", "%29")}#L${line + 1}`;
}

/** While a repository is read, and around a document that is opened alone, files are missing. */
function isWhole({projects}: Session, {project}: Place): boolean {
  return project.isReady && projects.repositories.includes(project);
}
