import {
  type AnnotatedTextEdit,
  type ChangeAnnotation,
  CreateFile,
  DeleteFile,
  type TextEdit as ProtocolEdit,
  TextDocumentEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import type {TextEdit} from "../engine/text/edit.ts";
import {toRange} from "./diagnostics.ts";
import type {Project} from "./project.ts";
import type {Session} from "./session.ts";

/** Edits by file of a project as the protocol has them; with the versions they were made for, where the client knows those. */
export function toWorkspaceEdit(
  session: Session,
  project: Project,
  edits: ReadonlyMap<string, readonly TextEdit[]>,
): WorkspaceEdit {
  return toAnnotatedEdit(session, [{project, edits}]);
}

/** Edits that belong together; with an annotation the person can be shown them first, and why. */
export interface EditGroup {
  readonly project: Project;
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
  /** New files: text by path. Only for clients that create and delete files. */
  readonly created?: ReadonlyMap<string, string>;
  readonly deleted?: readonly string[];
  readonly annotation?: ChangeAnnotation;
}

type AnyEdit = ProtocolEdit | AnnotatedTextEdit;

/** Groups of edits as one. A client that knows no annotations makes all of them without being asked. */
export function toAnnotatedEdit({client, projects}: Session, groups: readonly EditGroup[]): WorkspaceEdit {
  const canAnnotate = client.changeAnnotations && client.documentChanges;
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  const created: (CreateFile | TextDocumentEdit)[] = [];
  const changed = new Map<string, AnyEdit[]>();
  const deleted: DeleteFile[] = [];
  for (const [i, group] of groups.entries()) {
    const {project, annotation} = group;
    const id = canAnnotate && annotation && !isEmpty(group) ? `${i}` : undefined;
    if (id !== undefined && annotation) changeAnnotations[id] = annotation;
    const annotated = (edit: ProtocolEdit): AnyEdit => (id === undefined ? edit : {...edit, annotationId: id});
    for (const [path, newText] of group.created ?? []) {
      const uri = projects.uriOf({project, path});
      const start = {line: 0, character: 0};
      const insertion = annotated({range: {start, end: start}, newText});
      created.push(CreateFile.create(uri, undefined, id), TextDocumentEdit.create({uri, version: null}, [insertion]));
    }
    for (const [path, ofFile] of group.edits) {
      const file = project.workspace.file(path);
      if (!file) continue;
      const uri = projects.uriOf({project, path});
      const edits = ofFile.map(({span, newText}) => annotated({range: toRange(file, span), newText}));
      changed.set(uri, [...(changed.get(uri) ?? []), ...edits]);
    }
    for (const path of group.deleted ?? []) {
      deleted.push(DeleteFile.create(projects.uriOf({project, path}), undefined, id));
    }
  }
  if (!client.documentChanges) return {changes: Object.fromEntries(changed) as Record<string, ProtocolEdit[]>};
  const texts = [...changed].map(([uri, edits]) => {
    return TextDocumentEdit.create({uri, version: projects.documentOf(uri)?.version ?? null}, edits);
  });
  const documentChanges = [...created, ...texts, ...deleted];
  return {documentChanges, ...(Object.keys(changeAnnotations).length > 0 && {changeAnnotations})};
}

function isEmpty({edits, created, deleted}: EditGroup): boolean {
  return edits.size === 0 && !created?.size && !deleted?.length;
}
