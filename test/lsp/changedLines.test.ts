import fc from "fast-check";
import {expect, test} from "vitest";
import {applyEdits} from "../../server/src/engine/text/edit.ts";
import {changedLines} from "../../server/src/lsp/bulk/changedLines.ts";

test("changes what differs, line by line", () => {
  expect(changedLines("a\nb\nc\n", "a\nB\nc\n")).toEqual({span: {start: 2, end: 4}, newText: "B\n"});
  expect(changedLines("a\nc\n", "a\nb\nc\n")).toEqual({span: {start: 2, end: 2}, newText: "b\n"});
  expect(changedLines("a\nb\nc\n", "a\nc\n")).toEqual({span: {start: 2, end: 4}, newText: ""});
  expect(changedLines("\nb", "\nc")).toEqual({span: {start: 1, end: 2}, newText: "c"});
  expect(changedLines("b\n", "\nb\n")).toEqual({span: {start: 0, end: 0}, newText: "\n"});
});

test("makes the one text of the other, in whole lines", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "a b", ""))
    .chain((lines) =>
      fc
        .constantFrom("\n", "\r\n")
        .chain((newline) => fc.constantFrom(lines.join(newline), lines.join(newline) + newline)),
    );
  fc.assert(
    fc.property(text, text, (before, after) => {
      const edit = changedLines(before, after);
      expect(applyEdits(before, [edit])).toBe(after);
      const {start, end} = edit.span;
      expect(start === 0 || before[start - 1] === "\n").toBe(true);
      expect(end === before.length || before[end - 1] === "\n" || start === end).toBe(true);
    }),
    {numRuns: 2000},
  );
});
