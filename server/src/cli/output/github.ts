import path from "node:path";
import type {Severity} from "../../engine/finding.ts";
import type {Host} from "../host.ts";
import type {Report} from "../report.ts";

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
  hint: "notice",
};

/** Workflow commands that GitHub Actions shows beside the lines of a pull request. */
export function githubReport({root, workspace, findings}: Report, host: Host): string {
  const checkout = host.env.GITHUB_WORKSPACE || host.cwd;
  const lines = findings.flatMap(({rule, severity, file, span, message}) => {
    const places = workspace.file(file)?.lines;
    if (!places) return [];
    const start = places.positionAt(span.start);
    const end = places.positionAt(span.end);
    const properties = {
      file: path.relative(checkout, path.join(root, file)).split(path.sep).join("/"),
      line: start.line + 1,
      endLine: end.line + 1,
      col: start.character + 1,
      // GitHub takes an end column only on the same line.
      ...(end.line === start.line && {endColumn: end.character + 1}),
      title: rule,
    };
    const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
    return `::${COMMANDS[severity]} ${list.join(",")}::${escapeData(message)}\n`;
  });
  return lines.join("");
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
