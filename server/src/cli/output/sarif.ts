import path from "node:path";
import {pathToFileURL} from "node:url";
import type {Finding, Severity} from "../../engine/finding.ts";
import {RULES} from "../../engine/rules/index.ts";
import type {Rule} from "../../engine/rules/rule.ts";
import type {LineIndex} from "../../engine/text/lines.ts";
import type {Span} from "../../engine/text/span.ts";
import type {Host} from "../host.ts";
import {introduction, rulePage} from "../pages.ts";
import type {Report} from "../report.ts";

const LEVELS: Readonly<Record<Severity, string>> = {error: "error", warning: "warning", info: "note", hint: "note"};

/** The report as a SARIF 2.1.0 log, as code scanning services read it. */
export function sarifReport(report: Report, host: Host): string {
  const {root, workspace, findings, unreadable, failures} = report;
  const notifications = [
    ...unreadable.map(({file, reason}) => notification(file, `Not checked: ${reason}.`)),
    ...failures.map(({rule, file, error}) => notification(file, `The rule ${rule} failed: ${error}.`)),
  ];
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {driver: {name: "Flux Workbench", version: host.version, rules: RULES.map((rule) => ruleOf(rule, host))}},
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: {ROOT: {uri: pathToFileURL(root + path.sep).href}},
        invocations: [{executionSuccessful: notifications.length === 0, toolExecutionNotifications: notifications}],
        results: findings.flatMap((finding) => resultOf(finding, workspace.file(finding.file)?.lines)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf({id, summary, severity}: Rule, host: Host): object {
  const page = rulePage(host, id);
  const text = page ? introduction(page.markdown) : summary;
  return {
    id,
    shortDescription: {text: summary},
    fullDescription: {text},
    ...(page && {helpUri: page.url}),
    help: {text, markdown: text},
    defaultConfiguration: {level: LEVELS[severity]},
  };
}

function resultOf(finding: Finding, lines: LineIndex | undefined): object[] {
  if (!lines) return [];
  return [
    {
      ruleId: finding.rule,
      ruleIndex: RULES.findIndex((rule) => rule.id === finding.rule),
      level: LEVELS[finding.severity],
      message: {text: finding.message},
      locations: [
        {physicalLocation: {artifactLocation: locationOf(finding.file), region: regionOf(finding.span, lines)}},
      ],
    },
  ];
}

function regionOf(span: Span, lines: LineIndex): object {
  const start = lines.positionAt(span.start);
  const end = lines.positionAt(span.end);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function notification(file: string, text: string): object {
  return {level: "error", message: {text}, locations: [{physicalLocation: {artifactLocation: locationOf(file)}}]};
}

function locationOf(file: string): object {
  return {uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "ROOT"};
}
