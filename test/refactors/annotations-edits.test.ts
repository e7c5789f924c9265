import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {annotationEdits, type Verdict} from "../../server/src/engine/refactors/ingressToRoute/annotations.ts";
import type {Answers} from "../../server/src/engine/refactors/refactoring.ts";
import {applyEdits, overlap} from "../../server/src/engine/text/edit.ts";
import {commentsOf} from "../../server/src/engine/yaml/comments.ts";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";
import "../support/property.ts";

type Action = Verdict["action"];

/** The text without the annotations that are not kept; undefined where it is refused. The letter says what becomes of one. */
function edited(text: string, actionOf: (key: string) => Action, answers: Answers = {}): string | undefined {
  const file = parseYaml("ingress.yaml", text);
  const annotations = file.documents[0]?.root.at("metadata", "annotations");
  if (!annotations) throw new Error("no document");
  const verdicts = annotations.mergedEntries.map(
    (field): Verdict => ({
      field,
      key: String(field.key),
      action: actionOf(String(field.key)),
      why: undefined,
      isOfRoute: true,
    }),
  );
  const edits = annotationEdits(file, annotations, verdicts, answers);
  if (edits) expect(overlap(edits)).toBe(false);
  return edits && applyEdits(text, edits);
}

/** `d/…` is dropped, `t/…` left to do, `b/…` blocks, `c/…` is converted, all others are kept. */
function byPrefix(key: string): Action {
  const actions: Record<string, Action> = {d: "drop", t: "todo", b: "block", c: "convert"};
  return actions[key.split("/")[0] ?? ""] ?? "keep";
}

