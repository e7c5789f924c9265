import {describe, expect, test} from "vitest";
import {applyEdits, type TextEdit} from "../../server/src/engine/text/edit.ts";
import {
  indentEntries,
  indentStep,
  outdentEntry,
  unwrapList,
  wrapInList,
} from "../../server/src/engine/yaml/edit/indent.ts";
import {addEntries, addItem} from "../../server/src/engine/yaml/edit/insert.ts";
import {renameKey} from "../../server/src/engine/yaml/edit/key.ts";
import {mapText} from "../../server/src/engine/yaml/edit/map-text.ts";
import {moveItems} from "../../server/src/engine/yaml/edit/move.ts";
import {removeField} from "../../server/src/engine/yaml/edit/remove.ts";
import {quoteScalar, replaceScalar, scalarText, unquoteScalar} from "../../server/src/engine/yaml/edit/scalar.ts";
import type {Field} from "../../server/src/engine/yaml/field.ts";
import {parseYaml, type YamlFile} from "../../server/src/engine/yaml/parse.ts";

/** The text after an operation on its root; undefined where the operation refuses. */
function edited(
  text: string,
  operation: (file: YamlFile, root: Field) => readonly TextEdit[] | undefined,
): string | undefined {
  const file = parseYaml("a.yaml", text);
  const edits = operation(file, file.documents[0]!.root);
  return edits && applyEdits(text, edits);
}

describe("removing", () => {
  const without = (text: string, ...path: (string | number)[]) =>
    edited(text, (file, root) => removeField(file, root.at(...path)));

  test("takes the lines of the value and leaves comments of their own", () => {
    expect(without("a: 1\n# about b\nb: | # text\n  x\n  # text\n\n# about c\nc: 2\n", "b")).toBe(
      "a: 1\n# about b\n\n# about c\nc: 2\n",
    );
  });

  test("takes an item with what is in it", () => {
    expect(without("a:\n  - x: 1\n    y: 2\n  # z\n  - z\n", "a", 0)).toBe("a:\n  # z\n  - z\n");
    expect(without("a:\r\n- x\r\n- y", "a", 1)).toBe("a:\r\n- x\r\n");
  });

  test.each([
    ["the only entry", "a: 1\n", ["a"]],
    ["an entry in braces", "{a: 1, b: 2}\n", ["a"]],
    ["an entry behind a dash", "- a: 1\n  b: 2\n", [0, "a"]],
    ["an anchor that others may use", "a: &x 1\nb: *x\n", ["a"]],
    ["what an alias stands for", "a: &x {y: 1, z: 2}\nb: *x\n", ["b", "y"]],
    ["what a merge brings in", "a: &x\n  y: 1\n  z: 2\nb:\n  <<: *x\n  c: 1\n", ["b", "y"]],
    ["an entry behind a text that would take the blank lines", "a: |+\n  x\nb: 1\n\nc: 2\n", ["b"]],
  ] as const)("refuses %s", (_, text, path) => {
    const result = without(text, ...path);
    // What a merge brings in stands where it is written, and may be removed there.
    expect(result === undefined || !result.includes("y: 1")).toBe(true);
    if (path[1] !== "y" || path[0] !== "b") expect(result).toBeUndefined();
  });
});

