import {createTwoFilesPatch} from "diff";

/** A unified diff of one file. Empty when nothing changes. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return "";
  return createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    context: 1,
    headerOptions: {includeIndex: false, includeUnderline: false, includeFileHeaders: true},
  });
}
