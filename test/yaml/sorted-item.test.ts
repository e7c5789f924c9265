import {expect, test} from "vitest";
import {applyEdits} from "../../server/src/engine/text/edit.ts";
import {addSorted} from "../../server/src/engine/yaml/edit/sorted-item.ts";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";

/** The text after `item` is added to `resources`; undefined where that is not possible. */
function added(text: string, item: string, after?: string): string | undefined {
  const file = parseYaml("kustomization.yaml", text);
  const root = file.documents[0]!.root;
  const isPinned = (path: string): boolean => path.endsWith("namespace.yaml");
  const edits = addSorted(file, root, "resources", item, {isPinned, ...(after !== undefined && {after})});
  return edits && applyEdits(text, edits);
}

test.each([
  [
    "between two",
    "resources:\n  - a.yaml # first\n  - c.yaml\n",
    "b.yaml",
    "resources:\n  - a.yaml # first\n  - b.yaml\n  - c.yaml\n",
  ],
  ["first of all", "resources:\n- b.yaml\n- c.yaml\n", "a.yaml", "resources:\n- a.yaml\n- b.yaml\n- c.yaml\n"],
  [
    "behind one that is pinned",
    "resources:\n  - namespace.yaml\n  - b.yaml\n  - c.yaml\n",
    "a.yaml",
    "resources:\n  - namespace.yaml\n  - a.yaml\n  - b.yaml\n  - c.yaml\n",
  ],
  [
    "last where there is no order",
    "resources:\n  - c.yaml\n  - a.yaml",
    "b.yaml",
    "resources:\n  - c.yaml\n  - a.yaml\n  - b.yaml",
  ],
  [
    "last where comments make groups",
    "resources:\n  # one\n  - a.yaml\n  # two\n  - c.yaml\nnamespace: media\n",
    "b.yaml",
    "resources:\n  # one\n  - a.yaml\n  # two\n  - c.yaml\n  - b.yaml\nnamespace: media\n",
  ],
  ["in brackets", "resources: [a.yaml, c.yaml]\n", "b.yaml", "resources: [a.yaml, b.yaml, c.yaml]\n"],
  ["with other line breaks", "resources:\r\n  - a\r\n  - c\r\n", "b", "resources:\r\n  - a\r\n  - b\r\n  - c\r\n"],
])("%s", (_, text, item, expected) => {
  expect(added(text, item)).toBe(expected);
});

test("makes the list where there is none", () => {
  expect(added("kind: Kustomization\npatches: []\n", "a.yaml", "kind")).toBe(
    "kind: Kustomization\nresources:\n  - a.yaml\npatches: []\n",
  );
});

test("leaves an empty list alone", () => {
  expect(added("resources: []\n", "a.yaml")).toBeUndefined();
});

test("makes the list as the others of the map are written", () => {
  expect(added("components:\n- ../labels\n", "a.yaml")).toBe("components:\n- ../labels\nresources:\n- a.yaml\n");
  expect(added("components: [../labels]\n", "a.yaml")).toBe("components: [../labels]\nresources:\n  - a.yaml\n");
});
