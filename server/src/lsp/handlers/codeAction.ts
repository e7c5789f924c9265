import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
} from "vscode-languageserver/node";
import {suppression} from "../../engine/features/suppress.ts";
import type {Finding, Fix} from "../../engine/finding.ts";
import {safeFixes} from "../../engine/rules/fixAll.ts";
import {isSound} from "../../engine/rules/verify.ts";
import type {Span} from "../../engine/text/span.ts";
import type {YamlFile} from "../../engine/yaml/parse.ts";
import {SOURCE, toDiagnostic} from "../diagnostics.ts";
import {toWorkspaceEdit} from "../edits.ts";
import {locateReady} from "../patience.ts";
import type {Place} from "../projects.ts";
import type {Session} from "../session.ts";

/** All safe fixes of a file at once. */
export const FIX_ALL: CodeActionKind = `${CodeActionKind.SourceFixAll}.fluxWorkbench`;

/** `textDocument/codeAction`: fixes for the findings at a place, and all safe fixes of a file. */
export async function codeActions(
  session: Session,
  {textDocument, range, context}: CodeActionParams,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const place = await locateReady(session, textDocument.uri, token);
  const file = place?.project.workspace.file(place.path);
  if (!place || !file) return [];
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix, context.only)) {
    const span = {start: file.lines.offsetAt(range.start), end: file.lines.offsetAt(range.end)};
    actions.push(...quickFixes(session, place, file, span, context.diagnostics));
  }
  // Actions on the whole file belong into a menu of their own, so they have to be asked for.
  if (context.only && isWanted(FIX_ALL, context.only)) actions.push(...fixAll(session, place));
  return actions;
}

/** Kinds are hierarchical: `source.fixAll` asks for `source.fixAll.fluxWorkbench` too. */
function isWanted(kind: CodeActionKind, only: readonly CodeActionKind[] | undefined): boolean {
  return only === undefined || only.some((wanted) => wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`));
}

function quickFixes(
  session: Session,
  place: Place,
  file: YamlFile,
  span: Span,
  shown: readonly Diagnostic[],
): CodeAction[] {
  const {workspace} = place.project;
  const schemas = session.schemas.of(place.project);
  const findings = session.findings.of(place).filter(({span: at}) => at.start <= span.end && span.start <= at.end);
  const withFixes = findings.map((finding) => ({
    finding,
    diagnostics: [diagnosticOf(session, place, file, finding, shown)],
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
    const fix = suppression(workspace, schemas, finding);
    return fix ? [toAction(fix, diagnostics, false)] : [];
  });
  return [...fixes, ...suppressions];
}

/** The diagnostic of a finding, as the client sent it where it did: so it knows its own again. */
function diagnosticOf(
  session: Session,
  place: Place,
  file: YamlFile,
  finding: Finding,
  shown: readonly Diagnostic[],
): Diagnostic {
  const {line, character} = file.lines.positionAt(finding.span.start);
  const own = shown.find(
    ({source, code, range: {start}}) =>
      source === SOURCE && code === finding.rule && start.line === line && start.character === character,
  );
  return own ?? toDiagnostic(session, place, file, finding);
}

function fixAll(session: Session, {project, path}: Place): CodeAction[] {
  if (project.settings.validation === "off" || !project.isReady) return [];
  const {edits, applied} = safeFixes(project.workspace, session.schemas.of(project), path);
  if (edits.length === 0) return [];
  return [
    {
      title: `Apply all safe fixes (${applied.length})`,
      kind: FIX_ALL,
      edit: toWorkspaceEdit(session, project, new Map([[path, edits]])),
    },
  ];
}
