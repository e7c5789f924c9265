import {type CancellationToken, LSPErrorCodes, ResponseError} from "vscode-languageserver/node";
import {RepositoryTree} from "../engine/features/tree.ts";
import {WorkspaceSymbols} from "../engine/features/workspaceSymbols.ts";
import {breathing} from "./breathe.ts";
import type {Project} from "./project.ts";
import type {Session} from "./session.ts";

/** What is listed of a whole repository. */
export interface ProjectTree {
  readonly tree: RepositoryTree;
  readonly symbols: WorkspaceSymbols;
}

/** The lists of all opened repositories, each kept as long as its project is. */
export class ProjectTrees {
  private readonly trees = new WeakMap<Project, ProjectTree>();

  constructor(private readonly session: Session) {}

  of(project: Project): ProjectTree {
    const known = this.trees.get(project);
    if (known) return known;
    const tree = new RepositoryTree(project.workspace);
    const made = {tree, symbols: new WorkspaceSymbols(project.workspace, tree)};
    this.trees.set(project, made);
    return made;
  }

  /** Waits until everything is read, and does what takes long with pauses for other requests. */
  async prepare(list: keyof ProjectTree, token?: CancellationToken): Promise<void> {
    const {projects} = this.session;
    await Promise.all(projects.repositories.map(({ready}) => ready));
    projects.sync();
    const breathe = breathing();
    for (const project of projects.repositories) {
      for (const _ of this.of(project)[list].prepare()) {
        await breathe();
        if (token?.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
      }
    }
    projects.sync();
  }
}
