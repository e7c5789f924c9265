import fs from "node:fs";
import path from "node:path";
import {
  DidChangeWatchedFilesNotification,
  type Disposable,
  FileChangeType,
  type FileEvent,
  type FileSystemWatcher,
  WatchKind,
} from "vscode-languageserver/node";
import {isNamed, isYamlName} from "../files/walk.ts";
import type {Changes} from "./changes.ts";
import type {Indexing} from "./indexing.ts";
import type {Project} from "./project.ts";
import type {Session} from "./session.ts";
import {filePathOf, fileUri, isWithin} from "./uris.ts";

/** All files whose content, or whose being there, changes what is found in others. */
const PATTERNS = ["**/*.{yaml,yml}", "**/Kustomization", "**/.gitignore"];
/** Of all other files only it counts that they are there. */
const OTHERS = {globPattern: "**/*", kind: WatchKind.Create | WatchKind.Delete};

/** Follows what happens to files on disk, whoever does it. */
export class Watching {
  private registration: Promise<Disposable> | undefined;

  constructor(
    private readonly session: Session,
    private readonly indexing: Indexing,
    private readonly changes: Changes,
  ) {}

  /** Asks the client to watch the opened folders, and the roots above them that belong to their repositories. */
  update(): void {
    const {client, connection, projects} = this.session;
    if (!client.watchFiles) return;
    const outside = client.watchOutside
      ? projects.repositories.filter(({root}) => !projects.folders.some((folder) => isWithin(folder, root)))
      : [];
    const watchers: FileSystemWatcher[] = [
      ...PATTERNS.map((globPattern) => ({globPattern})),
      OTHERS,
      ...outside.flatMap(({root}) => PATTERNS.map((pattern) => ({globPattern: {baseUri: fileUri(root), pattern}}))),
    ];
    const previous = this.registration;
    this.registration = connection.client.register(DidChangeWatchedFilesNotification.type, {watchers});
    this.registration.catch((error: unknown) => {
      connection.console.warn(`Changes on disk will go unnoticed: ${error}`);
    });
    previous?.then((registration) => registration.dispose()).catch(() => undefined);
  }

  /** Takes in what the client saw. */
  handle(events: readonly FileEvent[]): void {
    const toScan = new Set<Project>();
    for (const {uri, type} of events) {
      const file = filePathOf(uri);
      if (file === undefined) continue;
      for (const {project, path: relative} of this.session.projects.placesOf(file)) {
        if (!isYamlName(path.basename(file)) && path.basename(file) !== ".gitignore") {
          if (isNamed(relative)) project.otherChanged(relative, type !== FileChangeType.Deleted && isFile(file));
          continue;
        }
        if (type === FileChangeType.Deleted) project.deleted(relative);
        else if (project.changed(relative) === "scan") toScan.add(project);
        if (path.basename(file) === ".gitignore") toScan.add(project);
      }
      if (type === FileChangeType.Deleted) this.session.findings.forget(uri);
    }
    this.changes.notice();
    if (toScan.size > 0) void this.indexing.scan(toScan);
  }

  /** Folders were moved or deleted: which files went with them only a look at the disk tells. */
  rescan(): void {
    void this.indexing.scan(this.session.projects.repositories);
  }
}

function isFile(file: string): boolean {
  return fs.statSync(file, {throwIfNoEntry: false})?.isFile() ?? false;
}
