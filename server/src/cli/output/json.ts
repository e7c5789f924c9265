import type {Report} from "../report.ts";

/** The report for programs; the shape is part of the interface and never changes within a version. */
export function jsonReport({root, workspace, files, documents, skipped, findings}: Report): string {
  const report = {
    version: 1,
    root,
    files,
    documents,
    skipped: skipped.map(({file, reason}) => ({file, reason})),
    findings: findings.map(({rule, severity, file, span, message, fixes}) => {
      const lines = workspace.file(file)?.lines;
      return {
        rule,
        severity,
        file,
        range: lines && {start: lines.positionAt(span.start), end: lines.positionAt(span.end)},
        message,
        fixes: fixes.map(({title, safe}) => ({title, safe})),
      };
    }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
