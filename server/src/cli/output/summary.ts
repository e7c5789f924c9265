import {SEVERITIES} from "../../engine/finding.ts";
import {isWithoutSchema} from "../../engine/workspace/judgement.ts";
import type {Report} from "../report.ts";
import type {Style} from "./style.ts";

const ONE_KIND = "of a kind without a schema (--strict fails at them)";

/** One line: how much was checked, what was found, what was skipped and why. */
export function summary({root, files, documents, findings, skipped}: Report, style: Style): string {
  if (files === 0) return `There are no YAML files to check in ${root}.`;
  const found = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : style.severity(severity, counted(count, severity));
  });
  const reasons = countBy(skipped.map(({reason}) => (isWithoutSchema(reason) ? ONE_KIND : reason)));
  const left = reasons.map(([reason, count]) => `${count} ${reason}`).join(", ");
  return [
    `Checked ${counted(documents, "document")} in ${counted(files, "file")}:`,
    `${found.length === 0 ? "no findings" : found.join(", ")}.`,
    ...(skipped.length === 0 ? [] : [style.dim(`Skipped ${skipped.length}: ${left}.`)]),
  ].join(" ");
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 || word === "info" ? "" : "s"}`;
}

/** Each text with how often it is there, the most frequent first. */
function countBy(texts: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
