import fc from "fast-check";
import {expect, test} from "vitest";
import {commentsOf} from "../../server/src/engine/yaml/comments.ts";
import {documentText} from "../support/documents.ts";

const texts = (text: string): string[] => commentsOf(text).map((comment) => comment.text);

test("comments of their own lines and behind values", () => {
  const text = "# top\na: 1 # one\nb:\n  # inside\n  - x\n";
  expect(commentsOf(text).map(({text, isBehind}) => [text, isBehind])).toEqual([
    ["# top", false],
    ["# one", true],
    ["# inside", false],
  ]);
});

test("a number sign inside a value is no comment", () => {
  expect(texts("a: x#y\nb: '# no'\nc: \"# no\"\nd: |\n  # no\ne: http://h/#top # yes\n")).toEqual(["# yes"]);
});

test("a block text that starts with a number sign, comments behind its header and below it", () => {
  expect(texts("a: | # header\n  # text\n  more\n# below\nb: >-\n\n  # text\n")).toEqual(["# header", "# below"]);
});

test("plain texts over several lines, and several documents", () => {
  expect(texts("a: one\n  two#three\n--- # second\nb: 1\n... # end\n# last")).toEqual(["# second", "# end", "# last"]);
});

test("CRLF and a byte order mark", () => {
  const text = "\uFEFF# top\r\na: 1 # one\r\n";
  const comments = commentsOf(text);
  expect(comments.map(({text}) => text)).toEqual(["# top", "# one"]);
  expect(comments.map(({span}) => text.slice(span.start, span.end).trimEnd())).toEqual(["# top", "# one"]);
});

test("each comment is where it is said to be", () => {
  fc.assert(
    fc.property(documentText, (text) => {
      for (const {span, text: comment, isBehind} of commentsOf(text)) {
        expect(text.slice(span.start, span.end).trimEnd()).toBe(comment);
        const line = text.slice(text.lastIndexOf("\n", span.start - 1) + 1, span.start);
        expect(line.trim() !== "").toBe(isBehind);
      }
    }),
  );
});
