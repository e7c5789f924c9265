import {describe, expect, test} from "vitest";
import {applyEdits} from "../../server/src/engine/text/edit.ts";
import {faultOf} from "../../server/src/engine/yaml/faults.ts";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";
import {badTabs} from "../../server/src/engine/yaml/tabs.ts";

/** Broken texts: what is underlined, a word of the message, and whether Flux's parser reads them nevertheless. */
const BROKEN: readonly (readonly [string, string, string, ("tolerated" | "repaired")?])[] = [
  ["spec:\n  interval:1h\n  chart: x\n", "interval:1h", "a space is missing", "repaired"],
  ["a:\n  - kind:Secret\n    name: x\n", "kind:Secret", "a space is missing", "repaired"],
  ["a:\n-b\n-c\nd: 1\n", "-b", "Behind the dash"],
  ["a: 1\nresources\n  - a\nb: 1\n", "resources", "a `:` is missing", "repaired"],
  ["a: |\ntext\nb: 1\n", "text", "indented deeper than the key"],
  ["a: b: c\nd: 1\n", "b: c", "in quotes", "repaired"],
  ["a:\n  b: 1\n   c: 2\nd: 1\n", "c: 2", "indented deeper than the one above", "repaired"],
  ["a:\n    b: 1\n  c: 2\n", "c: 2", "fits no level"],
  ['a: "foo\nb: 1\n', '"foo', "never closed"],
  ["a: [x, y\nb: 1\n", "[", "never closed"],
  ["a: 'it's'\n", "s'", "closing quote"],
  ["a: @foo\n", "@", "can't start with this character"],
  ["a: |\n  x\n\t\nb: 1\n", "\t", "a tab can't stand here"],
  ["a: - b\n", "-", "a line of its own"],
  ["a:\n  x: 1\n  - y\n", "- y", "A list item can't stand here"],
  ["q:\n  a: [x,\n  y]\n", "a", "between brackets", "tolerated"],
  ["q:\n  a: [\n  x\n]\n", "a", "between brackets", "tolerated"],
  ["a: {\nx: 1,\ny: 2\n}\n", "a", "between brackets", "tolerated"],
  ['q:\n  a: "x\ny"\n', "a", "quoted text", "tolerated"],
  ['a: "x"#c\n', "#c", "a space before its `#`", "tolerated"],
];

describe("what is wrong with a text", () => {
  test.each(BROKEN.map((row) => [JSON.stringify(row[0]), row] as const))("%s", (_, [text, place, message, more]) => {
    const fault = faultOf(parseYaml("a.yaml", text).documents[0]!)!;
    expect(text.slice(fault.span.start, fault.span.end)).toBe(place);
    expect(fault.message).toContain(message);
    expect(fault.isTolerated ?? false).toBe(more === "tolerated");
    if (more === undefined) return;
    const repaired = applyEdits(text, fault.repair!.edits);
    expect(parseYaml("a.yaml", repaired).documents[0]!.problems, repaired).toEqual([]);
  });

  test("nothing is wrong with a text that is well-formed", () => {
    expect(faultOf(parseYaml("a.yaml", "a: [1]\n").documents[0]!)).toBeUndefined();
  });
});

/** Lines with tabs, and whether the parser that Flux uses refuses them. */
const TABS: readonly (readonly [string, boolean])[] = [
  ["a:\n\tb: 1\n", true],
  ["\ta: b\n", true],
  ["a: b\n\t# c\n", true],
  ["a: b\n\t\nc: d\n", true],
  ["a: b\n\t", true],
  ["a:\n-\tx\n", true],
  ["a:\n- \t- x\n", true],
  ["a: |\n  x\n  \ty\nb: 1\n", false],
  ["a: |\n  -\tx\nb: 1\n", false],
  ["a: \tb\n", false],
  ["a\t: b\n", false],
  ["a: b\t# c\n", false],
  ["a: b\t\n", false],
  ["a: [\n  \tx]\n", false],
  ["a: 'x\n    \ty'\n", false],
];

test.each(TABS)("tabs in %j", (text, isRefused) => {
  expect(badTabs(parseYaml("a.yaml", text)).length > 0).toBe(isRefused);
});
