import {describe, expect, test} from "vitest";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";
import {numberOr, select, stringOr} from "../../server/src/engine/yaml/select.ts";

const root = parseYaml(
  "a.yaml",
  `
spec:
  base: &base {name: base}
  rules:
    - filters: [{type: A}, {type: B}]
    - filters: []
    - filters: \${FILTERS}
    - *base
    - filters:
        - {type: C}
        - <<: *base
  empty:
  port: 80
  text: "80"
  unknown: \${X}
`,
).documents[0]!.root;

const names = (path: string): string[] => select(root, path).map((field) => field.name);

describe("select", () => {
  test("finds every item of every list", () => {
    expect(select(root, "spec.rules[].filters[].type").map((field) => field.string)).toEqual([
      "A",
      "B",
      "C",
      undefined,
    ]);
  });

  test("follows merge keys", () => {
    expect(select(root, "spec.rules[].filters[].name").map((field) => field.string)).toContain("base");
  });

  test("gives a last key whether the map has it or not", () => {
    expect(names("spec.rules[].filters")).toEqual([0, 1, 2, 3, 4].map((i) => `spec.rules[${i}].filters`));
    expect(select(root, "spec.nothing.at.all").map((field) => field.type)).toEqual(["missing"]);
  });

  test("finds no items where no list is", () => {
    expect(select(root, "spec.port[]")).toEqual([]);
    expect(select(root, "spec.nothing[].at")).toEqual([]);
  });
});

test("stringOr and numberOr assume what is left out, and nothing about what is unknown or of another type", () => {
  const spec = root.get("spec");
  expect(["nothing", "empty", "text", "port", "unknown"].map((key) => stringOr(spec.get(key), "default"))).toEqual([
    "default",
    "default",
    "80",
    undefined,
    undefined,
  ]);
  expect(["nothing", "empty", "text", "port", "unknown"].map((key) => numberOr(spec.get(key), 1))).toEqual([
    1,
    1,
    undefined,
    80,
    undefined,
  ]);
});
