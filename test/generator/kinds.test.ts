import {describe, expect, test} from "vitest";
import type {Finding} from "../../server/src/engine/finding.ts";
import {RULES} from "../../server/src/engine/rules/index.ts";
import {check} from "../support/check.ts";
import {emit} from "./emit.ts";
import {groups, type Mutation, mutated, mutations} from "./mutations.ts";
import {Random} from "./random.ts";
import type {Json} from "./sample.ts";
import {fileOf, findingsIn, isSchemaRule, samplesOf} from "./samples.ts";
import {KINDS} from "./schema.ts";
import {substitutions} from "./substitution.ts";
import {pointer} from "./tree.ts";

const SEED = 20_261_120;

/** A rule and those that say the same about a mistake in better words. */
const tellersOf = (rule: string): string[] =>
  RULES.filter(({id, supersedes}) => id === rule || supersedes?.includes(rule)).map(({id}) => id);

describe.each([...KINDS])("%s", (key, schema) => {
  const {documents, isRepeated, missing} = samplesOf(key, schema);

  test("valid documents have no error", () => {
    for (const document of documents) {
      const errors = findingsIn(key, document).filter(({severity}) => severity === "error");
      expect(
        errors.map(({rule, message}) => `${rule}: ${message}`),
        emit(document).text,
      ).toEqual([]);
    }
    // A field that is in no valid document would be one that a rule objects to in any company.
    expect(missing).toEqual([]);
  });

  test("every mistake is found on its line, and nothing else", () => {
    for (const document of documents) {
      const all = groups(mutations(document, schema, new Random(SEED)));
      expect(all.length).toBeGreaterThan(0);
      // The same fields again need a look, and no more.
      const chosen = isRepeated ? all.filter((_, i) => i % 10 === 0) : all;
      for (const group of chosen) expectFound(key, document, group);
    }
  });

  test("substitutions in the same places are no mistake", () => {
    for (const document of documents) {
      const known = findingsIn(key, document).map(({rule}) => rule);
      for (const variant of substitutions(document, schema, new Random(SEED))) {
        const news = findingsIn(key, variant).filter(({rule}) => !known.includes(rule));
        expect(
          news.map(({rule, message}) => `${rule}: ${message}`),
          emit(variant).text,
        ).toEqual([]);
      }
    }
  });
});

function expectFound(key: string, document: Json, group: readonly Mutation[]): void {
  const {text, lineOf} = emit(mutated(document, group));
  const found = linesOf(check(text, fileOf(key)), text);
  const unnoticed = group.filter(({at, rule}) => !tellersOf(rule).some((id) => found.get(lineOf(at))?.has(id)));
  const shown = unnoticed.map(({kind, path, at}) => `${kind} ${pointer(path)}, line ${lineOf(at) + 1}`);
  expect(shown, text).toEqual([]);
  const lines = new Set(group.map(({at}) => lineOf(at)));
  const elsewhere = [...found].filter(([line, rules]) => !lines.has(line) && [...rules].some((id) => isSchemaRule(id)));
  expect(
    elsewhere.map(([line, rules]) => `${group[0]?.kind}: ${[...rules].join(", ")}, line ${line + 1}`),
    text,
  ).toEqual([]);
}

/** The rules that found something, line by line. */
function linesOf(findings: readonly Finding[], text: string): Map<number, Set<string>> {
  const lines = new Map<number, Set<string>>();
  for (const {span, rule} of findings) {
    const line = text.slice(0, span.start).split("\n").length - 1;
    lines.set(line, (lines.get(line) ?? new Set()).add(rule));
  }
  return lines;
}
