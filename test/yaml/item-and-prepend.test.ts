import {describe, expect, test} from "vitest";
import {applyEdits, type TextEdit} from "../../server/src/engine/text/edit.ts";
import {removeItem} from "../../server/src/engine/yaml/edit/item.ts";
import {prependEntries} from "../../server/src/engine/yaml/edit/prepend.ts";
import type {Field} from "../../server/src/engine/yaml/field.ts";
import {parseYaml, type YamlFile} from "../../server/src/engine/yaml/parse.ts";

type Edit = (file: YamlFile, root: Field) => TextEdit[] | undefined;

/** The text after an operation; undefined where the operation is not possible. */
function edited(text: string, edit: Edit, document = 0): string | undefined {
  const file = parseYaml("a.yaml", text);
  const edits = edit(file, file.documents[document]!.root);
  return edits && applyEdits(text, edits);
}

describe("removeItem", () => {
  const first: Edit = (file, root) => removeItem(file, root.at("list", 0));

  test("removes one of several items and leaves the comments", () => {
    expect(edited("list:\n  # one\n  - a: 1\n    b: 2\n  # two\n  - c\n", first)).toBe(
      "list:\n  # one\n  # two\n  - c\n",
    );
  });

  test("removes the list with its only item", () => {
    expect(edited("list:\n  - a: 1\nrest: 2\n", first)).toBe("rest: 2\n");
  });

  test("leaves alone what can't be taken out", () => {
    expect(edited("list:\n  - a\n", first), "the only entry of its map").toBeUndefined();
    expect(edited("list: [a, b]\n", first), "brackets").toBeUndefined();
    expect(edited("list:\n  - &a a\n  - *a\n", first), "an anchor that is used").toBeUndefined();
    expect(edited("x: &l\n  - a\n  - b\nlist: *l\n", first), "a list that stands elsewhere").toBeUndefined();
  });
});

describe("prependEntries", () => {
  const type: Edit = (file, root) => prependEntries(file, root, "apiVersion: v1\nkind: Pod");
  const nested: Edit = (file, root) => prependEntries(file, root.get("a"), "x: 1\ny:\n  z: 2");

  test("puts entries before the first, behind the comments above it", () => {
    expect(edited("---\n# a pod\nmetadata:\n  name: a\n", type)).toBe(
      "---\n# a pod\napiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n",
    );
    expect(edited("a: 1\n---\nb: 2\n", type, 1)).toBe("a: 1\n---\napiVersion: v1\nkind: Pod\nb: 2\n");
  });

  test("indents what it puts in, and keeps the line endings", () => {
    expect(edited("a:\r\n  b: 1\r\n", nested)).toBe("a:\r\n  x: 1\r\n  y:\r\n    z: 2\r\n  b: 1\r\n");
  });

  test("leaves flow maps, empty maps and aliases alone", () => {
    for (const text of ["a: {b: 1}\n", "a: {}\n", "b: &b\n  c: 1\na: *b\n", "a:\n"]) {
      expect(edited(text, nested), text).toBeUndefined();
    }
  });
});
