import {applyEdits, overlap, type TextEdit} from "../../text/edit.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {commentsOf} from "../../yaml/comments.ts";

/** The texts of files after edits; undefined where edits touch each other, or a comment would be lost. */
export function textsAfter(
  workspace: Workspace,
  edits: ReadonlyMap<string, readonly TextEdit[]>,
): Map<string, string> | {readonly broken: string} {
  const texts = new Map<string, string>();
  for (const [path, ofFile] of edits) {
    const before = workspace.file(path)?.text ?? "";
    const after = overlap(ofFile) ? undefined : applyEdits(before, ofFile);
    if (after === undefined || losesComment(before, after)) return {broken: path};
    texts.set(path, after);
  }
  return texts;
}

function losesComment(before: string, after: string): boolean {
  const left = commentsOf(after).map(({text}) => text);
  return commentsOf(before).some(({text}) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
