import {Lexer} from "yaml";
import type {Span} from "../text/span.ts";

/** A comment of a file, `#` included. */
export interface Comment {
  readonly span: Span;
  readonly text: string;
  /** Whether something else stands before it in its line. */
  readonly isBehind: boolean;
}

/** Marks that the lexer puts between what stands in the text. */
const MARKS = new Set(["\u0002", "\u0018", "\u001f"]);

/** The comments of a text, in its order. What looks like one inside a text value is none. */
export function commentsOf(text: string): Comment[] {
  const comments: Comment[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  let previous = "";
  for (const lexeme of new Lexer().lex(text)) {
    if (MARKS.has(lexeme)) {
      previous = lexeme;
      continue;
    }
    if (lexeme === "\uFEFF") continue;
    if (lexeme.startsWith("#") && previous !== "\u001f") {
      const start = text.lastIndexOf("\n", at - 1) + 1;
      comments.push({
        span: {start: at, end: at + lexeme.length},
        text: lexeme.trimEnd(),
        isBehind: text.slice(start, at).trim() !== "",
      });
    }
    at += lexeme.length;
    previous = lexeme;
  }
  return comments;
}
