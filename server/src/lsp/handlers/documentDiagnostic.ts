import {
  type CancellationToken,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from "vscode-languageserver/node";
import {locateSoon} from "../patience.ts";
import type {Session} from "../session.ts";

/** `textDocument/diagnostic`: the findings of one document. */
export async function documentDiagnostic(
  session: Session,
  {textDocument: {uri}, previousResultId}: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  const place = await locateSoon(session, uri, token);
  if (!place) return {kind: DocumentDiagnosticReportKind.Full, items: []};
  const {resultId, items} = session.findings.report(place);
  if (resultId === previousResultId) return {kind: DocumentDiagnosticReportKind.Unchanged, resultId};
  return {kind: DocumentDiagnosticReportKind.Full, resultId, items: [...items]};
}
