import {modelineOf} from "../schema/modeline.ts";
import {folderOf, joinPath} from "../text/paths.ts";
import type {Span} from "../text/span.ts";
import type {Workspace} from "../workspace/workspace.ts";
import {pathsIn, targetFiles} from "./names/paths.ts";

/** A text that leads to a file. */
export interface Link {
  readonly span: Span;
  readonly file: string;
  readonly tooltip: string;
}

/** The links of a file: every path that leads to something that is there, and schemas that are files. */
export function links(workspace: Workspace, path: string): Link[] {
  const found = pathsIn(workspace, path).flatMap((use): Link[] => {
    const [file] = targetFiles(workspace, use);
    return file === undefined ? [] : [{span: use.reference.span, file, tooltip: `Open ${file}`}];
  });
  return [...found, ...schemaLinks(workspace, path)];
}

function schemaLinks(workspace: Workspace, path: string): Link[] {
  const file = workspace.file(path);
  return (file?.documents ?? []).flatMap((document) => {
    const modeline = modelineOf(document);
    if (!modeline || modeline.url.includes(":")) return [];
    const target = joinPath(folderOf(path), modeline.url);
    if (target === undefined || workspace.graph.presence(target) !== "file") return [];
    return [{span: modeline.span, file: target, tooltip: `Open the schema ${target}`}];
  });
}
