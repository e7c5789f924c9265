import {baseName, folderOf} from "../text/paths.ts";
import {Cell, type Memo} from "./memo.ts";

class Folder extends Cell {
  readonly files = new Set<string>();
  readonly folders = new Set<string>();
}

/** Which paths there are. Files of every kind count, the ones whose contents nobody reads included. */
export class Folders {
  private readonly folders = new Map<string, Folder>();
  /** Files and folders that are on disk, but not in what reaches the cluster: ignored by Git, symbolic links. */
  private readonly leftOut = new Set<string>();
  private readonly extent = new Cell();
  private hasMore = false;

  constructor(private readonly memo: Memo) {}

  add(path: string): void {
    const folder = this.create(folderOf(path));
    if (folder.files.has(path)) return;
    folder.files.add(path);
    this.memo.changed(folder);
  }

  remove(path: string): void {
    const name = folderOf(path);
    const folder = this.folders.get(name);
    if (!folder?.files.delete(path)) return;
    this.memo.changed(folder);
    this.prune(name, folder);
  }

  leaveOut(path: string): void {
    this.leftOut.add(path);
    this.memo.changed(this.create(folderOf(path)));
  }

  /** Says whether there may be paths that nobody has told of, so that none can be called missing. */
  set mayHaveMore(value: boolean) {
    if (value === this.hasMore) return;
    this.hasMore = value;
    this.memo.changed(this.extent);
  }

  hasFile(path: string): boolean {
    return this.read(folderOf(path)).files.has(path);
  }

  hasFolder(path: string): boolean {
    if (path === "") return true;
    return this.read(folderOf(path)).folders.has(path);
  }

  /**
   * Whether the path leads to or through something that is left out, or to something that may be there although nobody
   * has told of it, so that nothing can be said about it.
   */
  isLeftOut(path: string): boolean {
    if (this.isUntold(path)) return true;
    if (this.leftOut.size === 0) return false;
    for (let part = path; part !== ""; part = folderOf(part)) {
      this.read(folderOf(part));
      if (this.leftOut.has(part)) return true;
    }
    return false;
  }

  /** The files right in a folder, in the order of their names. */
  filesIn(folder: string): string[] {
    return [...this.read(folder).files].sort();
  }

  /** The folders right in a folder, in the order of their names. */
  foldersIn(folder: string): string[] {
    return [...this.read(folder).folders].sort();
  }

  /** While there may be more, of no folder is known what is in it. So nothing is built before it can be built right. */
  private isUntold(path: string): boolean {
    if (this.hasFile(path)) return false;
    this.memo.read(this.extent);
    return this.hasMore;
  }

  private read(path: string): Folder {
    let folder = this.folders.get(path);
    if (!folder) {
      folder = new Folder();
      this.folders.set(path, folder);
    }
    this.memo.read(folder);
    return folder;
  }

  private create(path: string): Folder {
    let folder = this.folders.get(path);
    if (!folder) {
      folder = new Folder();
      this.folders.set(path, folder);
    }
    if (path === "") return folder;
    const above = this.create(folderOf(path));
    if (!above.folders.has(path)) {
      above.folders.add(path);
      this.memo.changed(above);
    }
    return folder;
  }

  /** A folder without contents is none, as in Git. */
  private prune(path: string, folder: Folder): void {
    if (path === "" || folder.files.size > 0 || folder.folders.size > 0) return;
    this.folders.delete(path);
    const name = folderOf(path);
    const above = this.folders.get(name);
    if (!above) return;
    above.folders.delete(path);
    this.memo.changed(above);
    this.prune(name, above);
  }
}

/** The extensions of which Flux takes every file where a folder has no kustomization. */
export function isManifestName(path: string): boolean {
  return /\.ya?ml$/.test(baseName(path));
}
