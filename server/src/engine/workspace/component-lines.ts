import {folderOf} from "../text/paths.ts";
import type {Graph} from "./graph.ts";
import type {PlaceOfStep} from "./kustomize/built.ts";

/** Components by their folders, each with the line that a build comes to first. */
export type ComponentLines = ReadonlyMap<string, PlaceOfStep>;

/** The Components that the build of a folder applies at any depth; of the one in `folder` itself, what it adds. */
export function linesBelow(graph: Graph, folder: string): ComponentLines {
  const lines = new Map<string, PlaceOfStep>();
  collectBelow(graph, folder, lines, new Set());
  return lines;
}

/** The Components that kustomize applies before it comes to the lists `components` of a folder's kustomization. */
export function linesOfResources(graph: Graph, folder: string): Map<string, PlaceOfStep> {
  const found = graph.kustomizationIn(folder);
  const lines = new Map<string, PlaceOfStep>();
  const seen = new Set([folder]);
  if (found.type !== "one") return lines;
  for (const {target} of found.spec.resources) if (target !== undefined) collectBelow(graph, target, lines, seen);
  return lines;
}

function collectBelow(graph: Graph, folder: string, lines: Map<string, PlaceOfStep>, seen: Set<string>): void {
  if (seen.has(folder) || graph.presence(folder) !== "folder") return;
  seen.add(folder);
  const found = graph.kustomizationIn(folder);
  if (found.type !== "one") return;
  const {file, spec} = found;
  for (const {target} of spec.resources) if (target !== undefined) collectBelow(graph, target, lines, seen);
  for (const {target, pointer} of spec.components) {
    if (target === undefined) continue;
    if (!lines.has(target)) lines.set(target, {file, document: 0, pointer});
    collectBelow(graph, target, lines, seen);
  }
}

/** The Components that are applied to what a folder builds by those who build it: kustomizations above, and Flux. */
export function linesAbove(graph: Graph, folder: string): ComponentLines {
  const lines = new Map<string, PlaceOfStep>();
  const add = (target: string | undefined, place: PlaceOfStep): void => {
    if (target === undefined) return;
    for (const one of [target, ...linesBelow(graph, target).keys()]) if (!lines.has(one)) lines.set(one, place);
  };
  const seen = new Set<string>();
  const climb = (inner: string): void => {
    if (seen.has(inner)) return;
    seen.add(inner);
    for (const ref of graph.index.fluxFolders.get(inner)) {
      for (const {components} of graph.instancesOf(ref)) {
        for (const {folder: target, pointer} of components) add(target, {...ref, pointer});
      }
    }
    for (const file of graph.index.includes.files(inner)) {
      const above = graph.kustomizationIn(folderOf(file));
      if (above.type !== "one" || above.spec.components.some(({target}) => target === inner)) continue;
      for (const {target, pointer} of above.spec.components) add(target, {file, document: 0, pointer});
      climb(folderOf(file));
    }
  };
  climb(folder);
  return lines;
}