describe("annotationEdits", () => {
  test.each<[string, string, string, Answers?]>([
    [
      "takes out what goes and leaves comments of what is to be done",
      'metadata:\n  annotations:\n    c/a: x\n    k/b: y # stays\n    t/c: "60"\n    d/d: z\n  name: a\n',
      'metadata:\n  annotations:\n    k/b: y # stays\n    # TODO(ingress-to-route): t/c: "60"\n  name: a\n',
    ],
    [
      "keeps comments, above and behind",
      "metadata:\n  annotations:\n    # above\n    d/a: x # behind\n    # next\n    t/b: y # it\n    k/c: z\n",
      "metadata:\n  annotations:\n    # above\n    # behind\n    # next\n    # it\n    # TODO(ingress-to-route): t/b: y\n    k/c: z\n",
    ],
    [
      "shows what was dropped to who asks for it",
      "metadata:\n  annotations:\n    d/a: 'x'\n    c/b: y\n    k/c: z\n",
      "metadata:\n  annotations:\n    # Dropped(ingress-to-route): d/a: 'x'\n    k/c: z\n",
      {comments: true},
    ],
    [
      "comments out every line of a long text",
      "metadata:\n  annotations:\n    b/a: |- # note\n      deny all;\n\n      allow 10.0.0.0/8;\n    k/c: z\n",
      "metadata:\n  annotations:\n    # note\n    # TODO(ingress-to-route): b/a: |-\n    #   deny all;\n    #\n    #   allow 10.0.0.0/8;\n    k/c: z\n",
    ],
    [
      "takes the map away with the last annotation",
      "metadata:\n  name: a\n  annotations: # of it\n    # one\n    d/a: x\n    t/b: y\n      # deep\n  labels: {}\n",
      "metadata:\n  name: a\n  # of it\n  # one\n  # TODO(ingress-to-route): t/b: y\n  # deep\n  labels: {}\n",
    ],
    [
      "keeps the file without an end",
      "metadata:\n  name: a\n  annotations:\n    t/b: y",
      "metadata:\n  name: a\n  # TODO(ingress-to-route): t/b: y",
    ],
    [
      "leaves an empty map where nothing else is",
      "metadata:\n  annotations: # c\n    d/a: x\n",
      "metadata:\n  # c\n  annotations: {}\n",
    ],
    [
      "moves an anchor to the next place that has it",
      'metadata:\n  annotations:\n    d/a: &url "https://a.example.com"\n    t/b: *url\n    k/c: *url\n    k/d: *url\n',
      'metadata:\n  annotations:\n    # TODO(ingress-to-route): t/b: *url\n    k/c: &url "https://a.example.com"\n    k/d: *url\n',
    ],
    [
      "moves an anchor out of the annotations",
      "metadata:\n  name: x\n  annotations:\n    d/a: &host a.example.com\nspec:\n  rules:\n    - host: *host\n    - host: *host\n",
      "metadata:\n  name: x\nspec:\n  rules:\n    - host: &host a.example.com\n    - host: *host\n",
    ],
    [
      "edits braces",
      "metadata:\n  annotations: {d/a: x, k/b: y, t/c: z}\n  name: a\n",
      "metadata:\n  # TODO(ingress-to-route): t/c: z\n  annotations: {k/b: y}\n  name: a\n",
    ],
    ["edits braces in braces", "metadata: {name: a, annotations: {d/a: x}}\n", "metadata: {name: a}\n"],
    [
      "keeps Windows line ends",
      "metadata:\r\n  annotations:\r\n    t/a: |\r\n      x\r\n    k/b: y\r\n",
      "metadata:\r\n  annotations:\r\n    # TODO(ingress-to-route): t/a: |\r\n    #   x\r\n    k/b: y\r\n",
    ],
    [
      "lets no comment become part of a text",
      "metadata:\n  annotations:\n    k/a: |\n      text\n    d/b: x\n      # deep\n    k/c: y\n",
      "metadata:\n  annotations:\n    k/a: |\n      text\n    # deep\n    k/c: y\n",
    ],
  ])("%s", (_, before, after, answers = {}) => {
    expect(edited(before, byPrefix, answers)).toBe(after);
  });

  test.each([
    ["an alias of a map", "x: &x {d/a: y}\nmetadata:\n  annotations: *x\n"],
    ["what a merge key brings in", "x: &x {d/a: y}\nmetadata:\n  annotations:\n    <<: *x\n    k/b: z\n"],
    ["a map that others have too", "metadata:\n  annotations: &x\n    d/a: y\n    k/b: z\nother: *x\n"],
  ])("refuses %s", (_, text) => {
    expect(edited(text, byPrefix)).toBeUndefined();
  });

  test("changes nothing where everything is kept", () => {
    expect(edited("x: &x {k/a: y}\nmetadata:\n  annotations: *x\n", byPrefix)).toBe(
      "x: &x {k/a: y}\nmetadata:\n  annotations: *x\n",
    );
  });

  test("keeps the values and comments of any map", () => {
    let refused = 0;
    let runs = 0;
    fc.assert(
      fc.property(annotationsText, fc.boolean(), (text, comments) => {
        runs++;
        const before = parseYaml("ingress.yaml", text);
        fc.pre(before.documents.length === 1 && before.documents[0]?.problems.length === 0);
        const result = edited(text, byPrefix, {comments});
        if (result === undefined) {
          refused++;
          return;
        }
        const after = parseYaml("ingress.yaml", result);
        expect(after.documents.map(({problems}) => problems)).toEqual([[]]);
        const value = before.documents[0]?.plain().value as {metadata: {annotations: Record<string, unknown>}};
        const kept = Object.entries(value.metadata.annotations).filter(([key]) => byPrefix(key) === "keep");
        const expected = {...value, metadata: {...value.metadata, annotations: Object.fromEntries(kept)}};
        const found = after.documents[0]?.plain().value as {metadata: {annotations?: object}};
        expect({...found, metadata: {annotations: {}, ...found.metadata}}).toEqual(expected);
        const left = commentsOf(result).map((comment) => comment.text);
        for (const {text: comment} of commentsOf(text)) {
          const at = left.indexOf(comment);
          expect(at, comment).toBeGreaterThanOrEqual(0);
          left.splice(at, 1);
        }
        const todos = result.match(/# TODO\(ingress-to-route\): [tb]\//g)?.length ?? 0;
        const written = before.documents[0]?.root.at("metadata", "annotations").entries ?? [];
        expect(todos).toBe(written.filter(({key}) => /^[tb]\//.test(String(key))).length);
        expect(/(?<!\r)\n/.test(result), "line ends").toBe(!text.includes("\r\n"));
        expect(result.endsWith("\n")).toBe(text.endsWith("\n"));
      }),
      {numRuns: Number(process.env.PROPERTY_RUNS ?? 400)},
    );
    // Some can't be edited; most can.
    expect(refused / runs).toBeLessThan(0.3);
  });
});

const word = fc
  .stringMatching(/^[a-z]{2,5}$/)
  .filter((text) => !["on", "off", "yes", "no", "null", "true"].includes(text));

interface Entry {
  readonly action: string;
  readonly value: string;
  readonly above: string | undefined;
  readonly behind: string | undefined;
  readonly deeper: string | undefined;
  readonly isBlank: boolean;
}

const entry: fc.Arbitrary<Entry> = fc.record({
  action: fc.constantFrom("k", "d", "t", "b", "c"),
  value: fc.oneof(
    {weight: 4, arbitrary: word},
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        '"true"',
        "'it''s # so'",
        "${HOST}",
        "*one",
        "*two",
        "&one first",
        '&two "second: x"',
        "&one |-\n      long\n      # text",
        "|-\n      text\n\n      # no comment\n        deeper",
        ">\n      folded\n      text\n",
        "|+\n      kept\n\n",
        "plain text\n      over lines",
        '"quoted\n      over lines"',
        "",
      ),
    },
  ),
  above: fc.option(word, {nil: undefined}),
  behind: fc.option(word, {nil: undefined}),
  deeper: fc.option(word, {nil: undefined, freq: 3}),
  isBlank: fc.boolean(),
});

/** A manifest whose annotations are written in every way. */
const annotationsText: fc.Arbitrary<string> = fc
  .record({
    entries: fc.array(entry, {minLength: 1, maxLength: 6}),
    isFlow: fc.boolean(),
    isFirst: fc.boolean(),
    step: fc.constantFrom(2, 4),
    note: fc.option(word, {nil: undefined}),
    behind: fc.constantFrom("", "  labels:\n    app: x # label\n", "  text: |\n    x\n", "  # end\n"),
    before: fc.constantFrom("", "  text: |\n    x\n", "  text: |+\n    x\n\n", "  # start\n"),
    rest: fc.constantFrom("", "spec:\n  host: *one\n", "spec: {a: *two, b: [*one]}\n"),
    newline: fc.constantFrom("\n", "\r\n"),
    hasEnd: fc.boolean(),
  })
  .map(({entries, isFlow, isFirst, step, note, behind, before, rest, newline, hasEnd}) => {
    const written = isFlow ? flowText(entries) : blockText(entries, step);
    const head = `  annotations:${isFlow ? "" : note ? ` # ${note}` : ""}`;
    const name = "  name: app\n";
    const metadata = `metadata:\n${isFirst ? "" : name}${before}${head}${written}${behind}${isFirst ? name : ""}`;
    const text = `start: &one zero\nother: &two null\n${metadata}${rest}`;
    return (hasEnd ? text : text.replace(/\n+$/, "")).replaceAll("\n", newline);
  });

function flowText(entries: readonly Entry[]): string {
  const isLong = entries.some(({behind}) => behind !== undefined);
  const parts = entries.map(({action, value, behind}, i) => {
    const flat = value.includes("\n") || value.startsWith("$") || value === "" ? "x" : value;
    const comma = i < entries.length - 1 ? "," : "";
    return `${action}/${i}: ${flat}${comma}${isLong ? `${behind ? ` # ${behind}` : ""}\n   ` : ""}`;
  });
  return ` {${parts.join(" ")}}\n`;
}

function blockText(entries: readonly Entry[], step: number): string {
  const margin = " ".repeat(2 + step);
  const lines = entries.flatMap(({action, value, above, behind, deeper, isBlank}, i) => {
    const [first = "", ...more] = value.split("\n");
    const note = behind && !/^(?:plain|")/.test(first) ? ` # ${behind}` : "";
    return [
      ...(isBlank ? [""] : []),
      ...(above ? [`${margin}# ${above}`] : []),
      `${margin}${action}/${i}: ${first}${note}`.trimEnd(),
      ...more.map((line) => (line === "" ? "" : `${" ".repeat(step)}${line}`)),
      ...(deeper && more.length === 0 ? [`${margin}  # ${deeper}`] : []),
    ];
  });
  return `\n${lines.join("\n")}\n`;
}
