import type {Finding, Fix} from "../finding.ts";
import type {Schemas} from "../ports.ts";
import {applyEdits, sortEdits, type TextEdit} from "../text/edit.ts";
import type {Workspace} from "../workspace/workspace.ts";
import {checkFile} from "./run.ts";
import {isSound, newFindings} from "./verify.ts";

/** A fix that was applied, and what it mends. */
export interface AppliedFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** A file after its safe fixes. */
export interface FixedFile {
  readonly newText: string;
  /** What leads from the text in the workspace to `newText`; empty when there is nothing to fix. */
  readonly edits: readonly TextEdit[];
  readonly applied: readonly AppliedFix[];
}

/** A fix may uncover the next one; no real file has this many layers. */
const MAX_ROUNDS = 20;

/**
 * Applies all safe fixes of a file, round after round until there is none left. Fixes that touch the same place wait
 * for the next round, where they are proposed anew; a fix that would bring a new finding is left out.
 */
export function safeFixes(workspace: Workspace, schemas: Schemas, path: string): FixedFile {
  const text = workspace.file(path)?.text ?? "";
  const applied: AppliedFix[] = [];
  let edits: readonly TextEdit[] = [];
  let newText = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const chosen = workspace.trying(new Map([[path, newText]]), () => chooseFixes(workspace, schemas, path));
    if (chosen.length === 0) break;
    const roundEdits = sortEdits(chosen.flatMap(({fix}) => fix.edits.get(path) ?? []));
    newText = applyEdits(newText, roundEdits);
    edits = round === 0 ? roundEdits : [replacement(text, newText)];
    applied.push(...chosen);
  }
  return {newText, edits, applied};
}

/** Fixes that can be applied together: each sound by itself, none at the place of another, all of them sound. */
function chooseFixes(workspace: Workspace, schemas: Schemas, path: string): AppliedFix[] {
  const before = checkFile(workspace, schemas, path).findings;
  const text = workspace.file(path)?.text ?? "";
  const chosen: AppliedFix[] = [];
  for (const finding of before) {
    const fix = finding.fixes.find((candidate) => candidate.safe && isWithin(candidate, path));
    if (!fix || chosen.some((other) => meets(other.fix, fix, path))) continue;
    if (isSound(workspace, schemas, finding, fix)) chosen.push({finding, fix});
  }
  if (chosen.length < 2) return chosen;
  const edits = chosen.flatMap(({fix}) => fix.edits.get(path) ?? []);
  const after = workspace.trying(new Map([[path, applyEdits(text, edits)]]), () => checkFile(workspace, schemas, path));
  const isSoundTogether = newFindings(before, after.findings).length === 0;
  return isSoundTogether ? chosen : chosen.slice(0, 1);
}

function isWithin(fix: Fix, path: string): boolean {
  return fix.edits.size === 1 && fix.edits.has(path);
}

/** Whether two fixes touch; two that insert at the same place do, since both may insert the same. */
function meets(a: Fix, b: Fix, path: string): boolean {
  const others = b.edits.get(path) ?? [];
  return (a.edits.get(path) ?? []).some(({span}) =>
    others.some((other) => span.start <= other.span.end && other.span.start <= span.end),
  );
}

/** The one edit that replaces the lines in which two texts differ. */
function replacement(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  start = before.lastIndexOf("\n", start - 1) + 1;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const newline = before.indexOf("\n", before.length - tail);
  tail = newline < 0 ? 0 : before.length - newline - 1;
  return {span: {start, end: before.length - tail}, newText: after.slice(start, after.length - tail)};
}
