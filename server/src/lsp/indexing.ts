import type {WorkDoneProgressServerReporter} from "vscode-languageserver/node";
import {breathing} from "./breathe.ts";
import type {Changes} from "./changes.ts";
import type {Project} from "./project.ts";
import type {Session} from "./session.ts";

const REPORT_MS = 100;
/** More names than this help nobody. */
const NAMED_SKIPS = 20;

/** Reads repositories in the background, one after the other, and tells how far it is. */
export class Indexing {
  private readonly waiting = new Set<Project>();
  private running: Promise<void> | undefined;
  private isStopped = false;

  constructor(
    private readonly session: Session,
    private readonly changes: Changes,
  ) {}

  /** Looks for files that are new or gone. Further calls before it starts are the same scan. */
  scan(projects: Iterable<Project>): Promise<void> {
    for (const project of projects) this.waiting.add(project);
    this.running ??= this.run();
    return this.running;
  }

  stop(): void {
    this.isStopped = true;
  }

  private async run(): Promise<void> {
    // Events come in bunches; those that are under way already belong to this scan.
    await new Promise((resolve) => setImmediate(resolve));
    for (const project of this.waiting) {
      this.waiting.delete(project);
      try {
        if (project.isReady) await this.again(project);
        else await this.first(project);
      } catch (error) {
        this.session.connection.console.error(`${project.root} could not be read: ${messageOf(error)}`);
      }
      this.changes.notice();
    }
    // Not later: a scan that is asked for now must not wait for this one.
    this.running = undefined;
  }

  private async again(project: Project): Promise<void> {
    await project.scan(breathing(), () => this.isGone(project));
    this.session.showReady();
  }

  private async first(project: Project): Promise<void> {
    const {session} = this;
    const started = performance.now();
    const progress = this.showProgress();
    const breathe = breathing();
    let reported = started;
    const count = (): number => project.fileCount;
    session.showStatus({kind: "indexing", files: count()});
    try {
      await project.scan(
        () => {
          if (performance.now() - reported > REPORT_MS) {
            reported = performance.now();
            progress.report(`${count()} files`);
            session.showStatus({kind: "indexing", files: count()});
          }
          return breathe();
        },
        () => this.isGone(project),
      );
    } finally {
      progress.done();
    }
    const ms = Math.round(performance.now() - started);
    session.connection.console.info(`Read ${count()} files below ${project.root} in ${ms} ms.`);
    this.logSkipped(project);
  }

  /** Progress begins when the client has agreed to it; until then, and when it never does, nobody waits for it. */
  private showProgress(): Pick<WorkDoneProgressServerReporter, "report" | "done"> {
    let reporter: WorkDoneProgressServerReporter | undefined;
    let isDone = false;
    const {client, connection} = this.session;
    const created = client.progress ? connection.window.createWorkDoneProgress() : undefined;
    created?.then(
      (progress) => {
        if (isDone) return;
        reporter = progress;
        progress.begin("Flux Workbench", undefined, "reading the repository");
      },
      () => undefined,
    );
    return {
      report: (message: string | number) => reporter?.report(String(message)),
      done: () => {
        isDone = true;
        reporter?.done();
      },
    };
  }

  private isGone(project: Project): boolean {
    return this.isStopped || !this.session.projects.repositories.includes(project);
  }

  private logSkipped({skipped}: Project): void {
    if (skipped.size === 0) return;
    const lines = [...skipped].slice(0, NAMED_SKIPS).map(([file, reason]) => `  ${file}: ${reason}`);
    const more = skipped.size - lines.length;
    const rest = more > 0 ? [`  and ${more} more`] : [];
    this.session.connection.console.info(["Left alone:", ...lines, ...rest].join("\n"));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
