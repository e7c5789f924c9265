import type {WorkspaceFoldersChangeEvent} from "vscode-languageserver/node";
import type {Changes} from "./changes.ts";
import type {Configuration} from "./configuration.ts";
import type {Indexing} from "./indexing.ts";
import type {Project} from "./project.ts";
import type {Session} from "./session.ts";
import {filePathOf} from "./uris.ts";
import type {Watching} from "./watching.ts";

/** Opens and closes the folders of the editor. */
export class Folders {
  constructor(
    private readonly session: Session,
    private readonly configuration: Configuration,
    private readonly indexing: Indexing,
    private readonly watching: Watching,
    private readonly changes: Changes,
  ) {}

  /** The folders that the client opened before it started the server. */
  openFirst(): void {
    const {workspaceFolders, rootUri} = this.session.params;
    const uris = workspaceFolders?.map(({uri}) => uri) ?? (rootUri ? [rootUri] : []);
    this.set(uris.flatMap((uri) => filePathOf(uri) ?? []));
  }

  change({added, removed}: WorkspaceFoldersChangeEvent): void {
    const gone = new Set(removed.map(({uri}) => filePathOf(uri)));
    const {folders} = this.session.projects;
    this.set([...folders.filter((folder) => !gone.has(folder)), ...added.flatMap(({uri}) => filePathOf(uri) ?? [])]);
  }

  /** A document outside of all folders has settings too, and no files around it. */
  openAlone(project: Project): void {
    project.isReady = false;
    project.ready = this.configuration.apply([project]).then(() => {
      project.isReady = true;
      this.changes.noticeAll();
    });
  }

  private set(folders: readonly string[]): void {
    const added = this.session.projects.setFolders([...new Set(folders)]);
    for (const project of added) project.isReady = false;
    const ready = this.prepare(added);
    for (const project of added) project.ready = ready;
    this.watching.update();
  }

  private async prepare(projects: readonly Project[]): Promise<void> {
    await Promise.all([this.configuration.apply(projects), this.indexing.scan(projects)]);
    for (const project of projects) project.isReady = true;
    this.session.showReady();
    this.changes.noticeAll();
  }
}
