import type {Span} from "../../text/span.ts";
import type {Field} from "../field.ts";
import type {YamlFile} from "../parse.ts";

/** The whole lines that a span touches, their last line break included. A span that ends at a line's start stops there. */
export function wholeLines(file: YamlFile, span: Span): Span {
  const start = file.lines.lineStart(file.lines.positionAt(span.start).line);
  const last = span.end > span.start && file.text[span.end - 1] === "\n" ? span.end - 1 : span.end;
  const newline = file.text.indexOf("\n", last);
  return {start, end: newline < 0 ? file.text.length : newline + 1};
}

/** The lines of an entry or item: those of its key or first line, to the last one that its value reaches. */
export function linesOf(file: YamlFile, field: Field): Span {
  const {start} = field.keySpan ?? field.span;
  return wholeLines(file, {start, end: Math.max(start, field.contentEnd)});
}

/** Where the comment lines behind an offset end that are indented deeper than `column`: they belong to what is above. */
export function afterDeeperComments(file: YamlFile, offset: number, column: number): number {
  let end = offset;
  for (let {line} = file.lines.positionAt(offset); line < file.lines.lineCount; line++) {
    const text = file.lines.lineText(line);
    if (file.lines.lineStart(line) !== end || text.search(/\S/) <= column || !/^\s*#/.test(text)) break;
    end = wholeLines(file, {start: end, end}).end;
  }
  return end;
}

/** Whether nothing but white space stands before an offset in its line. */
export function startsLine(file: YamlFile, offset: number): boolean {
  return file.text.slice(file.lines.lineStart(file.lines.positionAt(offset).line), offset).trim() === "";
}

/** The column of an offset: how deep its line is indented when it starts one. */
export function columnOf(file: YamlFile, offset: number): number {
  return file.lines.positionAt(offset).character;
}

/** The line break that the file uses. */
export function lineBreak(file: YamlFile): string {
  return file.text.includes("\r\n") ? "\r\n" : "\n";
}

/** Every line of a text but the first moved right by `columns`; empty lines stay empty. */
export function indent(text: string, columns: number): string {
  return text.replace(/\n(?=[^\r\n])/g, `\n${" ".repeat(columns)}`);
}
