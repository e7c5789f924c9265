import {folderOf} from "../../text/paths.ts";
import type {Graph} from "../graph.ts";
import {ANY_NAME, type DocumentRef, UNKNOWN_FOLDER} from "../index.ts";
import type {Head} from "../kustomize/built.ts";
import type {WrittenFlux} from "../summary.ts";
import {FLUX_KUSTOMIZATION} from "./kustomization.ts";

/** One text for each document. */
export function keyOf({file, document}: DocumentRef): string {
  return `${file}#${document}`;
}

/** The document of such a text. */
export function refOf(key: string): DocumentRef {
  const at = key.lastIndexOf("#");
  return {file: key.slice(0, at), document: Number(key.slice(at + 1))};
}

/** The names of the object in a document. */
export function headAt(graph: Graph, {file, document}: DocumentRef): Head | undefined {
  return graph.summary(file)?.objects?.find((object) => object.document === document)?.head;
}

/** Whether two lists hold the same documents in the same order. */
export function areSameRefs(a: readonly DocumentRef[], b: readonly DocumentRef[]): boolean {
  return a.length === b.length && a.every((ref, i) => keyOf(ref) === keyOf(b[i] ?? ref));
}

/**
 * The documents that may be where Flux starts on a cluster, by what is written in them, in the order of their names:
 * what an operator is told to sync, and Flux Kustomizations that do not lie below what another one builds. One that
 * does, and that nothing applies, is switched off.
 */
export function entryCandidates(graph: Graph): readonly DocumentRef[] {
  const refs = new Map<string, DocumentRef>();
  for (const ref of graph.index.made.get(`${FLUX_KUSTOMIZATION}|${ANY_NAME}`)) refs.set(keyOf(ref), ref);
  for (const ref of graph.index.objects.get(`${FLUX_KUSTOMIZATION}|${ANY_NAME}`)) {
    const flux = writtenAt(graph, ref);
    if (flux && isCandidate(graph, ref, flux)) refs.set(keyOf(ref), ref);
  }
  return [...refs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, ref]) => ref);
}

function writtenAt(graph: Graph, {file, document}: DocumentRef): WrittenFlux | undefined {
  return graph.summary(file)?.flux.find((flux) => flux.document === document);
}

function isCandidate(graph: Graph, ref: DocumentRef, own: WrittenFlux): boolean {
  if (own.folder === undefined || graph.presence(own.folder) !== "folder") return false;
  for (let folder = folderOf(ref.file); ; folder = folderOf(folder)) {
    // From here upwards it is the closest one itself.
    if (folder === own.folder) return true;
    for (const other of graph.index.fluxFolders.get(folder)) {
      if (keyOf(other) !== keyOf(ref) && covers(graph, other, folder, own)) return false;
    }
    if (folder === "") break;
  }
  // One that builds nobody knows which folder may well apply it.
  return !graph.index.fluxFolders.has(UNKNOWN_FOLDER);
}

/** The root of another source is not the root of this repository. */
function covers(graph: Graph, other: DocumentRef, folder: string, own: WrittenFlux): boolean {
  const written = writtenAt(graph, other);
  return folder !== "" || !written || written.source === own.source;
}
