import {describe, expect, test} from "vitest";
import {checkFile} from "../../server/src/engine/rules/run.ts";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";
import {plainValue} from "../../server/src/engine/yaml/value.ts";
import {schemas, workspaceOf} from "../support/check.ts";

const HELM_RELEASE =
  "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: app\nspec:\n  interval: 1h\n";
const lines = (count: number, line: (i: number) => string): string =>
  Array.from({length: count}, (_, i) => line(i)).join("");

/** Each level stands for ten of the level before it. */
const BOMB = `${HELM_RELEASE}  values:\n    a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${lines(12, (i) => `    a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(", ")}]\n`)}`;

/** Texts that nobody writes and somebody sends. */
const TEXTS: Readonly<Record<string, string>> = {
  empty: "",
  "only line breaks": "\n\r\n\n",
  "only comments": "# a\n  # b\n",
  "only a directive": "%YAML 1.2\n",
  "a directive and a document": "%YAML 1.1\n%TAG ! tag:example.com,2000:\n---\na: 1\n",
  "a byte order mark": `\uFEFF${HELM_RELEASE}`,
  "a NUL": `${HELM_RELEASE}  values:\n    a: "x\0y"\n`,
  "control characters": "a: \x01\x02\x7f\nb\x00: c\n",
  "half a surrogate pair": "a: \uD800\n\uDC00: b\n",
  "carriage returns alone": "a: 1\rb: 2\r",
  "a hundred document markers": "---\n".repeat(100),
  "an alias bomb": BOMB,
  "an alias of itself": "a: &a\n  b: *a\n  c: [*a]\n",
  "aliases in a circle": "a: &a\n  x: *b\nb: &b\n  y: *a\n",
  "a merge of itself": "a: &a\n  <<: *a\n  b: 1\n",
  "many aliases": `a: &a {b: 1}\nlist:\n${"  - *a\n".repeat(5000)}`,
  "ten thousand brackets": "[".repeat(10_000),
  "ten thousand brackets, closed": `a: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`,
  "ten thousand braces": `a: ${"{a: ".repeat(10_000)}`,
  "two thousand levels": lines(2000, (i) => `${" ".repeat(i)}a:\n`),
  "five thousand dashes in a line": `a:\n  ${"- ".repeat(5000)}x\n`,
  "a line of a megabyte": `a: ${"x".repeat(1_000_000)}\n`,
  "a key of a megabyte": `${"x".repeat(1_000_000)}: a\n`,
  "a hundred thousand lines": HELM_RELEASE + "  values:\n" + lines(100_000, (i) => `    key${i}: value\n`),
  "a hundred thousand items": HELM_RELEASE + "  values:\n    list:\n" + lines(100_000, (i) => `      - ${i}\n`),
  "twenty thousand equal keys": "a: 1\n".repeat(20_000),
  "ten thousand documents": "kind: A\napiVersion: v1\n---\n".repeat(10_000),
  "a quote that is never closed": `a: "${"x\n".repeat(20_000)}`,
  "twenty thousand quotes": `a: ${'"'.repeat(20_001)}\n`,
  "ten thousand tabs": "\t".repeat(10_000),
  "ten thousand lines of tabs": "a: b\n\t\n".repeat(10_000),
  "keys of every object": "__proto__: {a: 1}\nconstructor: {prototype: 1}\ntoString: x\nhasOwnProperty: y\n",
  "a schema's words": `${HELM_RELEASE}  __proto__: 1\n  constructor: 2\n  toString: 3\n`,
  "colons and dashes": ":-:-:\n- : - :\n? ? ?\n",
  "tags and anchors of nothing": "!!str\n&a\n!<x> &b !c\n*d\n",
};

describe.each(Object.entries(TEXTS))("%s", (_, text) => {
  // The limit is for what is quadratic or endless; a busy machine needs some of it.
  test("is parsed, read and checked to the end, without an exception", {timeout: 60_000}, () => {
    for (const {root} of parseYaml("app.yaml", text).documents) plainValue(root);
    // The names decide what a file is taken for; of long texts one is enough.
    const names = ["app.yaml", "kustomization.yaml", ".flux-workbench.yaml"].slice(0, text.length > 100_000 ? 1 : 3);
    for (const path of names) {
      const {failures} = checkFile(workspaceOf({[path]: text}), schemas, path);
      expect(failures.map(({rule, error}) => `${rule}: ${error}`)).toEqual([]);
    }
  });
});

test("a patch that holds a patch that holds a patch …", () => {
  let text = "spec: {}\n";
  for (let level = 0; level < 60; level++) {
    const inner = text.replaceAll(/^/gm, "        ").trimEnd();
    text = `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: a\nspec:\n  patches:\n    - patch: |\n${inner}\n`;
  }
  const workspace = workspaceOf({"ks.yaml": text});
  expect(checkFile(workspace, schemas, "ks.yaml").failures).toEqual([]);
});
