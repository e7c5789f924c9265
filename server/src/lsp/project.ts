import fs from "node:fs";
import path from "node:path";
import {CONFIG_FILE} from "../engine/resources/resource.ts";
import {Workspace} from "../engine/workspace/workspace.ts";
import {MAX_BYTES, readText} from "../files/read.ts";
import {walk} from "../files/walk.ts";
import type {Breathe} from "./breathe.ts";
import {DEFAULT_SETTINGS, type FolderSettings, overridesOf} from "./settings.ts";

/** Most files of a repository are closed: their trees are worth less than the editor's memory. */
const PARSED_BUDGET = 1_000_000;

/** How a scan is followed, and stopped. */
export interface Scan {
  /** Whether files that are known already are read again. */
  readonly again: boolean;
  /** Called again and again with the number of files that are done, and of all as soon as that is known. */
  step(done: number, all?: number): Promise<void> | undefined;
  isCancelled(): boolean;
}

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
  /** Whether somebody stopped the reading: then nobody looks for files that are not known yet, until told to. */
  isCut = false;
  /** How many files there are to be read; undefined until they are counted. */
  fileTotal: number | undefined;
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

  /** `isAlone`: whether this is for a single document, so that nothing is known of what is around it. */
  constructor(
    readonly root: string,
    private readonly isAlone = false,
  ) {
    this.workspace.mayHaveMore = isAlone;
  }

  /** Whether nobody is reading: everything is known, or as much as somebody wants. */
  get isAtRest(): boolean {
    return this.isReady || this.isCut;
  }

  /** How many files are known. */
  get fileCount(): number {
    return this.onDisk.size;
  }

  /** From now on files or settings are not known yet. */
  begin(): void {
    this.isReady = false;
    this.workspace.mayHaveMore = true;
  }

  /**
   * Everything is known. What Flux builds is found out before anybody may ask, in small steps; an answer that needs it
   * would take long.
   */
  async complete(breathe: Breathe): Promise<void> {
    this.workspace.mayHaveMore = this.isAlone;
    for (const _ of this.workspace.graph.flux.prepare()) await breathe();
    this.isReady = true;
    this.isCut = false;
    this.edits++;
    for (const file of this.workspace.paths) this.forget(file);
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

  /**
   * Brings the list of files up to date and reads those that are new, or all; the configuration first, since it rules
   * out others. Whether it came to its end.
   */
  async scan(scan: Scan): Promise<boolean> {
    const found = await this.list(scan);
    if (!found) return false;
    if (scan.again || !this.onDisk.has(CONFIG_FILE)) this.read(CONFIG_FILE);
    this.fileTotal = found.length;
    let done = 0;
    for (const file of found) {
      await scan.step(done++, found.length);
      if (scan.isCancelled()) return false;
      if (this.onDisk.has(file) && !scan.again) continue;
      this.onDisk.add(file);
      this.read(file);
    }
    const isFound = new Set(found);
    for (const file of this.onDisk) if (!isFound.has(file)) this.deleted(file);
    return true;
  }

  /** Drops the files that are no longer on disk, without looking for others. */
  async dropGone({step, isCancelled}: Scan): Promise<void> {
    for (const file of [...this.onDisk]) {
      await step(this.onDisk.size);
      if (isCancelled()) return;
      if (!fs.existsSync(path.join(this.root, file))) this.deleted(file);
    }
  }

  /** The files to be read; undefined when it was cancelled. What else there is is noted on the way. */
  private async list({step, isCancelled}: Scan): Promise<readonly string[] | undefined> {
    const found: string[] = [];
    const others = new Set<string>();
    for (const entry of walk(this.root)) {
      await step(0);
      if (isCancelled()) return undefined;
      if (entry.role === "leftOut") this.workspace.leaveOut(entry.path);
      else if (entry.role === "other") this.other(entry.path, others);
      const reason = entry.skipped ?? entry.unreadable;
      if (reason !== undefined) this.skipped.set(entry.path, reason);
      else if (entry.role === undefined) found.push(entry.path);
    }
    for (const file of this.others) if (!others.has(file)) this.removeOther(file);
    return found;
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
