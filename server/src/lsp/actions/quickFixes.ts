import {type CodeAction, CodeActionKind, type Diagnostic} from "vscode-languageserver/node";
import {suppression} from "../../engine/features/suppress.ts";
import type {Fix} from "../../engine/finding.ts";
import {isSound} from "../../engine/rules/verify.ts";
import {toWorkspaceEdit} from "../edits.ts";
import type {Session} from "../session.ts";
import {type Asked, diagnosticOf, meets} from "./shown.ts";

/**
 * Fixes for the findings at a place. `hints`: rules whose findings are there because of a refactoring, which is offered
 * too: editors put quick fixes first, so none of those is to be ignored with a key stroke.
 */
export function quickFixes(session: Session, asked: Asked, hints: ReadonlySet<unknown>): CodeAction[] {
  const {place} = asked;
  const {workspace} = place.project;
  const schemas = session.schemas.of(place.project);
  const findings = session.findings.of(place).filter((finding) => meets(asked, finding.span));
  const withFixes = findings.map((finding) => ({
    finding,
    diagnostics: [diagnosticOf(session, asked, finding)],
    fixes: finding.fixes.filter((fix) => isSound(workspace, schemas, finding, fix)),
  }));
  const toAction = (fix: Fix, diagnostics: Diagnostic[], isPreferred: boolean): CodeAction => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    ...(isPreferred && session.client.preferredActions && {isPreferred}),
    edit: toWorkspaceEdit(session, place.project, fix.edits),
  });
  const fixes = withFixes.flatMap(({fixes, diagnostics}) => {
    const isOnlySafe = fixes.filter(({safe}) => safe).length === 1;
    return fixes.map((fix) => toAction(fix, diagnostics, fix.safe && isOnlySafe));
  });
  // To say that a finding is none comes last, behind everything that mends one.
  const suppressions = withFixes.flatMap(({finding, diagnostics}) => {
    const fix = hints.has(finding.rule) ? undefined : suppression(workspace, schemas, finding);
    return fix ? [toAction(fix, diagnostics, false)] : [];
  });
  return [...fixes, ...suppressions];
}
