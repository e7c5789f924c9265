import {describe, expect, test} from "vitest";
import {commentsOf} from "../../server/src/engine/yaml/comments.ts";
import {
  compose,
  composeFlow,
  type Entry,
  layoutOf,
  leaf,
  leafOf,
  partOf,
} from "../../server/src/engine/yaml/edit/compose.ts";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";

const LAYOUT = {column: 2, step: 2, dash: 2, newline: "\n"};

const rootOf = (text: string) => {
  const file = parseYaml("a.yaml", text);
  const root = file.documents[0]?.root;
  if (!root) throw new Error("no document");
  return {file, root};
};

describe("collections", () => {
  const entries: Entry[] = [
    ["hostnames", {items: [leaf("a.example.org"), leaf("*.b.example.org")]}],
    ["rules", partOf([{matches: [{path: {type: "Exact", value: "/"}}], backendRefs: [{name: "app", port: 80}]}])],
    ["empty", partOf({list: [], map: {}})],
  ];

  test("in lines", () => {
    expect(compose(entries, LAYOUT)).toBe(
      [
        "  hostnames:",
        "    - a.example.org",
        '    - "*.b.example.org"',
        "  rules:",
        "    - matches:",
        "        - path:",
        "            type: Exact",
        "            value: /",
        "      backendRefs:",
        "        - name: app",
        "          port: 80",
        "  empty:",
        "    list: []",
        "    map: {}",
        "",
      ].join("\n"),
    );
  });

  test("with dashes below their key, four columns a map, and CRLF", () => {
    const text = compose(entries.slice(0, 2), {column: 0, step: 4, dash: 0, newline: "\r\n"});
    expect(text.split("\r\n").slice(0, 6)).toEqual([
      "hostnames:",
      "- a.example.org",
      '- "*.b.example.org"',
      "rules:",
      "- matches:",
      "  - path:",
    ]);
    expect(rootOf(text).root.at("rules", 0, "matches", 0, "path", "value").string).toBe("/");
  });

  test("in braces", () => {
    expect(composeFlow(entries.slice(0, 1))).toBe('hostnames: [a.example.org, "*.b.example.org"]');
  });
});

test("texts, anchors and aliases as they are written", () => {
  const {root} = rootOf("a: &x 'one'\nb: *x\nc: >-\n  two\n  three\nd: ${VAR}\n");
  const written = ["a", "b", "c", "d"].map((key) => leafOf(root.get(key)).text);
  expect(written).toEqual(["&x 'one'", "*x", "two three", "${VAR}"]);
});

test("the layout of a file", () => {
  const {root, file} = rootOf("outer:\n    list:\n    - a\n    other: 1\n");
  expect(layoutOf(file, root.get("outer"))).toEqual({column: 4, step: 4, dash: 0, newline: "\n"});
});

describe("comments", () => {
  const text = "hosts:\n  # first\n  - a # behind a\n  # second\n  - b\n  # last\n";

  function composed(isFlow = false): string {
    const {root} = rootOf(text);
    const items = root.get("hosts").items.map(leafOf);
    return compose([["names", {items, isFlow}]], {...LAYOUT, column: 0}, commentsOf(text));
  }

  test("stay with what they stood at", () => {
    expect(composed()).toBe("names:\n  # first\n  - a # behind a\n  # second\n  # last\n  - b\n");
  });

  test("stand above where all is one line", () => {
    expect(composed(true)).toBe("# first\n# second\n# last\nnames: [a, b] # behind a\n");
  });

  test("are there even where nothing is left of what they stood at", () => {
    const lines = compose([["name", leaf("x")]], {...LAYOUT, column: 0}, commentsOf(text));
    expect(lines).toBe("# first\n# behind a\n# second\n# last\nname: x\n");
  });
});
