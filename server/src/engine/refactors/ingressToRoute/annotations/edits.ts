import type {TextEdit} from "../../../text/edit.ts";
import type {Span} from "../../../text/span.ts";
import {commentsOf} from "../../../yaml/comments.ts";
import {removeEntries} from "../../../yaml/edit/entries.ts";
import {afterDeeperComments, columnOf, lineBreak, linesOf, startsLine, wholeLines} from "../../../yaml/edit/lines.ts";
import {isBehindKeptText} from "../../../yaml/edit/remove.ts";
import type {Field} from "../../../yaml/field.ts";
import type {YamlFile} from "../../../yaml/parse.ts";
import type {Answers} from "../../refactoring.ts";
import type {Verdict} from "../annotations.ts";
import {anchorEdits} from "./anchors.ts";

/** What stands before an annotation that somebody has to do something about. */
export const TODO = "# TODO(ingress-to-route): ";
/** What stands before one that is not needed any more, where a person wants to see those. */
export const DROPPED = "# Dropped(ingress-to-route): ";

/**
 * Takes out of the annotations what does not go along, with the comments that stay in its place. Undefined where that
 * is not possible without changing something else. `rewritten`: where somebody else writes anew what stands there.
 */
export function annotationEdits(
  file: YamlFile,
  annotations: Field,
  verdicts: readonly Verdict[],
  answers: Answers,
  rewritten: readonly Span[] = [],
): TextEdit[] | undefined {
  const going = verdicts.filter(({action}) => action !== "keep");
  if (going.length === 0) return [];
  const own = new Set(annotations.isAlias ? [] : annotations.entries.map(({keySpan}) => keySpan?.start));
  const isOwn = ({field}: Verdict): boolean => own.has(field.keySpan?.start);
  if (!going.every(isOwn) || isSharedMap(file, annotations)) return undefined;
  const anchors = anchorEdits(
    file,
    annotations,
    going.map(({field}) => field),
    rewritten,
  );
  const isFlow = annotations.isFlow || annotations.parent?.isFlow === true;
  const removed = isFlow ? flowEdits(file, annotations, going, answers) : blockEdits(file, annotations, going, answers);
  return anchors && removed && [...withoutEnd(file, removed), ...anchors];
}

/** Whether other places have the same map through an anchor: then it would change there too. */
function isSharedMap(file: YamlFile, {anchor, node}: Field): boolean {
  if (anchor === undefined) return false;
  return file.documents.some(({root}) => isUsed(root, node));
}

function isUsed(field: Field, node: Field["node"]): boolean {
  if (field.isAlias) return field.target === node;
  return [...field.entries, ...field.merges, ...field.items].some((inner) => isUsed(inner, node));
}

function blockEdits(
  file: YamlFile,
  annotations: Field,
  going: readonly Verdict[],
  answers: Answers,
): TextEdit[] | undefined {
  if (!annotations.keySpan || !startsLine(file, annotations.keySpan.start)) return undefined;
  const edits: TextEdit[] = [];
  for (const verdict of going) {
    const {keySpan} = verdict.field;
    if (!keySpan || !startsLine(file, keySpan.start)) return undefined;
    const column = columnOf(file, keySpan.start);
    const span = linesWithComments(file, verdict.field, column);
    const lines = [...commentsIn(file, span), ...leftOver(file, verdict, answers)];
    // Blank lines behind the entry would become part of a text before it that keeps them.
    if (lines.length === 0 && isBehindKeptText(file, verdict.field)) return undefined;
    edits.push({span, newText: asLines(file, lines, column)});
  }
  return isEmptied(annotations, going) ? withoutMap(file, annotations, going, answers) : edits;
}

/** Whether none of the annotations stays. */
function isEmptied({entries, merges}: Field, going: readonly Verdict[]): boolean {
  return going.length === entries.length && merges.length === 0;
}

/** The lines of an entry, with the comments behind that are deeper: they could become part of a text before it. */
function linesWithComments(file: YamlFile, field: Field, column: number): Span {
  const {start, end} = linesOf(file, field);
  return {start, end: afterDeeperComments(file, end, column)};
}

