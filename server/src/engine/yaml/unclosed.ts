import type {TextEdit} from "../text/edit.ts";
import type {Span} from "../text/span.ts";
import type {Fault} from "./faults.ts";
import type {Field} from "./field.ts";
import type {SyntaxProblem, YamlDocument, YamlFile} from "./parse.ts";
import {walk} from "./walk.ts";

/**
 * A bracket that is never closed; or one whose lines are not indented, which ends it for this parser and not for the
 * one that Flux uses.
 */
export function unclosedBracket({file, root}: YamlDocument, {code, span}: SyntaxProblem): Fault | undefined {
  if (code !== "BAD_INDENT") return undefined;
  const open = lastField(
    root,
    (field) => field.isFlow && field.span.start < span.start && !/[\]}]$/.test(field.written),
  );
  if (!open) return undefined;
  const end = closingBracket(file.text, open.span.start);
  const place = {start: open.span.start, end: open.span.start + 1};
  if (end === undefined) return {span: place, message: "The bracket that opens here is never closed."};
  return shallow(file, open, end, "The lines between brackets");
}

/** The same for quotes. */
export function unclosedQuote({file, root}: YamlDocument, {code}: SyntaxProblem): Fault | undefined {
  if (code !== "MISSING_CHAR") return undefined;
  const open = lastField(root, (field) => field.style === "quoted" && !field.isAlias && !isClosed(field.written));
  if (!open) return undefined;
  const end = closingQuote(file.text, open.span.start);
  const rest = end === undefined ? "" : file.text.slice(end, file.lines.lineEnd(file.lines.positionAt(end).line));
  // A quote that closes in the middle of a value is the opening one of that value.
  if (end === undefined || !/^\s*(?:[,\]}#].*)?$/.test(rest)) {
    const place = {start: open.span.start, end: file.lines.lineEnd(file.lines.positionAt(open.span.start).line)};
    return {span: place, message: "The quote that opens here is never closed."};
  }
  return shallow(file, open, end, "The lines of a quoted text");
}

function shallow(file: YamlFile, field: Field, end: number, what: string): Fault {
  return {
    span: field.markOfKey,
    message:
      `${what} must be indented deeper than the line they start on; Flux's parser forgives that, other YAML tools do ` +
      "not. Nothing else in this document is checked until then.",
    isTolerated: true,
    repair: {title: "Indent the lines", safe: true, edits: deeper(file, {start: field.span.start, end})},
  };
}

/** Moves all lines of a span but the first right, until each is deeper than the first. */
function deeper(file: YamlFile, span: Span): TextEdit[] {
  const first = file.lines.positionAt(span.start).line;
  const last = file.lines.positionAt(span.end - 1).line;
  const margin = (line: number): number => file.lines.lineText(line).search(/\S/);
  const lines: number[] = [];
  for (let line = first + 1; line <= last; line++) if (margin(line) >= 0) lines.push(line);
  const wanted = margin(first) + 2;
  const columns = wanted - Math.min(...lines.map(margin));
  return lines.map((line) => {
    const start = file.lines.lineStart(line);
    return {span: {start, end: start}, newText: " ".repeat(columns)};
  });
}

/** The field that fits and starts last. */
function lastField(root: Field, fits: (field: Field) => boolean): Field | undefined {
  let found: Field | undefined;
  for (const field of walk(root)) {
    if (!field.isAlias && fits(field) && (!found || field.span.start > found.span.start)) found = field;
  }
  return found;
}

function isClosed(quoted: string): boolean {
  return closingQuote(quoted, 0) === quoted.length;
}

/** Where the quoted text that opens at `start` ends, behind its closing quote. */
function closingQuote(text: string, start: number): number | undefined {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    if (quote === '"' && text[at] === "\\") at++;
    else if (text[at] === quote) {
      if (quote === '"' || text[at + 1] !== quote) return at + 1;
      at++;
    }
  }
  return undefined;
}

/** Where the brackets that open at `start` end; quotes and comments between them are skipped. */
function closingBracket(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at] ?? "";
    if (/[[{]/.test(char)) depth++;
    else if (/[\]}]/.test(char)) {
      if (--depth === 0) return at + 1;
    } else if (/["']/.test(char) && /[[{,:\s]/.test(text[at - 1] ?? "")) {
      const end = closingQuote(text, at);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (char === "#" && /\s/.test(text[at - 1] ?? "")) {
      const newline = text.indexOf("\n", at);
      if (newline < 0) return undefined;
      at = newline;
    }
  }
  return undefined;
}
