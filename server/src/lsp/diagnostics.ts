import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
} from "vscode-languageserver/node";
import type {Finding, Related, Severity} from "../engine/finding.ts";
import type {Span} from "../engine/text/span.ts";
import type {YamlFile} from "../engine/yaml/parse.ts";
import type {Place} from "./projects.ts";
import type {Session} from "./session.ts";

export const SOURCE = "flux-workbench";

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A span of a file as a range of lines and characters. */
export function toRange({lines}: YamlFile, span: Span): Range {
  return {start: lines.positionAt(span.start), end: lines.positionAt(span.end)};
}

/** A finding as a diagnostic. */
export function toDiagnostic(session: Session, {project}: Place, file: YamlFile, finding: Finding): Diagnostic {
  const {client} = session;
  const href = client.diagnosticLinks ? session.rulePage(finding.rule) : undefined;
  const related = client.relatedInformation
    ? finding.related.flatMap((one) => relatedInformation(session, {project, path: one.file}, one))
    : [];
  return {
    source: SOURCE,
    code: finding.rule,
    severity: SEVERITY[finding.severity],
    range: toRange(file, finding.span),
    message: finding.message,
    ...(href !== undefined && {codeDescription: {href}}),
    ...(client.diagnosticTags && isAboutDeprecation(finding.rule) && {tags: [DiagnosticTag.Deprecated]}),
    ...(related.length > 0 && {relatedInformation: related}),
  };
}

/** Rules about what still works and will not for long are called so. */
function isAboutDeprecation(rule: string): boolean {
  return /\/deprecated-/.test(rule);
}

function relatedInformation(session: Session, place: Place, related: Related): DiagnosticRelatedInformation[] {
  const file = place.project.workspace.file(place.path);
  if (!file) return [];
  const location = {uri: session.projects.uriOf(place), range: toRange(file, related.span)};
  return [{location, message: related.message}];
}