describe("adding", () => {
  test("an entry comes behind a neighbour and the comments that are deeper than it", () => {
    const text = "a:\n  b: 1\n  # in a\n# of c\nc: 2\n";
    expect(edited(text, (file, root) => addEntries(file, root, "n: 1", "a"))).toBe(
      "a:\n  b: 1\n  # in a\nn: 1\n# of c\nc: 2\n",
    );
  });

  test("lines follow the margin, the line breaks and the end of the file", () => {
    expect(edited("a:\r\n    b: 1", (file, root) => addEntries(file, root.get("a"), "n:\n  - x"))).toBe(
      "a:\r\n    b: 1\r\n    n:\r\n      - x",
    );
  });

  test("an item keeps the distance behind the dash", () => {
    expect(edited("a:\n-   x # c\n", (file, root) => addItem(file, root.get("a"), "y: 1\nz: 2"))).toBe(
      "a:\n-   x # c\n-   y: 1\n    z: 2\n",
    );
  });

  test("refuses what is in brackets, empty or an alias", () => {
    for (const text of ["a: {b: 1}", "a: {}", "a:", "x: &x\n  b: 1\na: *x"]) {
      expect(edited(text, (file, root) => addEntries(file, root.get("a"), "n: 1"))).toBeUndefined();
    }
    for (const text of ["a: [b]", "a: []", "a:\n  -\n    - b\n"]) {
      expect(edited(text, (file, root) => addItem(file, root.get("a"), "n"))).toBeUndefined();
    }
  });
});

describe("scalars", () => {
  test.each([
    ["plain", "plain"],
    ["", '""'],
    ["1.10", '"1.10"'],
    ["yes", '"yes"'],
    ["0777", '"0777"'],
    ["12:30", '"12:30"'],
    ["*.example.com", '"*.example.com"'],
    ["a: b", '"a: b"'],
    ["a #b", '"a #b"'],
    ["@x", '"@x"'],
    ["${VAR}", "${VAR}"],
    ["{{ x }}", '"{{ x }}"'],
    [5, "5"],
    [true, "true"],
  ])("%j is written %s", (value, text) => {
    expect(scalarText(value)).toBe(text);
    expect(parseYaml("a.yaml", `a: ${text}\n`).documents[0]!.root.get("a").scalar).toBe(value);
  });

  test("a new value keeps the quotes of the old one, and the comment behind it", () => {
    expect(edited("a: 'x' # c\n", (_, root) => replaceScalar(root.get("a"), "it's"))).toBe("a: 'it''s' # c\n");
    expect(edited('a: "x"\n', (_, root) => replaceScalar(root.get("a"), 'say "y"'))).toBe('a: "say \\"y\\""\n');
    expect(edited("a: x\n", (_, root) => replaceScalar(root.get("a"), "no"))).toBe('a: "no"\n');
  });

  test("aliases, anchors and block texts are left alone", () => {
    for (const text of ["x: &x 1\na: *x\n", "a: &a 1\n", "a: |\n  1\n", "a: {}\n", "a:\n"]) {
      expect(edited(text, (_, root) => replaceScalar(root.get("a"), "new"))).toBeUndefined();
    }
  });

  test("quotes come and go", () => {
    expect(edited("a: 1.10 # c\n", (_, root) => quoteScalar(root.get("a")))).toBe('a: "1.10" # c\n');
    expect(edited("a: '5'\n", (_, root) => unquoteScalar(root.get("a")))).toBe("a: 5\n");
    expect(edited("a: 'x'\n", (_, root) => unquoteScalar(root.get("a")))).toBeUndefined();
  });

  test("a key is renamed unless the name is taken", () => {
    expect(edited("a: &a # c\n  b: 1\n", (_, root) => renameKey(root.get("a"), "new"))).toBe("new: &a # c\n  b: 1\n");
    expect(edited("a: 1\nb: 2\n", (_, root) => renameKey(root.get("a"), "b"))).toBeUndefined();
  });
});

