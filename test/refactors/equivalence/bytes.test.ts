import {expect, test} from "vitest";
import {comments, commentsInBlocks, lost, withoutBlocks, withoutDocuments} from "./bytes.ts";

const RELEASE = `# Head.
kind: HelmRelease
spec:
  values:
    service: {} # Ours.
    ingress: # Key.
      app:
        # Inside.
        hosts:
          - host: &host a.example.com # Host.
      # Behind.
    # Of the next one.
    persistence:
      ingress: {}
`;

test("a text without its block is the rest of it, byte for byte", () => {
  expect(withoutBlocks(RELEASE)).toBe(`# Head.
kind: HelmRelease
spec:
  values:
    service: {} # Ours.
    # Of the next one.
    persistence:
      ingress: {}
`);
  const last = "kind: HelmRelease\r\nspec:\r\n  values:\r\n    a: 1\r\n    route:\r\n      b: 2";
  expect(withoutBlocks(last)).toBe("kind: HelmRelease\r\nspec:\r\n  values:\r\n    a: 1\r\n");
  expect(withoutBlocks("kind: HelmRelease\nspec:\n  values:\n    ingress: {a: {}}\n    b: 1\n")).toBe(
    "kind: HelmRelease\nspec:\n  values:\n    b: 1\n",
  );
});

test("comments are found wherever they stand", () => {
  expect(commentsInBlocks(RELEASE)).toEqual(["# Key.", "# Inside.", "# Host.", "# Behind."]);
  expect(comments("a: '# no' # yes\nb: [1, # one\n  2]\n")).toEqual(["# yes", "# one"]);
});

test("what is lost is counted", () => {
  expect(lost(["# a", "# a", "# b"], ["# b", "# a"])).toEqual(["# a"]);
});

test("documents of a kind are taken out", () => {
  expect(withoutDocuments("kind: A\n---\nkind: B\n---\nkind: C\n", ["B"])).toBe("kind: A\n---\nkind: C\n");
});
