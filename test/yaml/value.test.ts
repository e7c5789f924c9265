import {describe, expect, test} from "vitest";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";
import {fieldAt, plainValue, pointerOf, type YamlVersion} from "../../server/src/engine/yaml/value.ts";

const read = (text: string, version?: YamlVersion) => plainValue(parseYaml("a.yaml", text).documents[0]!.root, version);

/** Texts as kustomize prints them after reading them: what Go makes of plain scalars. */
const GO_SCALARS: readonly (readonly [string, unknown])[] = [
  ["1_000", 1000],
  ["0b11", 3],
  ["-0x1F", -31],
  ["+0o17", 15],
  ["1_0.5", 10.5],
  ["1_0e5", 1_000_000],
  ["0_7", 7],
  ["09", 9],
  ["0X1F", 31],
  ["0x_1F", 31],
  ["1_", 1],
  [".5_0", 0.5],
  ["5.", 5],
  ["-.5", -0.5],
  ["0777", 511],
  ["-0777", -511],
  ["08_1", 81],
  ["1e3", 1000],
  ["0.1.2", "0.1.2"],
  ["_10", "_10"],
  ["10:20", "10:20"],
  ["0x", "0x"],
  ["0b2", "0b2"],
  ["6e71234", "6e71234"],
  ["true", true],
  ["True", true],
  ["yes", "yes"],
  ["off", "off"],
  ['"1"', "1"],
  ["!!str 1", "1"],
  ["2024-01-01", "2024-01-01"],
];

describe("scalars", () => {
  test.each(GO_SCALARS)("%s", (text, value) => {
    expect(read(`a: ${text}`).value).toEqual({a: value});
  });

  test.each([
    ["yes", true],
    ["Off", false],
    ["N", false],
    ["yEs", "yEs"],
    ['"yes"', "yes"],
    ["true", true],
  ])("%s in YAML 1.1", (text, value) => {
    expect(read(`a: ${text}`, "1.1").value).toEqual({a: value});
  });
});

describe("maps and lists", () => {
  test("entries without a value are left out of maps, and null in lists", () => {
    expect(read("a:\nb: ~\nc: [1, ~]\nd: {e: null}\n").value).toEqual({c: [1, null], d: {}});
  });

  test("the last of two equal keys counts", () => {
    expect(read("a: 1\na: 2\n").value).toEqual({a: 2});
  });

  test("aliases and merge keys are followed; own entries and earlier maps go first", () => {
    const text = "base: &a {x: 1, y: 1}\nmore: &b {y: 2, z: 2}\nown:\n  <<: [*a, *b]\n  x: 3\ncopy: *a\n";
    expect(read(text).value).toMatchObject({own: {x: 3, y: 1, z: 2}, copy: {x: 1, y: 1}});
  });

  test("a key may be called like a member of every object", () => {
    const value = read("__proto__: {polluted: true}\nconstructor: 1\n").value as object;
    expect(Object.keys(value)).toEqual(["__proto__", "constructor"]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("keys are texts, whatever they look like", () => {
    expect(read("1: a\ntrue: b\nnull: c\n").value).toEqual({"1": "a", true: "b", null: "c"});
  });
});

describe("what only the cluster knows", () => {
  test.each([
    "${VAR}",
    "$${VAR}",
    "prefix-${VAR:=default}",
    '"${VAR:-a b}"',
    "${#VAR}",
    "${VAR^^}",
    "${VAR//a/b}",
    "${VAR:0:3}",
    "ENC[AES256_GCM,data:cQ==,iv:a,tag:b,type:str]",
  ])("%s", (text) => {
    expect([...read(`a:\n  b: ${text}\n  c: known\n`).unknown]).toEqual(["/a/b"]);
  });

  test("a key that is substituted makes its map unknown, an alias of nothing its place", () => {
    expect([...read("a:\n  ${KEY}: 1\n  b: 2\nc: *nowhere\n").unknown]).toEqual(["/a", "/c"]);
  });

  test("a dollar alone is a text", () => {
    expect(read("a: $VAR\nb: $(VAR)\nc: 5$\n").unknown.size).toBe(0);
  });
});

test("pointers and fields lead to each other", () => {
  const {root} = parseYaml("a.yaml", "a/b:\n  - c~d: x\n").documents[0]!;
  const pointer = pointerOf(["a/b", 0, "c~d"]);
  expect(pointer).toBe("/a~1b/0/c~0d");
  expect(fieldAt(root, pointer).string).toBe("x");
  expect(fieldAt(root, "/a~1b/1/x").type).toBe("missing");
});