/** Where no annotation stays, their key goes too; comments move to where it stood. */
function withoutMap(
  file: YamlFile,
  annotations: Field,
  going: readonly Verdict[],
  answers: Answers,
): TextEdit[] | undefined {
  const {parent, keySpan} = annotations;
  if (!keySpan || annotations.anchor !== undefined) return undefined;
  const column = columnOf(file, keySpan.start);
  const isAlone = parent?.entries.length === 1 && parent.merges.length === 0;
  const span = linesWithComments(file, annotations, column);
  const found = commentsOf(file.text).map(({span: {start}, text}) => ({at: start, text}));
  const comments = found.filter(({at}) => at >= span.start && at < span.end);
  const shown = going.flatMap((verdict) =>
    leftOver(file, verdict, answers).map((text) => ({at: linesOf(file, verdict.field).end - 0.5, text})),
  );
  const lines = [...comments, ...shown].sort((a, b) => a.at - b.at).map(({text}) => text);
  if (isAlone) lines.push(`${file.text.slice(keySpan.start, keySpan.end)}: {}`);
  if (lines.length === 0 && isBehindKeptText(file, annotations)) return undefined;
  return [{span, newText: asLines(file, lines, column)}];
}

/** In braces a comment has no place: it stands above the line where they begin. */
function flowEdits(
  file: YamlFile,
  annotations: Field,
  going: readonly Verdict[],
  answers: Answers,
): TextEdit[] | undefined {
  let outer = annotations;
  while (outer.parent?.isFlow) outer = outer.parent;
  const key = outer.keySpan;
  if (!key || !startsLine(file, key.start)) return undefined;
  const removed = removedInBraces(file, annotations, going);
  if (!removed || isBehindKeptText(file, outer)) return undefined;
  const lines = [
    ...removed.flatMap(({span}) => commentsIn(file, span)),
    ...going.flatMap((verdict) => leftOver(file, verdict, answers)),
  ];
  const at = wholeLines(file, {start: key.start, end: key.start}).start;
  return [{span: {start: at, end: at}, newText: asLines(file, lines, columnOf(file, key.start))}, ...removed];
}

function removedInBraces(file: YamlFile, annotations: Field, going: readonly Verdict[]): TextEdit[] | undefined {
  const {parent} = annotations;
  if (!isEmptied(annotations, going)) {
    return removeEntries(
      file,
      going.map(({field}) => field),
    );
  }
  if (parent?.entries.length === 1) return [{span: annotations.span, newText: "{}"}];
  return parent?.isFlow ? removeEntries(file, [annotations]) : [{span: linesOf(file, annotations), newText: ""}];
}

/** The comments that begin in a span. */
function commentsIn(file: YamlFile, {start, end}: Span): string[] {
  return commentsOf(file.text).flatMap(({span, text}) => (span.start >= start && span.start < end ? text : []));
}

/** What is left of an annotation: nothing, or a comment that shows it as it was written. */
function leftOver(file: YamlFile, {field, action}: Verdict, {comments}: Answers): string[] {
  const isShown = action === "todo" || action === "block" || (action === "drop" && comments === true);
  if (!isShown || !field.keySpan) return [];
  const marker = action === "drop" ? DROPPED : TODO;
  const margin = new RegExp(`^ {0,${columnOf(file, field.keySpan.start)}}`);
  const [first = "", ...rest] = withoutComments(file, {start: field.keySpan.start, end: field.contentEnd}).split(
    /\r?\n/,
  );
  return [marker + first.trimEnd(), ...rest.map((line) => `# ${line.replace(margin, "")}`.trimEnd())];
}

/** A part of a file without its comments, which stay by themselves. */
function withoutComments({text}: YamlFile, {start, end}: Span): string {
  let result = "";
  let at = start;
  for (const {span} of commentsOf(text)) {
    if (span.start < start || span.start >= end) continue;
    result += text.slice(at, span.start);
    at = span.end;
  }
  return (result + text.slice(at, Math.max(at, end))).trimEnd();
}

function asLines(file: YamlFile, lines: readonly string[], column: number): string {
  const newline = lineBreak(file);
  return lines.map((line) => " ".repeat(column) + line + newline).join("");
}

/** Edits of whole lines for a file whose last line has no end: it has none afterwards. */
function withoutEnd({text}: YamlFile, edits: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of edits) {
    const before = joined.at(-1);
    if (before?.span.end !== edit.span.start) joined.push(edit);
    else joined.splice(-1, 1, {span: {...before.span, end: edit.span.end}, newText: before.newText + edit.newText});
  }
  const last = joined.at(-1);
  if (!last || text.endsWith("\n") || last.span.end < text.length) return joined;
  const {start} = last.span;
  const newText = last.newText.replace(/\r?\n$/, "");
  const end = newText === "" ? text.slice(0, start).replace(/\r?\n$/, "").length : start;
  return [...joined.slice(0, -1), {span: {...last.span, start: end}, newText}];
}
