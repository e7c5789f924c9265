import type {Span} from "../../server/src/engine/text/span.ts";
import type {Workspace} from "../../server/src/engine/workspace/workspace.ts";
import {workspaceOf} from "../support/check.ts";

const MARK = "$0";

/** A small repository, and the place in it that a test is about. */
export interface Marked {
  readonly workspace: Workspace;
  readonly path: string;
  readonly offset: number;
}

/** Reads texts of which one holds `$0` where the cursor is. */
export function marked(files: Readonly<Record<string, string>>): Marked {
  const path = Object.keys(files).find((one) => files[one]?.includes(MARK));
  if (path === undefined) throw new Error(`no ${MARK} in any file`);
  const offset = files[path]!.indexOf(MARK);
  return {workspace: workspaceOf({...files, [path]: files[path]!.replace(MARK, "")}), path, offset};
}

/** The files with the cursor behind the first place of a text in one of them. */
export function at(
  files: Readonly<Record<string, string>>,
  path: string,
  search: string,
  occurrence = 0,
): Readonly<Record<string, string>> {
  const text = files[path];
  let start = -1;
  for (let i = 0; i <= occurrence; i++) start = text?.indexOf(search, start + 1) ?? -1;
  if (text === undefined || start < 0) throw new Error(`${search} is not in ${path}`);
  const end = start + search.length;
  return {...files, [path]: `${text.slice(0, end)}${MARK}${text.slice(end)}`};
}

/** A place as people read it: `apps/plex.yaml:4 plex`. */
export function shown(workspace: Workspace, {file, span}: {readonly file: string; readonly span: Span}): string {
  const parsed = workspace.file(file);
  if (!parsed) return file;
  const line = parsed.lines.positionAt(span.start).line + 1;
  return `${file}:${line} ${parsed.text.slice(span.start, span.end)}`.trimEnd();
}

/** The texts of a workspace. */
export function textsOf(workspace: Workspace): Record<string, string> {
  return Object.fromEntries([...workspace.paths].map((path) => [path, workspace.file(path)?.text ?? ""]));
}
