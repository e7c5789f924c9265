import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {parse, stringify} from "yaml";
import {applyEdits, type TextEdit} from "../../server/src/engine/text/edit.ts";
import {toBlockScalar} from "../../server/src/engine/yaml/edit/block-scalar.ts";
import {removeEntries} from "../../server/src/engine/yaml/edit/entries.ts";
import {joinLists} from "../../server/src/engine/yaml/edit/join-lists.ts";
import {liftMap, nestEntry} from "../../server/src/engine/yaml/edit/nest.ts";
import type {Field} from "../../server/src/engine/yaml/field.ts";
import {parseYaml, type YamlFile} from "../../server/src/engine/yaml/parse.ts";

type Edit = (file: YamlFile, root: Field) => TextEdit[] | undefined;

/** The text after an operation; undefined where the operation is not possible. */
function edited(text: string, edit: Edit): string | undefined {
  const file = parseYaml("a.yaml", text);
  const edits = edit(file, file.documents[0]!.root);
  return edits && applyEdits(text, edits);
}

describe("toBlockScalar", () => {
  const item: Edit = (file, root) => toBlockScalar(file, root.at("list", 0), "patch");
  const entry: Edit = (file, root) => toBlockScalar(file, root.at("a", "b"), "patch");

  test("makes an item a map with the text, comments and all", () => {
    const text = "list:\n  # first\n  - a: 1 # one\n    # two\n    b:\n  # left\n      - x\n\n  - c\n";
    expect(edited(text, item)).toBe(
      "list:\n  # first\n  - patch: |\n      a: 1 # one\n      # two\n      b:\n      # left\n        - x\n\n  - c\n",
    );
  });

  test("moves the lines of an entry no further than it must", () => {
    expect(edited("a:\n  b: # note\n    - x: 1\n  c: 2\n", entry)).toBe("a:\n  b: | # note\n    - x: 1\n  c: 2\n");
    expect(edited("a:\n  b:\n  - x: 1\n    y: 2\n", entry)).toBe("a:\n  b: |\n    - x: 1\n      y: 2\n");
  });

  test("does not let a deep comment in front decide the indentation", () => {
    const fixed = edited("a:\n  b:\n        # deep\n    - x: 1\n", entry) ?? "";
    expect(parse(fixed).a.b).toBe("# deep\n- x: 1\n");
  });

  test("keeps CRLF", () => {
    expect(edited("list:\r\n- a: 1\r\n  b: 2\r\n", item)).toBe("list:\r\n- patch: |\r\n    a: 1\r\n    b: 2\r\n");
  });

  test.each([
    ["a flow map", "list:\n  - {a: 1}\n"],
    ["an anchor that others may use", "list:\n  - a: &x 1\nother: *x\n"],
    ["an alias of something outside", "x: &x 1\nlist:\n  - a: *x\n"],
    ["a text", "list:\n  - a\n"],
  ])("leaves %s alone", (_, text) => {
    expect(edited(text, item)).toBeUndefined();
  });

  test("gives a text that reads as what stood there", () => {
    const leaf = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom("$" + "{VAR}", "a\nb\n", "# no", "- x", "y"),
    );
    const value = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(leaf, fc.array(leaf, {minLength: 1})), {
      minKeys: 1,
    });
    fc.assert(
      fc.property(value, fc.boolean(), (object, indentSeq) => {
        const text = stringify({list: [object]}, {indentSeq});
        const fixed = edited(text, item);
        fc.pre(fixed !== undefined);
        expect(parse(parse(fixed).list[0].patch)).toEqual(parse(text).list[0]);
      }),
      {numRuns: 200},
    );
  });
});

describe("joinLists", () => {
  const join: Edit = (file, root) => joinLists(file, [root.get("b"), root.get("a")], "all", []);

  test("puts the items where the first list stands, in the order asked for", () => {
    expect(edited("a:\n  # one\n  - 1\nx: y\nb: # two\n- 2\n- 3\n", join)).toBe(
      "all:\n  # two\n  - 2\n  - 3\n  # one\n  - 1\nx: y\n",
    );
  });

  test("renames a list that is alone", () => {
    expect(edited("a:\n  - 1\n", (file, root) => joinLists(file, [root.get("a")], "all", []))).toBe("all:\n  - 1\n");
  });

  test("moves lines left without losing a comment that stands further left", () => {
    expect(edited("a:\n- 1\nb:\n    - 2\n  # c\n    - 3\n", join)).toBe("all:\n- 2\n# c\n- 3\n- 1\n");
  });

  test("leaves lists in brackets alone", () => {
    expect(edited("a: [1]\nb:\n  - 2\n", join)).toBeUndefined();
  });
});

describe("nestEntry and liftMap", () => {
  test("put an entry below new keys with the comment above it, and get it back", () => {
    const text = "spec:\n  # why\n  ref:\n    name: a # which\n  x: y\n";
    const nested = edited(text, (file, root) =>
      nestEntry(file, root.at("spec", "ref"), "chart:\n  spec:", 4, "sourceRef"),
    );
    expect(nested).toBe("spec:\n  chart:\n    spec:\n      # why\n      sourceRef:\n        name: a # which\n  x: y\n");
    const lifted = edited(nested ?? "", (file, root) => {
      const chart = root.at("spec", "chart");
      return liftMap(file, chart, chart.at("spec", "sourceRef"), "ref");
    });
    expect(lifted).toBe("spec:\n  ref:\n    # why\n    name: a # which\n  x: y\n");
  });

  test("keep the comments of what is dropped", () => {
    const text =
      "chart: # c\n  spec:\n    # d\n    version: 1 # e\n    ref:\n      # f\n      name: a\n\n      kind: b\n";
    const lifted = edited(text, (file, root) =>
      liftMap(file, root.get("chart"), root.at("chart", "spec", "ref"), "ref"),
    );
    expect(lifted).toBe("ref: # c\n  # d\n  # f\n  name: a\n\n  kind: b\n");
  });

  test.each([
    ["in braces", "chart:\n  spec: {ref: {name: a}}\n"],
    ["behind an alias", "x: &x\n  ref:\n    name: a\nchart:\n  spec: *x\n"],
    ["with an anchor that would go", "chart:\n  version: &v 1\n  spec:\n    ref:\n      name: a\nx: *v\n"],
  ])("leave alone what is %s", (_, text) => {
    expect(
      edited(text, (file, root) => liftMap(file, root.get("chart"), root.at("chart", "spec", "ref"), "ref")),
    ).toBeUndefined();
  });
});

describe("removeEntries", () => {
  const remove =
    (...keys: string[]): Edit =>
    (file, root) =>
      removeEntries(
        file,
        keys.map((key) => root.at("list", 0, key)),
      );

  test.each([
    ["behind the dash", "list:\n  - a: 1 # one\n    b: 2\n    c: 3\n", ["a", "b"], "list:\n  - c: 3\n"],
    ["below it", "list:\n  - a: 1\n    # two\n    b: 2\n    c: 3\n", ["b", "c"], "list:\n  - a: 1\n    # two\n"],
    ["the first in braces", "list:\n  - {a: 1, b: 2, c: 3}\n", ["a"], "list:\n  - {b: 2, c: 3}\n"],
    ["the last in braces", "list:\n  - {a: 1, b: 2, c: 3}\n", ["c", "b"], "list:\n  - {a: 1}\n"],
  ])("takes entries %s", (_, text, keys, expected) => {
    expect(edited(text, remove(...keys))).toBe(expected);
  });

  test("leaves something", () => {
    expect(edited("list:\n  - a: 1\n    b: 2\n", remove("a", "b"))).toBeUndefined();
  });
});
