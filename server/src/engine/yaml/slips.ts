// Slips that people make, recognised where the parser stumbles over them.
import type {TextEdit} from "../text/edit.ts";
import type {Span} from "../text/span.ts";
import type {Fault} from "./faults.ts";
import type {SyntaxProblem, YamlDocument, YamlFile} from "./parse.ts";
import {unclosedBracket, unclosedQuote} from "./unclosed.ts";

/** What looks at the place of a problem and recognises the slip behind it. */
type Recogniser = (document: YamlDocument, problem: SyntaxProblem) => Fault | undefined;

/** What is tried, in this order. */
export const RECOGNISERS: readonly Recogniser[] = [
  tabbed,
  unclosedBracket,
  unclosedQuote,
  gluedComment,
  gluedColon,
  gluedDash,
  missingColon,
  misplacedItem,
  colonInValue,
  deeperLine,
  behindQuote,
  carriageReturns,
];

function tabbed({file}: YamlDocument, {span}: SyntaxProblem): Fault | undefined {
  if (file.text[span.start] !== "\t") return undefined;
  return {
    span: {start: span.start, end: span.start + 1},
    message: "YAML is indented with spaces; a tab can't stand here.",
  };
}

function gluedComment({file}: YamlDocument, {code, span}: SyntaxProblem): Fault | undefined {
  const at = span.start;
  if (code !== "MISSING_CHAR" || file.text[at] !== "#") return undefined;
  return {
    span: visible(file, span),
    message: "A comment needs a space before its `#`; Flux's parser forgives that, other YAML tools do not.",
    isTolerated: true,
    repair: {title: "Put a space before the `#`", safe: true, edits: [insertion(at, " ")]},
  };
}

function gluedColon({file}: YamlDocument, {code, span}: SyntaxProblem): Fault | undefined {
  if (!isBrokenKey(code)) return undefined;
  const key = /^([A-Za-z_][\w./-]*):(?=[^\s/:])/.exec(restOfLine(file, span.start))?.[1];
  if (key === undefined) return undefined;
  const at = span.start + key.length + 1;
  return {
    span: {start: span.start, end: lineEndAt(file, span.start)},
    message: `Behind the colon of \`${key}\` a space is missing.`,
    repair: {title: "Put a space behind the colon", edits: [insertion(at, " ")]},
  };
}

function gluedDash({file}: YamlDocument, {code, span}: SyntaxProblem): Fault | undefined {
  if (!isBrokenKey(code) || !/^-[^\s-]/.test(restOfLine(file, span.start))) return undefined;
  return {
    span: {start: span.start, end: lineEndAt(file, span.start)},
    message: "Behind the dash of a list item a space is missing.",
    repair: {title: "Put a space behind the dash", edits: [insertion(span.start + 1, " ")]},
  };
}

