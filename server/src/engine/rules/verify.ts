import type {Finding, Fix} from "../finding.ts";
import type {Schemas} from "../ports.ts";
import {applyEdits, overlap} from "../text/edit.ts";
import type {Workspace} from "../workspace/workspace.ts";
import {checkFile} from "./run.ts";

/** The texts of all files that a fix changes; undefined when the fix can't be applied, or changes nothing. */
export function textsAfter(workspace: Workspace, fix: Pick<Fix, "edits">): Map<string, string> | undefined {
  const texts = new Map<string, string>();
  for (const [path, edits] of fix.edits) {
    const text = workspace.file(path)?.text;
    if (text === undefined || overlap(edits)) return undefined;
    const after = applyEdits(text, edits);
    if (after !== text) texts.set(path, after);
  }
  return texts.size > 0 ? texts : undefined;
}

/**
 * Whether a fix does what it says: the edited files are read without new faults, and the finding is gone. A safe fix
 * must bring no other finding either; behind another one a fault may appear that was hidden so far, as in the field of
 * a map whose name was misspelt.
 */
export function isSound(workspace: Workspace, schemas: Schemas, finding: Finding, fix: Fix): boolean {
  const texts = textsAfter(workspace, fix);
  if (!texts) return false;
  const paths = new Set([...texts.keys(), finding.file]);
  const before = [...paths].flatMap((path) => checkFile(workspace, schemas, path).findings);
  const after = workspace.trying(texts, () =>
    [...paths].flatMap((path) => checkFile(workspace, schemas, path).findings),
  );
  const appeared = newFindings(before, after);
  if (appeared.some((found) => fix.safe || found.rule.startsWith("yaml/"))) return false;
  const same = (found: Finding): boolean => identity(found) === identity(finding);
  return after.filter(same).length < before.filter(same).length;
}

/** The findings in `after` that have no counterpart in `before`; places do not count, they move with every edit. */
export function newFindings(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  const left = before.map(identity);
  return after.filter((finding) => {
    const at = left.indexOf(identity(finding));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function identity(finding: Finding): string {
  return `${finding.file}\n${finding.rule}\n${finding.message}`;
}