describe("moving in and out", () => {
  test("entries move right with the comments above them", () => {
    const text = "a:\n# of b\nb: |\n  x\n\n  y\nc: [1,\n  2]\nd: 3\n";
    const result = edited(text, (file, root) =>
      indentEntries(file, [root.get("b"), root.get("c")], indentStep(file, root)),
    );
    expect(result).toBe("a:\n  # of b\n  b: |\n    x\n\n    y\n  c: [1,\n    2]\nd: 3\n");
  });

  test("the last entry of a map moves left, and with it what is in it", () => {
    const text = "a:\n  b:\n    c: 1\n    d:\n      # e\n      e: 2\n";
    expect(edited(text, (file, root) => outdentEntry(file, root.at("a", "b", "d"), 2))).toBe(
      "a:\n  b:\n    c: 1\n  d:\n    # e\n    e: 2\n",
    );
  });

  test("a value becomes the only item of a list", () => {
    const wrapped = (text: string) => edited(text, (file, root) => wrapInList(file, root.get("a")));
    expect(wrapped("a:\n  b: 1 # c\n  d: |\n    x\n")).toBe("a:\n  - b: 1 # c\n    d: |\n      x\n");
    expect(wrapped("a: x.yaml # c\n")).toBe("a: [x.yaml] # c\n");
    expect(wrapped("a: {b: 1}\n")).toBe("a: [{b: 1}]\n");
    for (const text of ["a: x, y\n", "a: |\n  x\n", "a: &x 1\n", "a:\n  - x\n"]) expect(wrapped(text)).toBeUndefined();
  });

  test("the only item of a list takes the place of the list", () => {
    const unwrapped = (text: string) => edited(text, (file, root) => unwrapList(file, root.get("a")));
    expect(unwrapped("a:\n  -  b: 1 # c\n     d: 2\n")).toBe("a:\n  b: 1 # c\n  d: 2\n");
    expect(unwrapped("a:\n- b: 1\n  d: 2\n")).toBe("a:\n  b: 1\n  d: 2\n");
    for (const text of ["a:\n  - b: 1\n  - c: 2\n", "a:\n  - b\n", "a: [{b: 1}]\n"])
      expect(unwrapped(text)).toBeUndefined();
  });

  test("the entries of a map come without their margin", () => {
    const textOf = (text: string) => {
      const file = parseYaml("a.yaml", text);
      return mapText(file, file.documents[0]!.root.get("a"));
    };
    expect(textOf("a:\n    b: 1 # c\n    # d\n    e:\n      f: 2\ng: 3\n")).toBe("b: 1 # c\n# d\ne:\n  f: 2");
    expect(textOf("a: {b: 1}\n")).toBe("{b: 1}");
    expect(textOf("a: 1\n")).toBeUndefined();
  });
});

describe("moving items to another list", () => {
  const moved = (text: string, ...indexes: number[]) =>
    edited(text, (file, root) =>
      moveItems(
        file,
        indexes.map((index) => root.get("a").item(index)),
        "b",
      ),
    );

  test("comments above and behind go along", () => {
    expect(moved("a:\n  - x\n  # of y\n  - y # too\nb:\n- z # z\n", 1)).toBe(
      "a:\n  - x\nb:\n- z # z\n# of y\n- y # too\n",
    );
  });

  test("items of several lines take the margin of their new place", () => {
    expect(moved("a:\n    - x:\n        y: |\n          z\n    - w\nb:\n  -  v\n", 0)).toBe(
      "a:\n    - w\nb:\n  -  v\n  -  x:\n       y: |\n         z\n",
    );
  });

  test("a list that is not there is made behind the old one", () => {
    expect(moved("a:\n- x\n- y\nc: 1\n", 0)).toBe("a:\n- y\nb:\n- x\nc: 1\n");
  });

  test("a list that would be empty goes, or takes the new name", () => {
    expect(moved("a:\n  # of x\n  - x\nc: 1\n", 0)).toBe("b:\n  # of x\n  - x\nc: 1\n");
    expect(moved("b:\n  - z\na:\n  - x\nc: 1\n", 0)).toBe("b:\n  - z\n  - x\nc: 1\n");
  });

  test("between brackets only short items move", () => {
    expect(moved("a: [x, y]\nb: [z]\n", 0)).toBe("a: [y]\nb: [z, x]\n");
    expect(moved("a: [x, y]\nc: 1\n", 1)).toBe("a: [x]\nb:\n  - y\nc: 1\n");
    expect(moved("a:\n  - x # c\n  - y\nb: [z]\n", 0)).toBeUndefined();
  });

  test("anchors stay where they are", () => {
    expect(moved("a:\n  - &x x\n  - *x\n", 0)).toBeUndefined();
  });
});