function missingColon({file}: YamlDocument, {code, span}: SyntaxProblem): Fault | undefined {
  const word = /^[\w./-]+(?=\s*(?:#.*)?$)/.exec(restOfLine(file, span.start))?.[0];
  if (!isBrokenKey(code) || word === undefined) return undefined;
  const end = span.start + word.length;
  const above = visibleLine(file, file.lines.positionAt(span.start).line, -1);
  if (above !== undefined && /(?::|-)\s+[|>][-+\d]*\s*(?:#.*)?$/.test(file.lines.lineText(above))) {
    return {
      span: {start: span.start, end},
      message: "The lines of a block text must be indented deeper than the key above them.",
    };
  }
  return {
    span: {start: span.start, end},
    message: `Behind \`${word}\` a \`:\` is missing.`,
    repair: {title: "Put a `:` behind it", edits: [insertion(end, ":")]},
  };
}

function misplacedItem({file}: YamlDocument, {code, span}: SyntaxProblem): Fault | undefined {
  const place = visible(file, span);
  if (!/^-(?:\s|$)/.test(restOfLine(file, place.start))) return undefined;
  if (code !== "UNEXPECTED_TOKEN" && code !== "BLOCK_AS_IMPLICIT_KEY" && code !== "BAD_INDENT") return undefined;
  const startsLine = file.lines.lineText(file.lines.positionAt(place.start).line).trimStart().startsWith("-");
  return {
    span: place,
    message: startsLine
      ? "A list item can't stand here, among the entries of a map or at another level than its list."
      : "A list starts on a line of its own, below its key.",
  };
}

function colonInValue({file}: YamlDocument, {code, span}: SyntaxProblem): Fault | undefined {
  if (code !== "BLOCK_AS_IMPLICIT_KEY") return undefined;
  const {line} = file.lines.positionAt(span.start);
  const text = file.lines.lineText(line);
  const [, head = "", value = ""] = /^(\s*(?:-\s+)*[^\s:]+:\s+)(\S.*?)\s*$/.exec(text) ?? [];
  if (!/:(?:\s|$)/.test(value)) return undefined;
  const start = file.lines.lineStart(line) + head.length;
  const place = {start, end: start + value.length};
  return {
    span: place,
    message: "A `: ` in a value starts another map, which can't stand here; put the whole value in quotes.",
    ...(!/["'#]/.test(value) && {
      repair: {title: "Put the value in quotes", edits: [{span: place, newText: JSON.stringify(value)}]},
    }),
  };
}

/** A line indented deeper than the one above, which has a value already: the parser blames the line above. */
function deeperLine({file}: YamlDocument, {code, span}: SyntaxProblem): Fault | undefined {
  if (code !== "BLOCK_AS_IMPLICIT_KEY") return undefined;
  const {line} = file.lines.positionAt(span.start);
  const below = visibleLine(file, line, 1);
  const column = /^\s*(?:-\s+)*/.exec(file.lines.lineText(line))?.[0].length ?? 0;
  if (below === undefined) return undefined;
  const text = file.lines.lineText(below);
  const margin = text.search(/\S/);
  if (margin <= column || !/^\s*[^\s:]+:(?:\s|$)/.test(text)) return undefined;
  const start = file.lines.lineStart(below);
  return {
    span: {start: start + margin, end: start + text.trimEnd().length},
    message: "This line is indented deeper than the one above it, which has a value already.",
    repair: {
      title: "Align with the line above",
      edits: [{span: {start, end: start + margin}, newText: " ".repeat(column)}],
    },
  };
}

function behindQuote({file}: YamlDocument, {code, span}: SyntaxProblem): Fault | undefined {
  if (code !== "UNEXPECTED_TOKEN" || !/["']\s*$/.test(file.text.slice(0, span.start))) return undefined;
  return {
    span: visible(file, span),
    message: "Nothing can stand behind the closing quote of a value; a quote inside it is written `''` or `\\\"`.",
  };
}

function carriageReturns({file}: YamlDocument, {span}: SyntaxProblem): Fault | undefined {
  if (!/\r(?!\n)/.test(file.text)) return undefined;
  return {
    span: visible(file, span),
    message: "Lines end in carriage returns alone here; Flux's parser reads that, other YAML tools do not.",
    isTolerated: true,
  };
}

function isBrokenKey(code: string): boolean {
  return code === "MULTILINE_IMPLICIT_KEY" || code === "MISSING_CHAR";
}

function insertion(at: number, newText: string): TextEdit {
  return {span: {start: at, end: at}, newText};
}

function restOfLine(file: YamlFile, offset: number): string {
  return file.text.slice(offset, lineEndAt(file, offset));
}

function lineEndAt(file: YamlFile, offset: number): number {
  return file.lines.lineEnd(file.lines.positionAt(offset).line);
}

/** The next line above (-1) or below (1) that holds more than a comment. */
function visibleLine(file: YamlFile, line: number, step: 1 | -1): number | undefined {
  for (let at = line + step; at >= 0 && at < file.lines.lineCount; at += step) {
    if (!/^\s*(?:#.*)?$/.test(file.lines.lineText(at))) return at;
  }
  return undefined;
}

/** What to underline: the visible part of the first line of a span, or what stands before an empty one. */
export function visible(file: YamlFile, span: Span): Span {
  const {line} = file.lines.positionAt(span.start);
  const lineEnd = file.lines.lineEnd(line);
  const text = file.text.slice(span.start, lineEnd);
  // The parser puts a wrong indentation on the margin.
  const start = span.start + Math.max(0, text.search(/\S/));
  const end = Math.min(start === span.start ? span.end : lineEnd, lineEnd);
  if (end > start) return {start, end};
  return start > file.lines.lineStart(line)
    ? {start: start - 1, end: start}
    : {start, end: Math.min(start + 1, file.text.length)};
}
