import type {Finding, Fix} from "../finding.ts";
import type {Schemas} from "../ports.ts";
import {retiredVersion} from "../resources/flux-versions.ts";
import type {Resource} from "../resources/resource.ts";
import {externalSchemaOf, schemaKey, schemaProblems, yamlVersionOf} from "../schema/check.ts";
import type {Span} from "../text/span.ts";
import {type SkipReason, withoutSchema} from "../workspace/judgement.ts";
import type {Workspace} from "../workspace/workspace.ts";
import type {YamlFile} from "../yaml/parse.ts";
import {effectiveViews} from "./effective.ts";
import {RULES} from "./index.ts";
import type {FileRule, Report, ResourceRule, Rule, RuleContext} from "./rule.ts";
import {suppressionsOf} from "./suppression.ts";

/** What checking one file gave. */
export interface FileResult {
  readonly findings: readonly Finding[];
  /** Why the file, or documents of it, were not judged. */
  readonly skipped: readonly SkipReason[];
  /** How many documents were judged. */
  readonly documents: number;
  /** Rules that failed with an exception of their own: a bug, never a finding. */
  readonly failures: readonly RuleFailure[];
}

export interface RuleFailure {
  readonly rule: string;
  readonly file: string;
  readonly error: unknown;
}

const NOTHING: FileResult = {findings: [], skipped: [], documents: 0, failures: []};

/** Runs rules on one file, all unless some are named. Findings come in text order. */
export function checkFile(
  workspace: Workspace,
  schemas: Schemas,
  path: string,
  rules: readonly Rule[] = RULES,
): FileResult {
  const file = workspace.file(path);
  const judgement = workspace.judgement(path);
  if (!file || !judgement) return NOTHING;
  if (judgement.skipped) return {...NOTHING, skipped: [judgement.skipped]};
  const run = new Run(workspace, file, rules);
  for (const rule of rules) if ("checkFile" in rule) run.file(rule, schemas);
  for (const resource of [...judgement.resources, ...judgement.inlinePatches]) run.resource(resource, schemas);
  const known = judgement.resources.filter((resource) => isKnown(resource, schemas));
  return {
    findings: run.findings
      .filter((finding) => !run.isCovered(finding))
      .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
    skipped: judgement.resources
      .filter((resource) => !known.includes(resource))
      .map((resource) => withoutSchema(schemaKey(resource))),
    documents: known.length,
    failures: run.failures,
  };
}

/** Whether anything can be said about a kind: it has a schema, or it is in a version that Flux gave up. */
function isKnown(resource: Resource, schemas: Schemas): boolean {
  const {group, version, kind} = resource;
  if (schemas.has(schemaKey(resource)) || retiredVersion(group, version, kind)) return true;
  return externalSchemaOf(resource, schemas) !== undefined;
}

class Run {
  readonly findings: Finding[] = [];
  readonly failures: RuleFailure[] = [];
  private readonly covered: {readonly span: Span; readonly rules: readonly string[]}[] = [];
  private readonly suppressions;

  constructor(
    private readonly workspace: Workspace,
    private readonly yaml: YamlFile,
    private readonly rules: readonly Rule[],
  ) {
    this.suppressions = suppressionsOf(yaml);
  }

  file(rule: FileRule, schemas: Schemas): void {
    this.collect(rule, () => rule.checkFile(this.yaml, this.workspace, schemas));
  }

  /** Whether another rule has told the same fault in better words. */
  isCovered({rule, span}: Finding): boolean {
    return this.covered.some(
      (covered) => covered.rules.includes(rule) && covered.span.start <= span.start && span.end <= covered.span.end,
    );
  }

  resource(resource: Resource, schemas: Schemas): void {
    // No walk through aliases that multiply comes to an end; a rule of its own tells of them.
    if (this.yaml.text.includes("*") && resource.document.plain(yamlVersionOf(resource)).isTooLarge) return;
    // What a broken text seems to hold is not what its author meant; `yaml/syntax` says all there is to say.
    if (resource.document.problems.length > 0) return;
    const context = this.contextOf(resource, schemas);
    for (const rule of this.rules)
      if ("check" in rule && applies(rule, resource)) this.collect(rule, () => rule.check(context));
    if (resource.role === "object") this.effective(resource, schemas);
  }

  /** Asks about the object as patches leave it; what was said about the text itself is not said again. */
  private effective(resource: Resource, schemas: Schemas): void {
    if (!this.rules.some((rule) => "check" in rule && rule.judgesWhole)) return;
    for (const view of effectiveViews(this.workspace, resource)) {
      const context = this.contextOf(view.resource, schemas);
      const where = view.clusters.length > 0 ? ` on ${clusterNames(view.clusters)}` : "";
      for (const rule of this.rules) {
        if (!("check" in rule) || !rule.judgesWhole || !applies(rule, view.resource)) continue;
        this.collect(rule, () =>
          [...rule.check(context)].flatMap(({severity, message, at}) => {
            const place = view.locate(at);
            if (this.findings.some((known) => known.rule === rule.id && overlaps(known.span, place.at))) return [];
            const note = ` So it is after the patches${where}.`;
            return [{...place, message: message + note, ...(severity && {severity})}];
          }),
        );
      }
    }
  }

  private contextOf(resource: Resource, schemas: Schemas): RuleContext {
    let problems: RuleContext["schemaProblems"] | undefined;
    return {
      resource,
      root: resource.root,
      workspace: this.workspace,
      schemas,
      get schemaProblems() {
        problems ??= schemaProblems(resource, schemas);
        return problems;
      },
    };
  }

  /** One rule that throws must not silence the others. */
  private collect(rule: Rule, reports: () => Iterable<Report>): void {
    const severity = this.workspace.config.rules.get(rule.id);
    if (severity === "off") return;
    try {
      for (const report of reports()) {
        // A person who silences the better words does not ask for the others.
        const rules = rule.supersedes;
        if (rules) for (const span of report.covers ?? [report.at]) this.covered.push({span, rules});
        if (this.suppressions.has(rule.id, this.yaml.lines.positionAt(report.at.start).line)) continue;
        this.findings.push({
          rule: rule.id,
          severity: severity ?? report.severity ?? rule.severity,
          file: this.yaml.path,
          span: report.at,
          message: report.message,
          fixes: (report.fixes ?? []).flatMap((fix) => this.fix(fix)),
          related: report.related ?? [],
        });
      }
    } catch (error) {
      this.failures.push({rule: rule.id, file: this.yaml.path, error});
    }
  }

  private fix(fix: NonNullable<Report["fixes"]>[number]): Fix[] {
    if (!fix?.edits || fix.edits.length === 0) return [];
    return [{title: fix.title, safe: fix.safe ?? false, edits: new Map([[fix.file ?? this.yaml.path, fix.edits]])}];
  }
}

function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Clusters in a sentence. */
function clusterNames(clusters: readonly string[]): string {
  return `the cluster${clusters.length === 1 ? "" : "s"} ${clusters.map((name) => `\`${name}\``).join(", ")}`;
}

function applies(rule: ResourceRule, resource: Resource): boolean {
  if (resource.role === "patch" && !rule.patches) return false;
  return rule.types === undefined || rule.types.includes(resource.type);
}
