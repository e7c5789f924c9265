import type {WorkspaceFoldersChangeEvent} from "vscode-languageserver/node";
import {breathing} from "./breathe.ts";
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
    project.begin();
    project.ready = this.configuration.apply([project]).then(async () => {
      await project.complete(breathing());
      this.changes.noticeAll();
    });
  }

  /** Reads everything again, or the rest of what somebody did not want to be read. Whether all of it is known then. */
  async readAgain(): Promise<boolean> {
    const {repositories} = this.session.projects;
    // Those that are being read already are read once.
    const idle = repositories.filter(({isAtRest}) => isAtRest);
    const ready = idle.length > 0 ? this.prepare(idle) : undefined;
    for (const project of idle) if (ready && project.isCut) project.ready = ready;
    await Promise.all([ready, ...repositories.map((project) => project.ready)]);
    return repositories.every(({isReady}) => isReady);
  }

  private set(folders: readonly string[]): void {
    const added = this.session.projects.setFolders([...new Set(folders)]);
    for (const project of added) project.begin();
    const ready = this.prepare(added);
    for (const project of added) project.ready = ready;
    this.watching.update();
  }

  private async prepare(projects: readonly Project[]): Promise<void> {
    await Promise.all([this.configuration.apply(projects), this.indexing.read(projects)]);
    for (const project of projects) if (!project.isCut) await project.complete(breathing());
    this.session.showReady();
    this.changes.noticeAll();
  }
}
