import {expect} from "vitest";
import {Lexer} from "yaml";
import type {Finding, Fix} from "../../server/src/engine/finding.ts";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";
import {applyFix, findingsOf, workspaceOf} from "./check.ts";

/**
 * What every fix must keep: the result parses, the finding is gone, nothing new is wrong, and no comment outside the
 * replaced text is lost. Returns the files after the fix.
 */
export function expectSoundFix(files: ReadonlyMap<string, string>, finding: Finding, fix: Fix): Map<string, string> {
  const after = applyFix(files, fix);
  const label = `${finding.rule}: ${fix.title}`;
  for (const [file, edits] of fix.edits) {
    const text = files.get(file) ?? "";
    const fixed = after.get(file) ?? "";
    expect(fixed, `${label} changes something`).not.toBe(text);
    expect(problems(fixed), `${label} leaves well-formed YAML`).toBeLessThanOrEqual(problems(text));
    const replaced = edits.flatMap(({span}) => comments(text.slice(span.start, span.end)));
    // A comment that became part of a text, as of a patch, is still there for its reader.
    const lost = missing(comments(text), [...comments(fixed), ...replaced]).filter(
      (comment) => fixed.split(comment).length < text.split(comment).length,
    );
    expect(lost, `${label} keeps comments`).toEqual([]);
    if (!text.includes("\r")) expect(fixed, `${label} keeps line endings`).not.toContain("\r");
    else expect(fixed.replaceAll("\r\n", ""), `${label} keeps line endings`).not.toContain("\n");
  }
  const before = findingsOf(workspaceOf(files)).map(identity);
  const now = findingsOf(workspaceOf(after)).map(identity);
  expect(now.length, `${label}: the finding is gone`).toBeLessThan(before.length);
  expect(missing(now, before), `${label}: nothing new is wrong`).toEqual([]);
  return after;
}

function identity(finding: Finding): string {
  return `${finding.file} ${finding.rule} ${finding.message}`;
}

function problems(text: string): number {
  return parseYaml("", text).documents.reduce((sum, document) => sum + document.problems.length, 0);
}

function comments(text: string): string[] {
  return [...new Lexer().lex(text)].filter((token) => token.startsWith("#")).map((token) => token.trim());
}

/** What of `all` is not in `rest`, counted. */
export function missing(all: readonly string[], rest: readonly string[]): string[] {
  const left = [...rest];
  return all.filter((item) => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
