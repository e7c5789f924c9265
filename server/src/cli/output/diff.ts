import {createTwoFilesPatch} from "diff";

/** A unified diff of one file; `undefined` is the text of a file that is not there. Empty when nothing changes. */
export function unifiedDiff(path: string, before: string | undefined, after: string | undefined, context = 1): string {
  if (before === after) return "";
  const [from, to] = [before === undefined ? ABSENT : `a/${path}`, after === undefined ? ABSENT : `b/${path}`];
  const diff = createTwoFilesPatch(from, to, before ?? "", after ?? "", undefined, undefined, {
    context,
    headerOptions: {includeIndex: false, includeUnderline: false, includeFileHeaders: true},
  });
  // `patch` takes a name to its first space, unless a tab shows where it ends.
  return path.includes(" ") ? diff.replace(/^(--- .*)\n(\+\+\+ .*)\n/, "$1\t\n$2\t\n") : diff;
}

const ABSENT = "/dev/null";
