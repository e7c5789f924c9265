import {expect} from "vitest";
import type {Finding} from "../../server/src/engine/finding.ts";
import {REFACTORINGS} from "../../server/src/engine/refactors/index.ts";
import type {Refactoring} from "../../server/src/engine/refactors/refactoring.ts";
import {newFindings} from "../../server/src/engine/rules/verify.ts";
import {commentsOf} from "../../server/src/engine/yaml/comments.ts";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";
import {findingsOf, workspaceOf} from "./check.ts";
import {missing} from "./fixes.ts";

type Files = ReadonlyMap<string, string>;

/** What is there to say that something is left to do; new by design. */
const REMINDERS = new Set(["gateway/unfinished-conversion"]);

/**
 * What every refactoring must keep, whatever it does: well-formed files, line endings, comments, every byte outside of
 * what it was offered for; and nothing is wrong afterwards that it has not said. `said` is what it printed.
 */
export function expectSoundRefactoring(id: string, before: Files, after: Files, said: string): void {
  const refactoring = REFACTORINGS.find((one) => one.id === id);
  if (!refactoring) throw new Error(`no refactoring ${id}`);
  for (const [file, text] of after) {
    expect(problems(text), `${file} is well-formed`).toBeLessThanOrEqual(problems(before.get(file) ?? ""));
    const isWindows = before.get(file)?.includes("\r\n") ?? false;
    expect(/(?<!\r)\n/.test(text), `${file} keeps its line endings`).toBe(!isWindows);
    expect(text.endsWith("\n"), `${file} ends as before`).toBe(before.get(file)?.endsWith("\n") ?? true);
  }
  expect(missing(comments(before), comments(after)), "all comments are still there").toEqual([]);
  expectSameOutside(refactoring, before, after);
  const news = newFindings(findingsOf(workspaceOf(before)), findingsOf(workspaceOf(after)));
  expect(news.filter((finding) => !REMINDERS.has(finding.rule) && !isSaid(finding, said)).map(identity)).toEqual([]);
}

/** A fault in what is around the result is there for people to know, so they have to be told. */
function isSaid({severity, message}: Finding, said: string): boolean {
  return (severity === "warning" || severity === "error") && said.includes(message);
}

/** In the files of the subjects, what stands between them is in the result, in the same order. */
function expectSameOutside(refactoring: Refactoring, before: Files, after: Files): void {
  const workspace = workspaceOf(before);
  for (const [file, text] of before) {
    const subjects = refactoring.subjects(workspace, file);
    const result = after.get(file);
    if (subjects.length === 0 || result === undefined) continue;
    let at = 0;
    let from = 0;
    for (const {span} of subjects) {
      const kept = text.slice(from, span.start);
      const found = result.indexOf(kept, at);
      expect(found, `${file} keeps what stands before ${span.start}`).toBeGreaterThanOrEqual(0);
      if (from === 0) expect(found, `${file} begins as before`).toBe(0);
      at = found + kept.length;
      from = span.end;
    }
    expect(result.slice(at).endsWith(text.slice(from)), `${file} keeps what stands behind`).toBe(true);
  }
}

function identity({file, rule, message}: Finding): string {
  return `${file} ${rule} ${message}`;
}

function problems(text: string): number {
  return parseYaml("", text).documents.reduce((sum, document) => sum + document.problems.length, 0);
}

/** All comments but those that name the schema of a document: another kind has another one. */
function comments(files: Files): string[] {
  const all = [...files.values()].flatMap((text) => commentsOf(text).map((comment) => comment.text));
  return all.filter((comment) => !comment.startsWith("# yaml-language-server:"));
}
