import path from "node:path";
import type {Finding} from "../../engine/finding.ts";
import type {YamlFile} from "../../engine/yaml/parse.ts";
import type {Host} from "../host.ts";
import type {Report} from "../report.ts";
import {COLOURED, PLAIN, type Style} from "./style.ts";
import {summary} from "./summary.ts";

/** Findings as people read them, and a line that sums up. Paths are as seen from where the command was called. */
export function textReport(report: Report, host: Host): string {
  const {root, workspace, findings} = report;
  const style = host.hasColours ? COLOURED : PLAIN;
  const shown = (file: string): string => path.relative(host.cwd, path.join(root, file));
  const texts = findings.flatMap((finding) => {
    const file = workspace.file(finding.file);
    return file ? `${findingText(finding, file, shown, style)}\n` : [];
  });
  return `${texts.join("")}${summary(report, style)}\n`;
}

/** A finding as people read it: what and where, the line with a mark under the place, and what would mend it. */
export function findingText(
  finding: Finding,
  file: YamlFile,
  shown: (file: string) => string = (path) => path,
  style: Style = PLAIN,
): string {
  const {line, character} = file.lines.positionAt(finding.span.start);
  const source = file.lines.lineText(line);
  const number = String(line + 1);
  const end = Math.min(finding.span.end, file.lines.lineEnd(line));
  // Tabs are kept in the margin so that the mark stands where the text does.
  const margin = source.slice(0, character).replace(/[^\t]/g, " ");
  const mark = "^".repeat(Math.max(1, end - finding.span.start));
  const title = style.severity(finding.severity, `${finding.severity}[${finding.rule}]`);
  return [
    `${title} ${style.bold(`${shown(finding.file)}:${number}:${character + 1}`)}`,
    `${style.dim(`${number} |`)} ${source}`,
    `${style.dim(`${" ".repeat(number.length)} |`)} ${margin}${style.severity(finding.severity, mark)}`,
    `  ${finding.message}`,
    ...finding.related.map((related) => `  see ${shown(related.file)}: ${related.message}`),
    ...finding.fixes.map((fix) => `  fix: ${fix.title}${fix.safe ? "" : " (unsafe)"}`),
    "",
  ].join("\n");
}
