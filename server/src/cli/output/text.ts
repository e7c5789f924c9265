import type {Finding} from "../../engine/finding.ts";
import type {YamlFile} from "../../engine/yaml/parse.ts";

/** A finding as people read it: what and where, the line with a mark under the place, and what would mend it. */
export function findingText(finding: Finding, file: YamlFile): string {
  const {line, character} = file.lines.positionAt(finding.span.start);
  const source = file.lines.lineText(line);
  const number = String(line + 1);
  const end = Math.min(finding.span.end, file.lines.lineEnd(line));
  // Tabs are kept in the margin so that the mark stands where the text does.
  const margin = source.slice(0, character).replace(/[^\t]/g, " ");
  const mark = "^".repeat(Math.max(1, end - finding.span.start));
  return [
    `${finding.severity}[${finding.rule}] ${finding.file}:${number}:${character + 1}`,
    `${number} | ${source}`,
    `${" ".repeat(number.length)} | ${margin}${mark}`,
    `  ${finding.message}`,
    ...finding.related.map((related) => `  see ${related.file}: ${related.message}`),
    ...finding.fixes.map((fix) => `  fix: ${fix.title}${fix.safe ? "" : " (unsafe)"}`),
    "",
  ].join("\n");
}
