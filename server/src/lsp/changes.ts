import type {Project} from "./project.ts";
import type {Session} from "./session.ts";

/** How long edits are collected before anybody is told: long enough for a burst, too short to be noticed. */
const COLLECT_MS = 10;

/**
 * Tells the client when findings may have changed: a client that pulls is asked to pull again when an edit changed what
 * other files are worth; one that does not pull gets the findings of its open documents.
 */
export class Changes {
  private timer: NodeJS.Timeout | undefined;
  private refreshAll = false;
  /** Documents that changed since anybody was told. */
  private readonly edited = new Set<string>();
  private readonly published = new Map<string, {version: number; resultId: string}>();

  constructor(private readonly session: Session) {}

  /** Something changed, a document perhaps. Never postponed by later changes, so what is sent is at most this late. */
  notice(uri?: string): void {
    if (uri !== undefined) this.edited.add(uri);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.settle();
    }, COLLECT_MS);
  }

  /** Findings changed in another way than by texts: settings, or a scan that is complete. */
  noticeAll(): void {
    this.refreshAll = true;
    this.notice();
  }

  /** A document is closed: a client that was sent its findings must not keep them. */
  closed(uri: string): void {
    if (this.published.delete(uri)) void this.session.connection.sendDiagnostics({uri, diagnostics: []});
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private settle(): void {
    const {projects, client} = this.session;
    projects.sync();
    const others = this.areOthersForgotten() || this.refreshAll;
    this.refreshAll = false;
    if (!client.pullDiagnostics) this.publish(others);
    else if (others && client.refreshDiagnostics) this.refresh();
    this.edited.clear();
  }

  /** Whether what is known about files that were not edited counts no more. */
  private areOthersForgotten(): boolean {
    const {projects} = this.session;
    let others = false;
    for (const project of projects.all) {
      project.workspace.settle();
      const forgotten = project.forgotten.forDocuments;
      // While a repository is read everything is; the end of the scan is noticed by itself.
      if (project.isReady && !others) others = this.areOthersIn(project, forgotten);
      forgotten.clear();
    }
    return others;
  }

  private areOthersIn(project: Project, forgotten: ReadonlySet<string>): boolean {
    const {projects} = this.session;
    // One is enough, and after a scan there are as many as files.
    for (const path of forgotten) if (!this.edited.has(projects.uriOf({project, path}))) return true;
    return false;
  }

  private refresh(): void {
    this.session.connection.languages.diagnostics.refresh().catch((error: unknown) => {
      this.session.connection.console.warn(`The client refused to refresh its diagnostics: ${error}`);
    });
  }

  private publish(all: boolean): void {
    const {projects, findings, connection} = this.session;
    for (const document of projects.documents) {
      const place = all || this.edited.has(document.uri) ? projects.locate(document.uri) : undefined;
      if (!place) continue;
      const {resultId, items} = findings.report(place);
      const last = this.published.get(document.uri);
      if (last?.version === document.version && last.resultId === resultId) continue;
      this.published.set(document.uri, {version: document.version, resultId});
      void connection.sendDiagnostics({uri: document.uri, version: document.version, diagnostics: [...items]});
    }
  }
}
