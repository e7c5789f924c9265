import {describe, expect, test} from "vitest";
import {foldsOf} from "../../server/src/engine/features/folding.ts";
import {workspaceOf} from "../support/check.ts";

/** The first and last lines of what can be folded, counted from 1 as people do; comments with a `#`. */
function folds(text: string, path = "app.yaml"): string[] | undefined {
  const found = foldsOf(workspaceOf({[path]: text}), path);
  return found?.map(({first, last, isComment}) => `${isComment ? "#" : ""}${first + 1}-${last + 1}`);
}

const APP = `apiVersion: v1
kind: ConfigMap
metadata:
  name: app
  labels:
    a: b

# About the data,
# in two lines.
data:
  script: |
    # no comment
    # of YAML

    exit

`;

describe("folds", () => {
  test("maps, block scalars and comments; blank lines behind them stay", () => {
    expect(folds(APP)).toEqual(["3-6", "5-6", "#8-9", "10-15", "11-15"]);
  });

  test("documents from their separators", () => {
    expect(folds(`---\n${APP}---\n${APP}`)).toEqual([
      "1-16",
      "4-7",
      "6-7",
      "#9-10",
      "11-16",
      "12-16",
      "18-33",
      "21-24",
      "23-24",
      "#26-27",
      "28-33",
      "29-33",
    ]);
    expect(folds("apiVersion: v1\nkind: A\n---\napiVersion: v1\nkind: B\n")).toEqual(["1-2", "3-5"]);
  });

  test("lists, their items, and brackets but for the last line", () => {
    const text = `apiVersion: v1
kind: Pod
spec:
  containers:
    - name: a
      args: [
        x,
      ]
    - name: b
  compact:
  - a
  - b: 1
    c: 2
`;
    expect(folds(text)).toEqual(["3-13", "4-9", "5-8", "6-7", "10-13", "12-13"]);
  });

  test("inside of an inline patch", () => {
    const text = `kind: Kustomization
patches:
  - patch: |
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: app
      data:
        a: b
`;
    expect(folds(text, "kustomization.yaml")).toEqual(["2-9", "3-9", "6-7", "8-9"]);
  });

  test("what can be read of a broken text", () => {
    expect(folds(`${APP}\tx: [\n`)).toEqual(expect.arrayContaining(["3-6", "5-6"]));
  });

  test("a line that carries two is folded as the outer one, windows line breaks too", () => {
    expect(folds(APP.replaceAll("\n", "\r\n"))).toEqual(folds(APP));
  });

  test("files of others are left to others", () => {
    expect(folds("services:\n  web:\n    image: a\n")).toBeUndefined();
    expect(folds("apiVersion: v1\nkind: A\nmetadata:\n  {{- with .Values }}\n  a: b\n")).toBeUndefined();
  });
});
