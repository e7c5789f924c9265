import path from "node:path";
import {CONFIG_FILE} from "../engine/resources/resource.ts";
import {Workspace} from "../engine/workspace/workspace.ts";
import {MAX_BYTES, readText} from "../files/read.ts";
import {walk} from "../files/walk.ts";
import type {Breathe} from "./breathe.ts";
import {DEFAULT_SETTINGS, type FolderSettings, overridesOf} from "./settings.ts";

/** Most files of a repository are closed: their trees are worth less than the editor's memory. */
const PARSED_BUDGET = 1_000_000;

/**
 * The files below one root as the editor sees them: what is on disk, and over it the documents that are open. A
 * document that lies in no opened folder is a project of its own, with nothing else in it.
 */
export class Project {
  readonly workspace = new Workspace(PARSED_BUDGET);
  /** Why files are not in the workspace although they are in the folder. */
  readonly skipped = new Map<string, string>();
  settings: FolderSettings = DEFAULT_SETTINGS;
  /** Settled when files and settings are known, so that findings are the final ones. */
  ready: Promise<void> = Promise.resolve();
  isReady = true;
  /** Grows with everything that changes a text or a setting. */
  edits = 0;
  /** Files whose findings may be others now; each reader of this set takes off what it has dealt with. */
  readonly forgotten = {forDocuments: new Set<string>(), forWorkspace: new Set<string>()};
  /** Files that the last scan found. */
  private readonly onDisk = new Set<string>();
  /** Files on disk that are not read, because they are no YAML. */
  private readonly others = new Set<string>();
  /** Texts of open documents; undefined for those too large to be looked at. */
  private readonly open = new Map<string, string | undefined>();

  constructor(readonly root: string) {}

  /** How many files are known. */
  get fileCount(): number {
    return this.onDisk.size;
  }

  configure(settings: FolderSettings): void {
    this.settings = settings;
    this.recheck();
  }

  /** What was found so far counts no more, although no text has changed. */
  recheck(): void {
    this.edits++;
    this.workspace.override(overridesOf(this.settings));
  }

  /** Puts the text of an open document over what is on disk. */
  overlay(file: string, text: string): void {
    const isTooLarge = text.length > MAX_BYTES;
    this.open.set(file, isTooLarge ? undefined : text);
    if (isTooLarge) this.remove(file, `larger than ${MAX_BYTES / 1024 / 1024} MB`);
    else this.put(file, text);
  }

  /** The document is closed: what is on disk counts again, if there is something. */
  closed(file: string): void {
    this.open.delete(file);
    if (this.onDisk.has(file)) this.read(file);
    else this.remove(file);
  }

  /** A file changed on disk. Whether a file that is not known yet belongs here only a scan can tell. */
  changed(file: string): "done" | "scan" {
    if (!this.onDisk.has(file)) return "scan";
    this.read(file);
    return "done";
  }

  deleted(file: string): void {
    if (this.onDisk.delete(file) && !this.open.has(file)) this.remove(file);
  }

  /** Brings the list of files up to date and reads those that are new; the configuration first, since it rules out others. */
  async scan(breathe: Breathe, isCancelled: () => boolean): Promise<void> {
    const found = new Set<string>();
    const others = new Set<string>();
    if (!this.onDisk.has(CONFIG_FILE)) this.read(CONFIG_FILE);
    for (const entry of walk(this.root)) {
      await breathe();
      if (isCancelled()) return;
      if (entry.role === "leftOut") this.workspace.leaveOut(entry.path);
      else if (entry.role === "other") this.other(entry.path, others);
      const reason = entry.skipped ?? entry.unreadable;
      if (reason !== undefined) {
        this.skipped.set(entry.path, reason);
        continue;
      }
      if (entry.role !== undefined) continue;
      found.add(entry.path);
      if (this.onDisk.has(entry.path)) continue;
      this.onDisk.add(entry.path);
      this.read(entry.path);
    }
    for (const file of this.onDisk) if (!found.has(file)) this.deleted(file);
    for (const file of this.others) if (!others.has(file)) this.removeOther(file);
  }

  /** A file that nobody reads, but that manifests may refer to, came or went. */
  otherChanged(file: string, isThere: boolean): void {
    if (isThere) this.other(file);
    else this.removeOther(file);
    this.edits++;
  }

  private other(file: string, found?: Set<string>): void {
    found?.add(file);
    this.others.add(file);
    this.workspace.addOther(file);
  }

  private removeOther(file: string): void {
    this.others.delete(file);
    this.workspace.removeOther(file);
  }

  /** What was found in a file counts no more. */
  forget(file: string): void {
    this.forgotten.forDocuments.add(file);
    this.forgotten.forWorkspace.add(file);
  }

  private read(file: string): void {
    if (this.open.has(file)) return;
    const content = readText(path.join(this.root, file));
    if ("text" in content) this.put(file, content.text);
    else this.remove(file, this.onDisk.has(file) ? content.skipped : undefined);
  }

  private put(file: string, text: string): void {
    this.skipped.delete(file);
    this.forget(file);
    this.edits++;
    this.workspace.setFile(file, text);
  }

  private remove(file: string, reason?: string): void {
    if (reason !== undefined) this.skipped.set(file, reason);
    this.forget(file);
    this.edits++;
    this.workspace.removeFile(file);
  }
}
