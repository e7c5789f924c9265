import type {Workspace} from "../workspace/workspace.ts";
import {copyAt} from "./extract/copies.ts";
import {extractCopies} from "./extract/fromCopies.ts";
import {convertTemplate, templateOf} from "./extract/template.ts";
import type {Refactoring, Subject} from "./refactoring.ts";

/** Makes a Component of what several apps have in common. */
export const EXTRACT_COMPONENT: Refactoring = {
  id: "extract-component",
  title: "Make a Component of templates and copied manifests",
  subjects: (workspace, path) => [...templateSubjects(workspace, path), ...copySubjects(workspace, path)],
};

function templateSubjects(workspace: Workspace, path: string): Subject[] {
  const template = templateOf(workspace, path);
  const root = workspace.file(path)?.documents[0]?.root;
  if (!template || !root) return [];
  return [
    {
      file: path,
      name: `template \`${template.folder}\``,
      title: "Make this template a Component",
      span: workspace.file(path)?.documents[0]?.span ?? root.span,
      mark: root.get("kind").mark,
      propose: () => convertTemplate(workspace, template),
    },
  ];
}

function copySubjects(workspace: Workspace, path: string): Subject[] {
  if (workspace.copies.alike(path).length < 2) return [];
  const copy = copyAt(workspace, path);
  const [document] = copy?.file.documents ?? [];
  if (!copy || !document) return [];
  return [
    {
      file: path,
      name: `manifest of \`${copy.app.name}\``,
      title: "Make a Component of this manifest and its copies",
      span: {start: 0, end: copy.file.text.length},
      mark: document.root.get("kind").mark,
      propose: (answers) => extractCopies(workspace, copy, answers),
    },
  ];
}
