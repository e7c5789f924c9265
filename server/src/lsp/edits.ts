import type {TextEdit as ProtocolEdit, TextDocumentEdit, WorkspaceEdit} from "vscode-languageserver/node";
import type {TextEdit} from "../engine/text/edit.ts";
import {toRange} from "./diagnostics.ts";
import type {Project} from "./project.ts";
import type {Session} from "./session.ts";

/** Edits by file of a project as the protocol has them; with the versions they were made for, where the client knows those. */
export function toWorkspaceEdit(
  {projects, client}: Session,
  project: Project,
  edits: ReadonlyMap<string, readonly TextEdit[]>,
): WorkspaceEdit {
  const documentChanges: TextDocumentEdit[] = [];
  for (const [path, ofFile] of edits) {
    const file = project.workspace.file(path);
    if (!file) continue;
    const uri = projects.uriOf({project, path});
    const version = projects.documentOf(uri)?.version ?? null;
    const changes = ofFile.map(({span, newText}): ProtocolEdit => ({range: toRange(file, span), newText}));
    documentChanges.push({textDocument: {uri, version}, edits: changes});
  }
  if (client.documentChanges) return {documentChanges};
  return {
    changes: Object.fromEntries(
      documentChanges.map(({textDocument, edits}) => [textDocument.uri, edits as ProtocolEdit[]]),
    ),
  };
}
