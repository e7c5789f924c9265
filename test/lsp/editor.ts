import type {ChildProcess} from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {pathToFileURL} from "node:url";
import {
  type CodeAction,
  type CodeActionContext,
  type CompletionList,
  type Diagnostic,
  type DocumentDiagnosticReport,
  FileChangeType,
  type Hover,
  type InitializeResult,
  type PreviousResultId,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type RegistrationParams,
  ResponseError,
  type TextEdit,
  WorkDoneProgress,
  type WorkspaceDiagnosticReport,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import {TextDocument} from "vscode-languageserver-textdocument";
import {capabilities} from "./capabilities.ts";
import {inProcess, type ServerParts, spawned} from "./connect.ts";

/** How an editor under test differs from one that can everything. */
export interface EditorOptions extends ServerParts {
  /** Texts by path below the temporary folder. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Anything else to be done in the folder before the editor opens it. */
  readonly prepare?: (root: string) => void;
  /** Opened folders, relative; the temporary folder itself by default. */
  readonly folders?: readonly string[];
  readonly diagnostics?: "pull" | "push";
  /** What `workspace/configuration` answers; a function may also be slow. */
  readonly settings?: unknown;
  readonly initializationOptions?: unknown;
  readonly capabilities?: Readonly<Record<string, unknown>>;
  /** A server of its own process instead of one in this. */
  readonly command?: readonly string[];
}

/** A small editor that speaks the protocol with our server and keeps what it is told. */
export class Editor {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logs: string[] = [];
  readonly messages: string[] = [];
  readonly statuses: unknown[] = [];
  readonly registered: string[] = [];
  readonly progress: string[] = [];
  /** The last progress: its token, and everything that was said of it. */
  work: {readonly token: string; readonly values: object[]} | undefined;
  refreshes = 0;
  settings: unknown;
  initialized: InitializeResult | undefined;
  child: ChildProcess | undefined;
  private readonly documents = new Map<string, TextDocument>();

  private constructor(
    readonly root: string,
    readonly connection: ProtocolConnection,
  ) {}

  static async start(options: EditorOptions = {}): Promise<Editor> {
    const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "flux-workbench-lsp-")));
    for (const [file, text] of Object.entries(options.files ?? {})) {
      fs.mkdirSync(path.dirname(path.join(root, file)), {recursive: true});
      fs.writeFileSync(path.join(root, file), text);
    }
    options.prepare?.(root);
    const {child, connection} = options.command ? spawned(options.command) : inProcess(options);
    const editor = new Editor(root, connection);
    editor.child = child;
    editor.settings = options.settings ?? {};
    editor.listen();
    const folders = (options.folders ?? [""]).map((folder) => ({uri: editor.uri(folder), name: folder}));
    editor.initialized = await connection.sendRequest<InitializeResult>("initialize", {
      processId: null,
      rootUri: folders[0]?.uri ?? null,
      workspaceFolders: folders,
      initializationOptions: options.initializationOptions,
      capabilities: options.capabilities ?? capabilities(options.diagnostics ?? "pull"),
    });
    await connection.sendNotification("initialized", {});
    return editor;
  }

  uri(file: string): string {
    return pathToFileURL(path.join(this.root, file)).href;
  }

  text(file: string): string {
    return this.document(file).getText();
  }

  version(file: string): number {
    return this.document(file).version;
  }

  open(file: string, text?: string, uri = this.uri(file)): Promise<void> {
    const content = text ?? fs.readFileSync(path.join(this.root, file), "utf8");
    const document = TextDocument.create(uri, "yaml", 1, content);
    this.documents.set(file, document);
    return this.connection.sendNotification("textDocument/didOpen", {
      textDocument: {uri, languageId: "yaml", version: 1, text: content},
    });
  }

  /** Replaces the first place of `search`, as a person who types does: by a range. */
  change(file: string, search: string, replacement: string): Promise<void> {
    const document = this.document(file);
    const at = document.getText().indexOf(search);
    if (at < 0) throw new Error(`${search} is not in ${file}`);
    const range = {start: document.positionAt(at), end: document.positionAt(at + search.length)};
    return this.edit(file, [{range, newText: replacement}]);
  }

  /** Changes a document by edits that belong together. */
  edit(file: string, edits: readonly TextEdit[]): Promise<void> {
    const document = this.document(file);
    // The protocol applies changes one after the other, edits all at once: from the end they are the same.
    const changes = [...edits]
      .sort((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start))
      .map(({range, newText}) => ({range, text: newText}));
    TextDocument.update(document, changes, document.version + 1);
    return this.connection.sendNotification("textDocument/didChange", {
      textDocument: {uri: document.uri, version: document.version},
      contentChanges: changes,
    });
  }

  close(file: string): Promise<void> {
    const {uri} = this.document(file);
    this.documents.delete(file);
    return this.connection.sendNotification("textDocument/didClose", {textDocument: {uri}});
  }

  pull(file: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    const uri = this.documents.get(file)?.uri ?? this.uri(file);
    return this.connection.sendRequest("textDocument/diagnostic", {textDocument: {uri}, previousResultId});
  }

  /** The findings of a file, pulled. */
  async findings(file: string): Promise<Diagnostic[]> {
    const report = await this.pull(file);
    return report.kind === "full" ? report.items : [];
  }

  async rules(file: string): Promise<unknown[]> {
    return (await this.findings(file)).map(({code}) => code);
  }

  /** The findings of the workspace; asked for again when the server says so, as editors do. */
  async workspace(previousResultIds: PreviousResultId[] = []): Promise<WorkspaceDiagnosticReport> {
    for (;;) {
      try {
        return await this.workspaceOnce(previousResultIds);
      } catch (error) {
        const isOvertaken = error instanceof ResponseError && error.data?.retriggerRequest === true;
        if (!isOvertaken) throw error;
      }
    }
  }

  workspaceOnce(previousResultIds: PreviousResultId[] = []): Promise<WorkspaceDiagnosticReport> {
    return this.connection.sendRequest("workspace/diagnostic", {previousResultIds});
  }

  actions(file: string, range: Range, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> {
    const {uri} = this.document(file);
    return this.connection.sendRequest("textDocument/codeAction", {
      textDocument: {uri},
      range,
      context: {diagnostics: [], ...context},
    });
  }

  hover(file: string, search: string): Promise<Hover | null> {
    return this.connection.sendRequest("textDocument/hover", this.at(file, search));
  }

  completion(file: string, search: string): Promise<CompletionList> {
    return this.connection.sendRequest("textDocument/completion", this.at(file, search));
  }

  /** Applies an edit to open documents, as an editor does; refuses one that was made for another version. */
  async apply(edit: WorkspaceEdit | undefined): Promise<void> {
    for (const change of edit?.documentChanges ?? []) {
      if (!("textDocument" in change)) throw new Error("only text edits are expected");
      const [file, document] = [...this.documents].find(([, {uri}]) => uri === change.textDocument.uri) ?? [];
      if (!file || !document) throw new Error(`${change.textDocument.uri} is not open`);
      if (change.textDocument.version !== document.version) throw new Error("made for another version");
      await this.edit(file, change.edits as TextEdit[]);
    }
  }

  /** Changes a file on disk behind the editor's back; its watcher tells. */
  write(file: string, text: string | Uint8Array): Promise<void> {
    const existed = fs.existsSync(path.join(this.root, file));
    fs.mkdirSync(path.dirname(path.join(this.root, file)), {recursive: true});
    fs.writeFileSync(path.join(this.root, file), text);
    return this.watched(file, existed ? FileChangeType.Changed : FileChangeType.Created);
  }

  remove(file: string): Promise<void> {
    fs.rmSync(path.join(this.root, file), {recursive: true});
    return this.watched(file, FileChangeType.Deleted);
  }

  watched(file: string, type: FileChangeType): Promise<void> {
    return this.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{uri: this.uri(file), type}],
    });
  }

  /** Does not want the rest of what the last progress is about. */
  cancelWork(): Promise<void> {
    return this.connection.sendNotification("window/workDoneProgress/cancel", {token: this.work?.token});
  }

  execute<T>(command: string): Promise<T> {
    return this.connection.sendRequest("workspace/executeCommand", {command});
  }

  configure(settings: unknown): Promise<void> {
    this.settings = settings;
    return this.connection.sendNotification("workspace/didChangeConfiguration", {settings: null});
  }

  /** The last published findings of a file. */
  lastPublished(file: string): PublishDiagnosticsParams | undefined {
    const uri = this.documents.get(file)?.uri ?? this.uri(file);
    return this.published.findLast((params) => params.uri === uri);
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest("shutdown");
    this.connection.dispose();
    fs.rmSync(this.root, {recursive: true, force: true});
  }

  private document(file: string): TextDocument {
    const document = this.documents.get(file);
    if (!document) throw new Error(`${file} is not open`);
    return document;
  }

  private at(file: string, search: string) {
    const document = this.document(file);
    const position = document.positionAt(document.getText().indexOf(search) + search.length);
    return {textDocument: {uri: document.uri}, position};
  }

  private listen(): void {
    const {connection} = this;
    connection.onNotification("textDocument/publishDiagnostics", (params) => void this.published.push(params));
    connection.onNotification("window/logMessage", ({message}) => void this.logs.push(message));
    connection.onNotification("window/showMessage", ({message}) => void this.messages.push(message));
    connection.onNotification("fluxWorkbench/status", (status) => void this.statuses.push(status));
    connection.onRequest("workspace/diagnostic/refresh", () => {
      this.refreshes++;
      return null;
    });
    connection.onRequest("workspace/configuration", ({items}: {items: unknown[]}) => {
      const {settings} = this;
      return typeof settings === "function" ? settings(items) : items.map(() => settings);
    });
    connection.onRequest("client/registerCapability", ({registrations}: RegistrationParams) => {
      this.registered.push(...registrations.map(({method}) => method));
      return null;
    });
    connection.onRequest("client/unregisterCapability", () => null);
    connection.onRequest("window/workDoneProgress/create", ({token}: {token: string}) => {
      const values: object[] = [];
      this.work = {token, values};
      connection.onProgress(WorkDoneProgress.type, token, (value) => {
        this.progress.push(value.kind);
        values.push(value);
      });
      return null;
    });
    connection.listen();
  }
}

/** Waits until something holds; fails in the end with what was waited for. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
