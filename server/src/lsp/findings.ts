import type {Diagnostic} from "vscode-languageserver/node";
import type {Finding} from "../engine/finding.ts";
import {checkFile, type FileResult} from "../engine/rules/run.ts";
import type {YamlFile} from "../engine/yaml/parse.ts";
import {toDiagnostic} from "./diagnostics.ts";
import {otherServerReports} from "./otherServer.ts";
import type {Project} from "./project.ts";
import type {Place} from "./projects.ts";
import type {Session} from "./session.ts";

interface Entry {
  readonly stamp: number;
  readonly revision: number;
  readonly result: FileResult;
}

/** What is reported for a file, and a name for it that stays as long as the report stays the same. */
export interface Report {
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

/** Checks files, each once as long as nothing changes. */
export class Findings {
  private readonly entries = new WeakMap<Project, Map<string, Entry>>();
  private readonly reported = new Map<string, {id: string; text: string}>();
  private readonly failed = new Set<string>();
  private nextId = 0;

  /** `name` keeps result ids of this server apart from those of one that ran before it. */
  constructor(
    private readonly session: Session,
    private readonly name = Date.now().toString(36),
  ) {}

  /** All findings of a file under its settings. */
  of(place: Place): readonly Finding[] {
    const {project, path} = place;
    const {validation} = project.settings;
    const file = project.workspace.file(path);
    if (validation === "off" || !file) return [];
    const {findings} = this.check(place);
    return findings.filter(
      (finding) => this.isCertain(project, finding) && !this.isLeftToOther(project, file, finding),
    );
  }

  /** The findings of a file as diagnostics. */
  report(place: Place): Report {
    const file = place.project.workspace.file(place.path);
    const items = file ? this.of(place).map((finding) => toDiagnostic(this.session, place, file, finding)) : [];
    const uri = this.session.projects.uriOf(place);
    const text = JSON.stringify(items);
    let known = this.reported.get(uri);
    if (known?.text !== text) {
      known = {id: `${this.name}.${this.nextId++}`, text};
      this.reported.set(uri, known);
    }
    return {resultId: known.id, items};
  }

  /** The file is gone. */
  forget(uri: string): void {
    this.reported.delete(uri);
  }

  private check({project, path}: Place): FileResult {
    const {workspace} = project;
    let entries = this.entries.get(project);
    if (!entries) {
      entries = new Map();
      this.entries.set(project, entries);
    }
    const stamp = project.stamp(path);
    const known = entries.get(path);
    if (known?.stamp === stamp && known.revision === workspace.revision) return known.result;
    const result = checkFile(workspace, this.session.schemas.of(project), path);
    entries.set(path, {stamp, revision: workspace.revision, result});
    for (const {rule, file, error} of result.failures) this.logFailure(rule, file, error);
    return result;
  }

  /** As long as files are missing, only what a text says by itself is certain. */
  private isCertain(project: Project, finding: Finding): boolean {
    return project.isReady || finding.rule.startsWith("yaml/");
  }

  private isLeftToOther({settings}: Project, file: YamlFile, finding: Finding): boolean {
    return (
      settings.validation === "auto" &&
      typeof this.session.options.otherYamlServer === "string" &&
      otherServerReports(file, finding)
    );
  }

  private logFailure(rule: string, file: string, error: unknown): void {
    const key = `${rule} ${file}`;
    if (this.failed.has(key)) return;
    this.failed.add(key);
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.session.connection.console.error(`The rule ${rule} failed on ${file}: ${details}`);
  }
}
