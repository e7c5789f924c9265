import type {Span} from "./span.ts";

/** Replaces the text of `span` by `newText`. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** Edits in text order. Edits at the same place keep the order in which they were given. */
export function sortEdits(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Whether two of the edits touch the same characters; such a list can't be applied. */
export function overlap(edits: readonly TextEdit[]): boolean {
  const sorted = sortEdits(edits);
  return sorted.some((edit, i) => {
    const next = sorted[i + 1];
    return next !== undefined && next.span.start < edit.span.end;
  });
}

/** The text after all edits. Throws a RangeError when two of them overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  if (overlap(edits)) throw new RangeError("overlapping edits");
  let result = "";
  let at = 0;
  for (const {span, newText} of sortEdits(edits)) {
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}
