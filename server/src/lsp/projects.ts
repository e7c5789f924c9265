import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type {TextDocument} from "vscode-languageserver-textdocument";
import {findRoot} from "../files/repository.ts";
import {Project} from "./project.ts";
import {documentKey, filePathOf, fileUri, isWithin, relativeTo, uriBaseName} from "./uris.ts";

/** A file of a project. */
export interface Place {
  readonly project: Project;
  /** Relative to the project's root. */
  readonly path: string;
}

/** The projects behind the opened folders and documents, and which document belongs where. */
export class Projects {
  private readonly byRoot = new Map<string, Project>();
  /** Documents that lie in no opened folder, each alone. */
  private readonly loose = new Map<string, Project>();
  private readonly open = new Map<string, TextDocument>();
  /** Documents whose text is not in their projects yet. */
  private readonly changed = new Set<string>();
  private folderPaths: readonly string[] = [];
  /** Called for every document that becomes a project of its own. */
  onAlone: (project: Project) => void = () => undefined;

  /** The opened folders. */
  get folders(): readonly string[] {
    return this.folderPaths;
  }

  /** The projects of the opened folders; folders of one repository share a project. */
  get repositories(): readonly Project[] {
    return [...this.byRoot.values()];
  }

  get all(): readonly Project[] {
    return [...this.byRoot.values(), ...this.loose.values()];
  }

  /** Takes over the list of opened folders. Returns the projects that are new and have to be read. */
  setFolders(folders: readonly string[]): Project[] {
    this.folderPaths = folders;
    const roots = new Set(folders.map(rootOf));
    for (const root of this.byRoot.keys()) if (!roots.has(root)) this.byRoot.delete(root);
    const added: Project[] = [];
    for (const root of roots) {
      if (this.byRoot.has(root)) continue;
      const project = new Project(root);
      this.byRoot.set(root, project);
      added.push(project);
    }
    this.loose.clear();
    for (const key of this.open.keys()) this.changed.add(key);
    return added;
  }

  /** A document was opened or edited. Its text is read when somebody asks, so that a burst of edits costs one parse. */
  touch(document: TextDocument): void {
    const key = documentKey(document.uri);
    this.open.set(key, document);
    this.changed.add(key);
  }

  close(uri: string): void {
    const key = documentKey(uri);
    this.open.delete(key);
    this.changed.delete(key);
    this.loose.delete(key);
    for (const {project, path: file} of this.placesOf(key)) project.closed(file);
  }

  /** Brings the texts of all edited documents into their projects. */
  sync(): void {
    if (this.changed.size === 0) return;
    for (const key of this.changed) {
      const document = this.open.get(key);
      if (!document) continue;
      const text = document.getText();
      for (const {project, path: file} of this.placesOf(key)) project.overlay(file, text);
      const place = this.placeOf(key, document.uri);
      if (this.loose.get(key) === place?.project) place?.project.overlay(place.path, text);
    }
    this.changed.clear();
  }

  /** Where the file of a URI belongs: the innermost project around it. Undefined for files that nobody has opened. */
  locate(uri: string): Place | undefined {
    this.sync();
    return this.placeOf(documentKey(uri), uri);
  }

  /** All projects that have the file of a path on disk: folders may lie in each other. */
  placesOf(file: string): Place[] {
    return this.repositories.flatMap((project) => {
      const relative = relativeTo(project.root, file);
      return relative === undefined ? [] : [{project, path: relative}];
    });
  }

  /** The URI of a place, as the client spells it when the document is open. */
  uriOf({project, path: relative}: Place): string {
    const file = path.join(project.root, relative);
    for (const [key, loose] of this.loose) if (loose === project) return this.open.get(key)?.uri ?? key;
    return this.open.get(file)?.uri ?? fileUri(file);
  }

  /** The open document of a URI, however it is spelt. */
  documentOf(uri: string): TextDocument | undefined {
    return this.open.get(documentKey(uri));
  }

  get documents(): readonly TextDocument[] {
    return [...this.open.values()];
  }

  /** Every file in the opened folders, each once. */
  *files(): Iterable<Place> {
    for (const project of this.repositories) {
      for (const relative of [...project.workspace.paths]) {
        if (this.isHome({project, path: relative})) yield {project, path: relative};
      }
    }
  }

  /** Changes whenever the answer about some file may be another one. */
  get state(): string {
    return this.repositories.map(({root, edits}) => `${root}:${edits}`).join();
  }

  /** Whether this project is the one that speaks for a file: folders may lie in each other. */
  isHome({project, path: relative}: Place): boolean {
    return this.home(path.join(project.root, relative))?.project === project;
  }

  /** The innermost project around a file that lies in one of the opened folders; a root may be above them. */
  private home(file: string): Place | undefined {
    if (!this.folderPaths.some((folder) => isWithin(folder, file))) return undefined;
    return this.placesOf(file).sort((a, b) => b.project.root.length - a.project.root.length)[0];
  }

  private placeOf(key: string, uri: string): Place | undefined {
    const home = this.home(key);
    if (home) return home;
    if (!this.open.has(key)) return undefined;
    let project = this.loose.get(key);
    if (!project) {
      project = new Project(path.dirname(filePathOf(uri) ?? key), true);
      this.loose.set(key, project);
      this.onAlone(project);
    }
    return {project, path: uriBaseName(uri)};
  }
}

/**
 * The root of the repository that holds an opened folder. Some people keep their whole home folder in Git; that is not
 * the repository of a folder in it.
 */
function rootOf(folder: string): string {
  if (!fs.existsSync(folder)) return folder;
  const root = findRoot(folder);
  return root === os.homedir() || root === path.parse(root).root ? folder : root;
}
