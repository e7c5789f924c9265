import {complete} from "../../server/src/engine/features/completion/complete.ts";
import {type Completion, plainText} from "../../server/src/engine/features/completion/item.ts";
import {type Hover, hover} from "../../server/src/engine/features/hover.ts";
import {applyEdits} from "../../server/src/engine/text/edit.ts";
import type {Workspace} from "../../server/src/engine/workspace/workspace.ts";
import {schemas, workspaceOf} from "../support/check.ts";

const MARK = "$0";

/** A file whose text holds `$0` where the cursor is. */
interface Marked {
  readonly text: string;
  readonly offset: number;
}

function read(marked: string): Marked {
  const offset = marked.indexOf(MARK);
  if (offset < 0) throw new Error(`no ${MARK} in the text`);
  return {text: marked.replace(MARK, ""), offset};
}

/** The completions at the mark, as an editor sorts them: by rank, then by label. */
export function completionsAt(marked: string, path = "app.yaml", config = ""): Completion[] {
  const {text, offset} = read(marked);
  const workspace = workspaceOf({[path]: text, ...(config && {".flux-workbench.yaml": config})});
  return complete(workspace, schemas, path, offset).sort(
    (a, b) => a.rank - b.rank || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0),
  );
}

/** The labels of the completions at the mark. */
export function labelsAt(marked: string, path?: string, config?: string): string[] {
  return completionsAt(marked, path, config).map(({label}) => label);
}

/** The text after the completion with a label, with nothing filled in. */
export function accept(marked: string, label: string, path?: string): string {
  const found = completionsAt(marked, path).find((completion) => completion.label === label);
  if (!found) throw new Error(`no ${label} among ${labelsAt(marked, path).join(", ")}`);
  const edits = [{span: found.span, newText: plainText(found.snippet)}, ...(found.edits ?? [])];
  return applyEdits(read(marked).text, edits);
}

/** The snippet of the completion with a label. */
export function snippetAt(marked: string, label: string, path?: string): string | undefined {
  return completionsAt(marked, path).find((completion) => completion.label === label)?.snippet;
}

/** A repository in which one file holds `$0` where the cursor is. */
function readFiles(files: Readonly<Record<string, string>>): Marked & {readonly path: string; workspace: Workspace} {
  const [path, marked] = Object.entries(files).find(([, text]) => text.includes(MARK)) ?? [];
  if (path === undefined || marked === undefined) throw new Error(`no ${MARK} in any file`);
  const {text, offset} = read(marked);
  return {path, text, offset, workspace: workspaceOf({...files, [path]: text})};
}

/** What the repository has to offer at the mark, as an editor sorts it: `label | detail`. */
export function offeredIn(files: Readonly<Record<string, string>>): string[] {
  const {workspace, path, offset} = readFiles(files);
  return complete(workspace, schemas, path, offset)
    .filter(({kind}) => kind === "reference" || kind === "file" || kind === "folder")
    .sort((a, b) => a.rank - b.rank || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0))
    .map(({label, detail}) => `${label} | ${detail}`);
}

/** The text of the marked file after the offer with a label and a detail. */
export function acceptIn(files: Readonly<Record<string, string>>, offer: string): string {
  const {workspace, path, text, offset} = readFiles(files);
  const all = complete(workspace, schemas, path, offset);
  const found = all.find(({label, detail}) => `${label} | ${detail}` === offer);
  if (!found) throw new Error(`no ${offer} among ${offeredIn(files).join(", ")}`);
  return applyEdits(text, [{span: found.span, newText: plainText(found.snippet)}, ...(found.edits ?? [])]);
}

/** The hover at the mark in a repository, with links that name file and line. */
export function hoverIn(files: Readonly<Record<string, string>>): string | undefined {
  const {workspace, path, offset} = readFiles(files);
  return hover(workspace, schemas, path, offset, {addressOf: (file, line) => `${file}#L${line + 1}`})?.markdown;
}

/** The hover at the mark. */
export function hoverAt(marked: string, path = "app.yaml"): (Hover & {readonly word: string}) | undefined {
  const {text, offset} = read(marked);
  const found = hover(workspaceOf({[path]: text}), schemas, path, offset, {schemaSource: () => "the test"});
  return found && {...found, word: text.slice(found.span.start, found.span.end)};
}
