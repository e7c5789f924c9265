import type {TextEdit} from "../../engine/text/edit.ts";

/**
 * The edit that makes one text of another, from the first line that differs to the last. It is a single one: a person
 * who looks through edits could leave out some, and half of a change is a fault.
 */
export function changedLines(before: string, after: string): TextEdit {
  const longest = Math.min(before.length, after.length);
  let start = 0;
  while (start < longest && before[start] === after[start]) start++;
  start = start === 0 ? 0 : before.lastIndexOf("\n", start - 1) + 1;
  let same = 0;
  while (same < longest - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  // Only whole lines are the same: they begin as such in both.
  while (same > 0 && !(isLineStart(before, before.length - same) && isLineStart(after, after.length - same))) same--;
  return {span: {start, end: before.length - same}, newText: after.slice(start, after.length - same)};
}

function isLineStart(text: string, offset: number): boolean {
  return offset === 0 || text[offset - 1] === "\n";
}
