import type {Diagnostic} from "vscode-languageserver/node";
import type {Finding} from "../engine/finding.ts";
import {RULES} from "../engine/rules/index.ts";
import {checkFile, type FileResult} from "../engine/rules/run.ts";
import type {Answers} from "../engine/workspace/memo.ts";
import type {YamlFile} from "../engine/yaml/parse.ts";
import {toDiagnostic} from "./diagnostics.ts";
import {otherServerReports} from "./otherServer.ts";
import type {Project} from "./project.ts";
import type {Place} from "./projects.ts";
import type {Session} from "./session.ts";
import type {FolderSettings} from "./settings.ts";

/** What these say is certain although other files are not known: they look at nothing but a text. */
const CERTAIN_RULES = RULES.filter(({id}) => id.startsWith("yaml/"));

/** What a report was made of. As long as all of it is the same, so is the report. */
interface Reported extends Report {
  readonly text: string;
  readonly result: FileResult | undefined;
  readonly settings: FolderSettings;
  readonly isReady: boolean;
}

/** What is reported for a file, and a name for it that stays as long as the report stays the same. */
export interface Report {
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

/** Checks files, each once as long as nothing changes. */
export class Findings {
  private readonly answers = new WeakMap<Project, Answers<FileResult>>();
  private readonly reported = new Map<string, Reported>();
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
    return findings.filter((finding) => !this.isLeftToOther(project, file, finding));
  }

  /** The findings of a file as diagnostics. */
  report(place: Place): Report {
    const {project, path} = place;
    const {settings, isReady} = project;
    const uri = this.session.projects.uriOf(place);
    const file = project.workspace.file(path);
    const result = file && this.check(place);
    const known = this.reported.get(uri);
    if (known && known.result === result && known.settings === settings && known.isReady === isReady) return known;
    const items = file ? this.of(place).map((finding) => toDiagnostic(this.session, place, file, finding)) : [];
    const text = JSON.stringify(items);
    const resultId = known?.text === text ? known.resultId : `${this.name}.${this.nextId++}`;
    const report = {resultId, items, text, result, settings, isReady};
    this.reported.set(uri, report);
    return report;
  }

  /** The file is gone. */
  forget(uri: string): void {
    this.reported.delete(uri);
  }

  private check({project, path}: Place): FileResult {
    const {workspace} = project;
    const schemas = this.session.schemas.of(project);
    // Whatever needs other files would be wrong, and computed again and again while they come.
    if (!project.isReady) return checkFile(workspace, schemas, path, CERTAIN_RULES);
    let answers = this.answers.get(project);
    if (!answers) {
      answers = workspace.answers(
        (file) => this.checkAgain(project, file),
        (file) => project.forget(file),
      );
      this.answers.set(project, answers);
    }
    return answers.get(path);
  }

  private checkAgain(project: Project, path: string): FileResult {
    const result = checkFile(project.workspace, this.session.schemas.of(project), path);
    for (const {rule, file, error} of result.failures) this.logFailure(rule, file, error);
    return result;
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
