import type {Resource} from "../../../resources/resource.ts";
import {applyEdits, type TextEdit} from "../../../text/edit.ts";
import {baseName, folderOf, joinPath} from "../../../text/paths.ts";
import type {Workspace} from "../../../workspace/workspace.ts";
import {replaceScalar} from "../../../yaml/edit/scalar.ts";
import {addSorted} from "../../../yaml/edit/sorted-item.ts";
import type {Field} from "../../../yaml/field.ts";
import type {YamlDocument, YamlFile} from "../../../yaml/parse.ts";
import type {Change, Refusal} from "../../refactoring.ts";

const NAME = "httproute.yaml";

/** Whether a manifest can move to a file of its own: some kustomization has to list the file. */
export function canMove({graph}: Workspace, {document, role}: Resource): boolean {
  const {path} = document.file;
  return role === "object" && baseName(path) !== NAME && [...graph.index.includes.get(path)].length > 0;
}

/**
 * A conversion that moves to a file of its own, beside the one it comes from. That one goes with its only document; the
 * kustomizations that list it list the new one.
 */
export function inNewFile(
  workspace: Workspace,
  resource: Resource,
  edits: readonly TextEdit[],
): Omit<Change, "notes"> | Refusal {
  const {graph} = workspace;
  const {document} = resource;
  const {file} = document;
  if (!canMove(workspace, resource)) return {refused: `No kustomization lists \`${file.path}\`: convert it in place.`};
  const folder = folderOf(file.path);
  const names = [NAME, ...(resource.name === undefined ? [] : [`${resource.name}-${NAME}`])];
  const paths = names.map((name) => (folder === "" ? name : `${folder}/${name}`));
  const path = paths.find((one) => graph.presence(one) === "missing");
  if (path === undefined) return {refused: `There is \`${paths.at(-1)}\` already.`};
  const isAlone = file.documents.every(({root}, i) => i === document.index || !root.exists);
  const user = isAlone ? [...graph.index.patchFiles.get(file.path)].length : 0;
  if (user > 0) return {refused: `\`${file.path}\` is a patch as well.`};

  const changes = new Map<string, readonly TextEdit[]>();
  for (const kustomization of graph.index.includes.get(file.path)) {
    const listed = listEdits(workspace, kustomization, file.path, baseName(path), isAlone);
    if (!listed) return {refused: `\`${kustomization}\` can't be made to list \`${baseName(path)}\`.`};
    changes.set(kustomization, listed);
  }
  if (isAlone) return {edits: changes, created: new Map([[path, applyEdits(file.text, edits)]]), deleted: [file.path]};
  const part = partOf(file, document, edits);
  if (!part) return {refused: `\`${file.path}\` can't be divided.`};
  const {start, end} = part;
  const shifted = edits.map(({span, newText}) => ({
    span: {start: span.start - start, end: span.end - start},
    newText,
  }));
  changes.set(file.path, [{span: {start, end}, newText: ""}]);
  return {edits: changes, created: new Map([[path, applyEdits(file.text.slice(start, end), shifted)]])};
}

/** Lists a new file in a kustomization: instead of the old one, or beside it. */
function listEdits(
  workspace: Workspace,
  kustomization: string,
  old: string,
  name: string,
  isInstead: boolean,
): TextEdit[] | undefined {
  const file = workspace.file(kustomization);
  const root = file?.documents[0]?.root;
  const items = root?.get("resources").items.filter((item) => leadsTo(item, kustomization, old)) ?? [];
  const [first] = items;
  if (!file || !root || first?.string === undefined) return undefined;
  const text = first.string.slice(0, first.string.lastIndexOf("/") + 1) + name;
  if (isInstead) return items.length === 1 ? replaceScalar(first, text) : undefined;
  return addSorted(file, root, "resources", text, {isPinned: () => false});
}

function leadsTo(item: Field, kustomization: string, path: string): boolean {
  return item.string !== undefined && joinPath(folderOf(kustomization), item.string) === path;
}

/** The part of a file that is a document with its separator; undefined where other marks stand between documents. */
function partOf(
  {text}: YamlFile,
  {root, index}: YamlDocument,
  edits: readonly TextEdit[],
): {start: number; end: number} | undefined {
  if (/^(?:%|\.\.\.)/m.test(text)) return undefined;
  const separators = [...text.matchAll(/^---(?=\s|$)/gm)].map((match) => match.index);
  const begin = root.entries[0]?.keySpan?.start ?? root.span.start;
  const separator = separators.findLast((at) => at <= begin);
  const first = Math.min(...edits.map(({span}) => span.start));
  // The comment that names the schema may stand above the separator.
  const line = text.lastIndexOf("\n", first - 1) + 1;
  const start = index === 0 ? 0 : separator === undefined ? undefined : Math.min(separator, line);
  const end = separators.find((at) => at > begin) ?? text.length;
  return start === undefined ? undefined : {start, end};
}
