import type {Range} from "vscode-languageserver/node";
import type {Span} from "../engine/text/span.ts";
import {toRange} from "./diagnostics.ts";
import type {Place} from "./projects.ts";

/** The range of a span; the start of the file for one whose text nobody reads. */
export function rangeIn({project, path}: Place, span: Span): Range {
  const file = project.workspace.file(path);
  const start = {line: 0, character: 0};
  return file ? toRange(file, span) : {start, end: start};
}
