import fs from "node:fs";
import path from "node:path";
import {describe, expect, test} from "vitest";
import {RULES} from "../../server/src/engine/rules/index.ts";
import {applyEdits} from "../../server/src/engine/text/edit.ts";
import type {Span} from "../../server/src/engine/text/span.ts";
import type {Field} from "../../server/src/engine/yaml/field.ts";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";
import {readCases} from "../support/cases.ts";
import {findingsOf, ROOT, workspaceOf} from "../support/check.ts";

/** Rules about objects whose values Flux may fill in. Kustomization files are read before that. */
const AREAS = ["flux", "gateway", "kubernetes"];
const SUBSTITUTION = '"${VALUE}"';

for (const {id} of RULES) {
  if (!AREAS.includes(id.split("/")[0] ?? "")) continue;
  const page = path.join(ROOT, "test/rules", `${id}.md`);
  const cases = fs.existsSync(page) ? readCases(fs.readFileSync(page, "utf8")) : [];

  describe(id, () => {
    test("finds something on its page", () => {
      const found = cases.flatMap(({files}) => findingsOf(workspaceOf(files)));
      expect(found.map(({rule}) => rule)).toContain(id);
    });

    test.each(cases)("substitutions bring nothing new: $title", ({files}) => {
      const known = places(files, supersededBy);
      for (const variant of variants(files)) {
        const news = places(variant).filter((place) => !known.includes(place));
        expect(news, [...variant.values()].join("---\n")).toEqual([]);
      }
    });
  });
}

/** The files with each scalar below a `spec` replaced in turn, and then with all of them replaced. */
function* variants(files: ReadonlyMap<string, string>): Iterable<Map<string, string>> {
  for (const [file, text] of files) {
    const spans = parseYaml(file, text).documents.flatMap(({root}) => [...scalarSpans(root.get("spec"))]);
    const replaced = (chosen: readonly Span[]): Map<string, string> =>
      new Map(files).set(
        file,
        applyEdits(
          text,
          chosen.map((span) => ({span, newText: SUBSTITUTION})),
        ),
      );
    for (const span of spans) yield replaced([span]);
    if (spans.length > 1) yield replaced(spans);
  }
}

function* scalarSpans(field: Field): Iterable<Span> {
  if (field.isAlias || field.anchor !== undefined) return;
  if (field.type === "scalar" && field.style !== "block") yield field.span;
  for (const child of [...field.entries, ...field.items]) yield* scalarSpans(child);
}

/** Which rule found something on which line. Messages may name the value that was replaced. */
function places(files: ReadonlyMap<string, string>, more: (rule: string) => readonly string[] = () => []): string[] {
  const workspace = workspaceOf(files);
  return findingsOf(workspace).flatMap(({rule, file, span}) => {
    const line = workspace.file(file)?.lines.positionAt(span.start).line ?? 0;
    return [rule, ...more(rule)].map((id) => `${id} ${file}:${line + 1}`);
  });
}

/** What a rule says in better words is said by the others again where it has become silent. */
function supersededBy(rule: string): readonly string[] {
  return RULES.find(({id}) => id === rule)?.supersedes ?? [];
}
