import type {
  AnnotatedTextEdit,
  ChangeAnnotation,
  TextEdit as ProtocolEdit,
  TextDocumentEdit,
  WorkspaceEdit,
} from "vscode-languageserver/node";
import type {TextEdit} from "../engine/text/edit.ts";
import {toRange} from "./diagnostics.ts";
import type {Project} from "./project.ts";
import type {Session} from "./session.ts";

/** Edits by file of a project as the protocol has them; with the versions they were made for, where the client knows those. */
export function toWorkspaceEdit(
  {projects, client}: Session,
  project: Project,
  edits: ReadonlyMap<string, readonly TextEdit[]>,
  /** Ids of annotations, by edit. */
  annotations: ReadonlyMap<TextEdit, string> = new Map(),
): WorkspaceEdit {
  const documentChanges: TextDocumentEdit[] = [];
  for (const [path, ofFile] of edits) {
    const file = project.workspace.file(path);
    if (!file) continue;
    const uri = projects.uriOf({project, path});
    const version = projects.documentOf(uri)?.version ?? null;
    const changes = ofFile.map((edit): ProtocolEdit | AnnotatedTextEdit => {
      const annotationId = annotations.get(edit);
      return {
        range: toRange(file, edit.span),
        newText: edit.newText,
        ...(annotationId !== undefined && {annotationId}),
      };
    });
    documentChanges.push({textDocument: {uri, version}, edits: changes});
  }
  if (client.documentChanges) return {documentChanges};
  return {
    changes: Object.fromEntries(
      documentChanges.map(({textDocument, edits}) => [textDocument.uri, edits as ProtocolEdit[]]),
    ),
  };
}

/** Edits that belong together; with an annotation the person is shown them first, and why. */
export interface EditGroup {
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
  readonly annotation?: ChangeAnnotation;
}

/** Groups of edits as one. A client that knows no annotations makes all of them without being asked. */
export function toAnnotatedEdit(session: Session, project: Project, groups: readonly EditGroup[]): WorkspaceEdit {
  const annotationOf = new Map<TextEdit, string>();
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  const merged = new Map<string, TextEdit[]>();
  for (const [i, {edits, annotation}] of groups.entries()) {
    for (const [path, ofFile] of edits) {
      merged.set(path, [...(merged.get(path) ?? []), ...ofFile]);
      if (!annotation) continue;
      changeAnnotations[`${i}`] = annotation;
      for (const edit of ofFile) annotationOf.set(edit, `${i}`);
    }
  }
  const {client} = session;
  const canAnnotate = client.changeAnnotations && client.documentChanges && annotationOf.size > 0;
  if (!canAnnotate) return toWorkspaceEdit(session, project, merged);
  return {...toWorkspaceEdit(session, project, merged, annotationOf), changeAnnotations};
}
