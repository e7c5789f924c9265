import {describe, expect, test} from "vitest";
import type {Field} from "../../server/src/engine/yaml/field.ts";
import {parseEmbedded, parseYaml, type YamlFile} from "../../server/src/engine/yaml/parse.ts";
import {walk} from "../../server/src/engine/yaml/walk.ts";

const fileOf = (text: string): YamlFile => parseYaml("a.yaml", text);
const rootOf = (text: string): Field => fileOf(text).documents[0]!.root;
const textAt = (text: string, {start, end}: {start: number; end: number}): string => text.slice(start, end);

const TEXT = `\
spec: # all
  chart: &chart
    name: plex
  copy: *chart
  list:
    - a
    - b: "x"
  none:
  merged:
    <<: *chart
    version: 1.10
`;

describe("places", () => {
  const root = rootOf(TEXT);

  test("a path that leads nowhere is a field too", () => {
    const field = root.at("spec", "nothing", 3, "here");
    expect([field.type, field.exists, field.string, field.path]).toEqual([
      "missing",
      false,
      undefined,
      ["spec", "nothing", 3, "here"],
    ]);
    expect(textAt(TEXT, field.mark)).toBe("spec");
  });

  test("types", () => {
    const types = ["chart", "copy", "list", "none", "nothing"].map((key) => root.at("spec", key).type);
    expect(types).toEqual(["map", "map", "list", "null", "missing"]);
    expect(root.at("spec", "none").exists).toBe(false);
  });

  test("aliases and merge keys are followed", () => {
    expect(root.at("spec", "copy", "name").string).toBe("plex");
    expect(root.at("spec", "merged", "name").string).toBe("plex");
    expect(root.at("spec", "merged").entries.map(({key}) => key)).toEqual(["version"]);
    expect(root.at("spec", "merged").mergedEntries.map(({key}) => key)).toEqual(["name", "version"]);
  });

  test("an alias sees only what is before it, and the last of two anchors", () => {
    const two = rootOf("a: &x 1\nb: *x\nc: &x 2\nd: *x\ne: *y\nf: &y 3\n");
    expect(["b", "d"].map((key) => two.get(key).number)).toEqual([1, 2]);
    expect([two.get("e").isAlias, two.get("e").target]).toEqual([true, undefined]);
  });

  test("marks: a scalar as it is written, the key of a map or list", () => {
    expect(textAt(TEXT, root.at("spec", "list", 1, "b").mark)).toBe('"x"');
    expect(textAt(TEXT, root.at("spec", "chart").mark)).toBe("chart");
    expect(textAt(TEXT, root.at("spec", "list", 1).mark)).toBe('b: "x"');
    expect(textAt(TEXT, root.at("spec", "none").mark)).toBe("none");
  });

  test("names are paths as people write them", () => {
    expect(root.at("spec", "list", 1, "b").name).toBe("spec.list[1].b");
    expect(rootOf("a:\n  b.c/d: 1\n").at("a", "b.c/d").name).toBe('a["b.c/d"]');
  });

  test("numbers keep the way they are written", () => {
    expect([root.at("spec", "merged", "version").number, root.at("spec", "merged", "version").written]).toEqual([
      1.1,
      "1.10",
    ]);
  });

  test("a walk meets everything once, in text order", () => {
    const keys = [...walk(root)].map(({key}) => key);
    expect(keys).toEqual([
      undefined,
      "spec",
      "chart",
      "name",
      "copy",
      "list",
      0,
      1,
      "b",
      "none",
      "merged",
      "version",
      "<<",
    ]);
  });
});

describe("where contents end", () => {
  test.each([
    ["a:\n  b: 1 # x\n  # c\nd: 2\n", "a:\n  b: 1"],
    ["a: |\n  x\n  # text\n\n# c\nd: 2\n", "a: |\n  x\n  # text\n"],
    ["a: |+\n  x\n\nd: 2\n", "a: |+\n  x\n\n"],
    ["a:\n  - 1\n  - x:\n  # c\nd: 2\n", "a:\n  - 1\n  - x:"],
    ["a: [1,\n 2] # c\nd: 2\n", "a: [1,\n 2]"],
    ["a:\nd: 2\n", "a"],
    ["x: &x 1\na:\n  <<: *x\nd: 2\n", "a:\n  <<: *x"],
  ])("%j", (text, expected) => {
    const field = rootOf(text).get("a");
    const contents = text.slice(field.keySpan!.start, field.contentEnd);
    // Whether the colon behind a key without a value counts makes no difference to anybody.
    expect(contents.replace(/:$/, "")).toBe(expected.replace(/:$/, ""));
  });
});

describe("documents", () => {
  test("offsets count from the start of the file, with either line break", () => {
    for (const newline of ["\n", "\r\n"]) {
      const text = ["a: 1", "---", "# c", "b: 2", "...", "---", "c: 3"].join(newline);
      const spans = fileOf(text).documents.map(({root}) => textAt(text, root.entries[0]!.span));
      expect(spans).toEqual(["1", "2", "3"]);
    }
  });

  test.each(["", "\n\n", "# only a comment\n", "---\n", "--- # c\n...\n", "%YAML 1.2\n---\n"])(
    "%j holds nothing",
    (text) => {
      for (const {root, problems} of fileOf(text).documents) expect([root.exists, problems]).toEqual([false, []]);
    },
  );

  test("YAML in a block text is parsed in its place", () => {
    const text = "a:\n  - b: |-\n      x: 1\n      # c\n      y:\n        - |\n          z: 2\n    c: 3\n";
    const file = fileOf(text);
    const [inner] = parseEmbedded(file, file.documents[0]!.root.at("a", 0, "b"))!;
    expect(textAt(text, inner!.root.get("x").span)).toBe("1");
    const [innermost] = parseEmbedded(file, inner!.root.at("y", 0))!;
    expect(textAt(text, innermost!.root.get("z").span)).toBe("2");
  });

  test("a block text may hold several documents", () => {
    const text = "patch: |\n  # first\n  ---\n  a: 1\n  --- # second\n  b: 2\n  text: |\n    ---\n  ---\n";
    const file = fileOf(text);
    const documents = parseEmbedded(file, file.documents[0]!.root.get("patch"))!.filter(({root}) => root.exists);
    expect(documents.map(({root}) => root.entries.map(({key}) => key))).toEqual([["a"], ["b", "text"]]);
    expect(textAt(text, documents[1]!.root.get("b").span)).toBe("2");
  });

  test.each(["a: >\n  b: 1\n", 'a: "b: 1"\n', "a: b\n"])("%j hides the places of its parts", (text) => {
    const file = fileOf(text);
    expect(parseEmbedded(file, file.documents[0]!.root.get("a"))).toBeUndefined();
  });
});
