import type {Span} from "../text/span.ts";
import {firstProblem} from "./faults.ts";
import type {YamlFile} from "./parse.ts";
import {walk} from "./walk.ts";

/** Margins with a tab in them that the parser Flux uses refuses, one for each line. */
export function badTabs(file: YamlFile): Span[] {
  if (!file.text.includes("\t")) return [];
  const lines = new Map<number, Span>();
  const add = (offset: number, end: number): void => {
    const {line} = file.lines.positionAt(offset);
    if (!lines.has(line)) lines.set(line, {start: file.lines.lineStart(line), end});
  };
  for (const document of file.documents) {
    // Behind another problem, a tab may stand in a text whose quotes the parser lost.
    if (firstProblem(document)?.code !== "TAB_AS_INDENT") continue;
    for (const {code, span} of document.problems) {
      if (code === "TAB_AS_INDENT") add(span.start, Math.max(marginEnd(file, span.start), span.start + 1));
    }
  }
  // Broken documents say too little about where their values reach.
  if (lines.size > 0 || file.documents.some((document) => document.problems.length > 0)) return [...lines.values()];
  const fields = file.documents.flatMap(({root}) => [...walk(root)]).filter((field) => !field.isAlias);
  const inline = fields.filter((field) => field.isFlow || field.style === "quoted").map((field) => field.span);
  const blocks = fields.filter((field) => field.style === "block").map((field) => field.span);
  for (const match of file.text.matchAll(/^(?:\t[ \t]*|[ ]*-[ ]*\t[ \t]*(?=\S))/gm)) {
    const end = match.index + match[0].length;
    // Between brackets and in quotes a line may start with a tab; in a block text only behind its margin.
    const tolerant = match[0].startsWith("\t") ? inline : [...inline, ...blocks];
    if (!tolerant.some((span) => span.start < end && match.index < span.end)) add(match.index, end);
  }
  return [...lines.values()];
}

function marginEnd(file: YamlFile, offset: number): number {
  const {line} = file.lines.positionAt(offset);
  return file.lines.lineStart(line) + (/^[ \t]*/.exec(file.lines.lineText(line))?.[0].length ?? 0);
}
