import {isKustomizationFile} from "../resources/resource.ts";
import {folderOf} from "../text/paths.ts";
import {type DocumentRef, type RepositoryIndex, UNKNOWN_FOLDER} from "./index.ts";
import type {KustomizationInFolder} from "./kustomize/build.ts";

/** Walks from a file up to all that may build it: kustomizations that list it, and Flux Kustomizations of their folders. */
export class UpwardWalk {
  readonly flux = new Map<string, DocumentRef>();
  /** Folders of kustomizations that nothing includes and no Flux Kustomization builds. */
  readonly tops = new Set<string>();
  private readonly seen = new Set<string>();

  constructor(
    private readonly folders: {kustomizationIn(folder: string): KustomizationInFolder},
    private readonly index: RepositoryIndex,
  ) {}

  fromFile(file: string): void {
    this.includersOf(file);
    if (isKustomizationFile(file)) this.fromFolder(folderOf(file));
    else this.generatedAbove(folderOf(file));
    this.addFlux(UNKNOWN_FOLDER);
  }

  /** From a folder that has a kustomization. */
  fromFolder(folder: string): void {
    if (this.seen.has(folder)) return;
    this.seen.add(folder);
    const before = this.flux.size;
    this.addFlux(folder);
    for (const ref of this.index.fluxComponents.get(folder)) this.add(ref);
    const isIncluded = this.includersOf(folder);
    if (folder !== "") this.generatedAbove(folderOf(folder));
    if (!isIncluded && this.flux.size === before) this.tops.add(folder);
  }

  private includersOf(path: string): boolean {
    let isIncluded = false;
    for (const kustomization of this.index.includes.files(path)) {
      isIncluded = true;
      this.fromFolder(folderOf(kustomization));
    }
    return isIncluded;
  }

  /** Where Flux finds no kustomization it takes everything below the folder, up to folders that have one. */
  private generatedAbove(start: string): void {
    for (let folder = start; this.folders.kustomizationIn(folder).type === "none"; folder = folderOf(folder)) {
      this.addFlux(folder);
      if (folder === "") return;
    }
  }

  private addFlux(folder: string): void {
    for (const ref of this.index.fluxFolders.get(folder)) this.add(ref);
  }

  private add(ref: DocumentRef): void {
    this.flux.set(`${ref.file}#${ref.document}`, ref);
  }
}
