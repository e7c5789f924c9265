import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type ResultProgressReporter,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver/node";
import {breathing} from "../breathe.ts";
import type {Place} from "../projects.ts";
import type {Session} from "../session.ts";

type PartialProgress = ResultProgressReporter<WorkspaceDiagnosticReportPartialResult>;

/** What was answered last, and in which state of all files. */
interface Answer {
  readonly state: string;
  /** Result ids by URI, of the files that were mentioned. */
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * `workspace/diagnostic`: the findings of all files in the opened folders. Files without findings are mentioned only
 * where the client still has some of them. Editors ask every other second, so an answer in an unchanged world is cheap.
 */
export class WorkspaceDiagnostics {
  private last: Answer | undefined;

  constructor(private readonly session: Session) {}

  async handle(
    {previousResultIds}: WorkspaceDiagnosticParams,
    token: CancellationToken,
    progress: PartialProgress | undefined,
  ): Promise<WorkspaceDiagnosticReport> {
    const {projects} = this.session;
    await Promise.all(projects.repositories.map(({ready}) => ready));
    projects.sync();
    const previous = new Map(previousResultIds.map(({uri, value}) => [uri, value]));
    const {state, revisions} = projects;
    if (this.last?.state === state && isSame(this.last.ids, previous)) {
      return {items: [...previous].map(([uri, resultId]) => this.unchanged(uri, resultId))};
    }
    const ids = new Map<string, string>();
    let items: WorkspaceDocumentDiagnosticReport[] = [];
    const breathe = breathing();
    for (const place of projects.files()) {
      const report = this.report(place, previous);
      if (report) items.push(report);
      if (report?.resultId !== undefined) ids.set(report.uri, report.resultId);
      const pause = breathe();
      if (!pause) continue;
      await pause;
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
      // What was found so far is about files as they were; the client is told to ask again.
      if (projects.revisions !== revisions) {
        throw new ResponseError(LSPErrorCodes.ServerCancelled, "files changed", {retriggerRequest: true});
      }
      if (progress && items.length > 0) {
        progress.report({items});
        items = [];
      }
    }
    // What the client still shows for files that are gone.
    for (const uri of previous.keys()) {
      items.push({uri, version: null, kind: DocumentDiagnosticReportKind.Full, items: []});
    }
    this.last = {state, ids};
    if (!progress) return {items};
    progress.report({items});
    return {items: []};
  }

  /** The report of a file, where there is something to say; takes it off the list of what the client has. */
  private report(place: Place, previous: Map<string, string>): WorkspaceDocumentDiagnosticReport | undefined {
    const {projects, findings} = this.session;
    const uri = projects.uriOf(place);
    const known = previous.get(uri);
    previous.delete(uri);
    const {resultId, items} = findings.report(place);
    if (known === resultId) return this.unchanged(uri, resultId);
    if (items.length === 0 && known === undefined) return undefined;
    const version = projects.documentOf(uri)?.version ?? null;
    return {uri, version, kind: DocumentDiagnosticReportKind.Full, resultId, items: [...items]};
  }

  private unchanged(uri: string, resultId: string): WorkspaceDocumentDiagnosticReport {
    const version = this.session.projects.documentOf(uri)?.version ?? null;
    return {uri, version, kind: DocumentDiagnosticReportKind.Unchanged, resultId};
  }
}

function isSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([uri, id]) => b.get(uri) === id);
}
