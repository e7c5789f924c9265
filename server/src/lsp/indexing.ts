import {breathing} from "./breathe.ts";
import type {Changes} from "./changes.ts";
import {showProgress} from "./progress.ts";
import type {Project, Scan} from "./project.ts";
import type {Session} from "./session.ts";

const REPORT_MS = 100;
/** More names than this help nobody. */
const NAMED_SKIPS = 20;

/** Reads repositories in the background, one after the other, and tells how far it is. */
export class Indexing {
  /** What is to be done with each: everything read, or a look for files that are new or gone. */
  private readonly waiting = new Map<Project, "read" | "scan">();
  private running: Promise<void> | undefined;
  private isStopped = false;

  constructor(
    private readonly session: Session,
    private readonly changes: Changes,
  ) {}

  /** Reads all files. Those of a project that is not known yet can be many, so that a person may stop it. */
  read(projects: Iterable<Project>): Promise<void> {
    for (const project of projects) this.waiting.set(project, "read");
    return this.start();
  }

  /** Looks for files that are new or gone. Further calls before it starts are the same scan. */
  scan(projects: Iterable<Project>): Promise<void> {
    for (const project of projects) if (!this.waiting.has(project)) this.waiting.set(project, "scan");
    return this.start();
  }

  stop(): void {
    this.isStopped = true;
  }

  private start(): Promise<void> {
    this.running ??= this.run();
    return this.running;
  }

  private async run(): Promise<void> {
    // Events come in bunches; those that are under way already belong to this scan.
    await new Promise((resolve) => setImmediate(resolve));
    for (const [project, task] of this.waiting) {
      this.waiting.delete(project);
      try {
        if (task === "read") await this.readAll(project);
        else await this.lookAgain(project);
      } catch (error) {
        // What could not be read is no more known than what nobody wanted to be read.
        if (task === "read") project.isCut = !project.isReady;
        this.session.connection.console.error(`${project.root} could not be read: ${messageOf(error)}`);
      }
      this.changes.notice();
    }
    // Not later: a scan that is asked for now must not wait for this one.
    this.running = undefined;
  }

  private async lookAgain(project: Project): Promise<void> {
    const scan: Scan = {again: false, step: breathing(), isCancelled: () => this.isGone(project)};
    if (project.isCut) await project.dropGone(scan);
    else await project.scan(scan);
    if (project.isReady || project.isCut) this.session.showReady();
  }

  private async readAll(project: Project): Promise<void> {
    const {session} = this;
    const {console} = session.connection;
    const started = performance.now();
    const progress = showProgress(session, "reading the repository");
    const breathe = breathing();
    let reported = started;
    const tell = (files: number, of?: number): void => {
      if (of === undefined) progress.report("looking for files");
      else progress.report(`${files} of ${of} files`, Math.floor((files / of) * 100));
      session.showStatus({kind: "indexing", files, ...(of !== undefined && {of})});
    };
    project.isCut = false;
    session.showStatus({kind: "indexing", files: 0});
    try {
      const isComplete = await project.scan({
        again: true,
        step: (files, of) => {
          if (performance.now() - reported > REPORT_MS) {
            reported = performance.now();
            tell(files, of);
          }
          return breathe();
        },
        isCancelled: () => progress.isCancelled || this.isGone(project),
      });
      // Of a repository that was read before as much stays known as it was.
      if (!isComplete && progress.isCancelled) project.isCut = !project.isReady;
      const ms = Math.round(performance.now() - started);
      if (isComplete) console.info(`Read ${project.fileCount} files below ${project.root} in ${ms} ms.`);
      else if (progress.isCancelled) console.warn(cancelledMessage(project, ms));
    } finally {
      progress.done();
    }
    this.logSkipped(project);
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

function cancelledMessage({root, isCut, fileCount, fileTotal}: Project, ms: number): string {
  if (!isCut) return `Reading ${root} again was cancelled after ${ms} ms; it stays known as it was before.`;
  const all = fileTotal === undefined ? "" : ` of ${fileTotal}`;
  return (
    `Reading ${root} was cancelled after ${ms} ms: ${fileCount}${all} files are known. Until the rest is read, nothing ` +
    "is reported but what a text says by itself. The command fluxWorkbench.readRepository reads everything."
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
