import fs from "node:fs";
import path from "node:path";
import {pathToFileURL} from "node:url";
import type {Connection, InitializeParams} from "vscode-languageserver/node";
import {TextDocuments} from "vscode-languageserver/node";
import {TextDocument} from "vscode-languageserver-textdocument";
import {IN_MENUS} from "../engine/refactors/index.ts";
import type {Refactoring} from "../engine/refactors/refactoring.ts";
import {type InitializationOptions, STATUS_NOTIFICATION, type Status} from "../protocol.ts";
import {RefactoringActions} from "./actions/refactorings.ts";
import {type ClientFeatures, clientFeatures} from "./client.ts";
import {Findings} from "./findings.ts";
import {Projects} from "./projects.ts";
import {ProjectSchemas} from "./schemas.ts";
import type {LoadedSchemas, ServerFiles} from "./serverFiles.ts";

/** One editor that is connected, and everything the server knows for it. */
export class Session {
  readonly client: ClientFeatures;
  readonly options: InitializationOptions;
  readonly documents = new TextDocuments(TextDocument);
  readonly projects = new Projects();
  readonly findings = new Findings(this);
  readonly refactoringActions = new RefactoringActions(this);
  readonly schemas: ProjectSchemas;
  /** Told when findings may have changed although no text did. */
  onSchemas: () => void = () => undefined;
  /** Told whenever everything on disk is read, for the first time or again. */
  onReady: () => void = () => undefined;
  /** Where a schema comes from, in words. */
  readonly schemaSource: (key: string) => string | undefined;
  private readonly pages = new Map<string, string | undefined>();

  constructor(
    readonly connection: Connection,
    readonly params: InitializeParams,
    loaded: LoadedSchemas,
    readonly files: ServerFiles,
    readonly refactorings: readonly Refactoring[] = IN_MENUS,
  ) {
    this.client = clientFeatures(params);
    this.schemaSource = loaded.sourceOf;
    this.options = optionsOf(params.initializationOptions);
    this.schemas = new ProjectSchemas(loaded.schemas, this.options, (project) => {
      for (const one of project ? [project] : this.projects.all) one.recheck();
      this.onSchemas();
    });
  }

  /** The address of a rule's page; undefined when there is none. */
  rulePage(rule: string): string | undefined {
    if (typeof this.options.ruleUri === "string") return this.options.ruleUri + rule;
    if (!this.pages.has(rule)) {
      const files = this.files.pages.map((folder) => path.join(folder, `${rule}.md`));
      const page = files.find((file) => fs.existsSync(file));
      this.pages.set(rule, page && pathToFileURL(page).href);
    }
    return this.pages.get(rule);
  }

  /** Tells a client that wants to know what the server is doing. */
  showStatus(status: Status): void {
    if (this.options.status === true) void this.connection.sendNotification(STATUS_NOTIFICATION, status);
  }

  /** Tells that nothing more is being read: whether that was everything, or a part. */
  showReady(): void {
    const {repositories} = this.projects;
    const files = repositories.reduce((sum, {fileCount}) => sum + fileCount, 0);
    const of = repositories.reduce((sum, {fileCount, fileTotal}) => sum + (fileTotal ?? fileCount), 0);
    if (repositories.some(({isCut}) => isCut)) this.showStatus({kind: "partial", files, ...(of > files && {of})});
    else this.showStatus({kind: "ready", files});
    this.onReady();
  }
}

function optionsOf(options: unknown): InitializationOptions {
  return typeof options === "object" && options !== null ? options : {};
}
