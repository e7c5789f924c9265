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
    const {state} = projects;
    const {last} = this;
    if (last?.state === state && isSame(last.ids, previous)) {
      return {items: [...previous].map(([uri, resultId]) => this.unchanged(uri, resultId))};
    }
    // A client that was told before needs to know no more than what may have changed since.
    const places = last ? this.changedSince(last, new Map(previous)) : projects.files();
    const ids = new Map(last ? previous : []);
    this.last = undefined;
    let items: WorkspaceDocumentDiagnosticReport[] = [];
    const breathe = breathing();
    for (const place of places) {
      const {project, path} = place;
      project.forgotten.forWorkspace.delete(path);
      const uri = projects.uriOf(place);
      if (!project.workspace.has(path)) continue;
      const report = this.report(uri, place, previous);
      if (report) items.push(report);
      if (report?.resultId === undefined) ids.delete(uri);
      else ids.set(uri, report.resultId);
      const pause = breathe();
      if (!pause) continue;
      await pause;
      if (token.isCancellationRequested) {
        // What was found out and not sent differs from what the client will say it has.
        if (last) this.last = {state: "", ids};
        throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
      }
      if (progress && items.length > 0) {
        progress.report({items});
        items = [];
      }
    }
    if (last) this.keepUnchanged(previous);
    // What the client still shows for files that are gone.
    for (const uri of previous.keys()) {
      ids.delete(uri);
      items.push({uri, version: null, kind: DocumentDiagnosticReportKind.Full, items: []});
    }
    this.last = {state, ids};
    if (!progress) return {items};
    progress.report({items});
    return {items: []};
  }

  /** The files of which the client may have other findings than there are, each in the project that reports it. */
  private *changedSince(last: Answer, previous: ReadonlyMap<string, string>): Iterable<Place> {
    const {projects} = this.session;
    const told = new Set<string>();
    for (const project of projects.repositories) {
      project.workspace.settle();
      for (const path of project.forgotten.forWorkspace) {
        const place = {project, path};
        project.forgotten.forWorkspace.delete(path);
        if (!projects.isHome(place)) continue;
        told.add(projects.uriOf(place));
        yield place;
      }
    }
    // It has been told about single documents meanwhile, or has let go of some.
    for (const uri of new Set([...last.ids.keys(), ...previous.keys()])) {
      if (told.has(uri) || last.ids.get(uri) === previous.get(uri)) continue;
      const place = projects.locate(uri);
      if (place) yield place;
    }
  }

  /** Takes the files that are still there, and were not looked at, off the list of what the client has. */
  private keepUnchanged(previous: Map<string, string>): void {
    const {projects} = this.session;
    for (const uri of previous.keys()) {
      const place = projects.locate(uri);
      if (place?.project.workspace.has(place.path)) previous.delete(uri);
    }
  }

  /** The report of a file, where there is something to say; takes it off the list of what the client has. */
  private report(
    uri: string,
    place: Place,
    previous: Map<string, string>,
  ): WorkspaceDocumentDiagnosticReport | undefined {
    const {projects, findings} = this.session;
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
