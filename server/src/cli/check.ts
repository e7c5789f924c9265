import path from "node:path";
import {fluxMinor} from "../engine/config.ts";
import type {Severity} from "../engine/finding.ts";
import type {AppliedFix} from "../engine/rules/fixAll.ts";
import {isWithoutSchema} from "../engine/workspace/judgement.ts";
import {bundledSchemas} from "../files/bundledSchemas.ts";
import {externalSchemas, withExternal} from "../files/externalSchemas.ts";
import {readRepository} from "../files/repository.ts";
import {type OptionTable, readArguments, UsageError} from "./arguments.ts";
import {type FixReport, fixScope} from "./fix.ts";
import type {Host} from "./host.ts";
import {githubReport} from "./output/github.ts";
import {jsonReport} from "./output/json.ts";
import {sarifReport} from "./output/sarif.ts";
import {textReport} from "./output/text.ts";
import {checkScope, type Report, readingSentences} from "./report.ts";
import {scopeOf} from "./scope.ts";

const FORMATS = {text: textReport, json: jsonReport, sarif: sarifReport, github: githubReport} as const;

const NO_FIXES: FixReport = {fixed: [], failed: []};

const OPTIONS: OptionTable = {
  format: Object.keys(FORMATS),
  fix: "flag",
  strict: "flag",
  "flux-version": [],
};

/** `flux-workbench check [PATH...]`. */
export async function check(args: readonly string[], host: Host): Promise<number> {
  const {flags, values, positionals} = readArguments(args, OPTIONS);
  const flux = fluxVersion(values.get("flux-version"));
  const scope = scopeOf(positionals, host.cwd);
  const repository = readRepository(scope.root, scope.files);
  if (flux) repository.workspace.override({flux});
  const external = externalSchemas({root: scope.root});
  const schemas = withExternal(bundledSchemas(host.schemas), external);
  let report = checkScope(repository, schemas, scope);
  // Hardly a document names a schema of its own; where one did, it can be used from now on.
  await external.loading;
  const fixes = flags.has("fix") ? fixScope(repository, schemas, scope) : NO_FIXES;
  if (external.loading || fixes.fixed.length > 0) report = checkScope(repository, schemas, scope);
  host.out(FORMATS[(values.get("format") ?? "text") as keyof typeof FORMATS](report, host));
  for (const {file, applied} of fixes.fixed) host.err(`${fixedText(path.join(scope.root, file), applied, host)}\n`);
  const problems = [...fixProblems(fixes, scope.root), ...checkProblems(report)];
  for (const problem of problems) host.err(`flux-workbench: ${problem}\n`);
  return problems.length > 0 ? 2 : exitCode(report, flags.has("strict"));
}

function fluxVersion(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const minor = fluxMinor(text);
  if (!minor) throw new UsageError(`\`--flux-version\` can't be \`${text}\`. It takes a version such as 2.9.`);
  return minor;
}

function fixedText(file: string, applied: readonly AppliedFix[], {cwd}: Host): string {
  const rules = [...new Set(applied.map(({finding}) => finding.rule))];
  const findings = `${applied.length} finding${applied.length === 1 ? "" : "s"}`;
  return `Fixed ${findings} in ${path.relative(cwd, file)}: ${rules.join(", ")}.`;
}

function fixProblems({failed}: FixReport, root: string): string[] {
  return failed.map(({file, reason}) => `${path.join(root, file)} was not fixed: ${reason}.`);
}

/** What kept the report from being complete, in sentences. */
function checkProblems({root, unreadable, failures, isConfigBroken}: Report): string[] {
  return [
    ...readingSentences(root, unreadable, isConfigBroken),
    ...failures.map(
      ({rule, file, error}) =>
        `the rule ${rule} failed in ${path.join(root, file)} (${error}). This is a mistake in Flux Workbench.`,
    ),
  ];
}

function exitCode({findings, skipped}: Report, isStrict: boolean): number {
  const has = (severity: Severity): boolean => findings.some((finding) => finding.severity === severity);
  if (has("error")) return 1;
  return isStrict && (has("warning") || skipped.some(({reason}) => isWithoutSchema(reason))) ? 1 : 0;
}
