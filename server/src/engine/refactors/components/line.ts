import type {TextEdit} from "../../text/edit.ts";
import {folderOf, joinPath, relativePath} from "../../text/paths.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {removeItem} from "../../yaml/edit/item.ts";
import {scalarText} from "../../yaml/edit/scalar.ts";
import {addSorted} from "../../yaml/edit/sorted-item.ts";
import type {Field} from "../../yaml/field.ts";
import type {YamlFile} from "../../yaml/parse.ts";
import type {App} from "./app.ts";

/** Where the line of a Component can stand: the two fields are relative to different folders. */
export interface LinePlace {
  readonly style: "flux" | "kustomize";
  readonly file: YamlFile;
  /** The map with the list `components`. */
  readonly map: Field;
  /** What paths in the list are relative to. */
  readonly base: string;
}

/** The places for a line, the one first where this repository puts such lines. */
export function placesFor(workspace: Workspace, app: App, component: string): LinePlace[] {
  const places = [fluxPlace(workspace, app), kustomizePlace(workspace, app)].filter((one) => one !== undefined);
  const uses = usesOf(workspace, [component]);
  const all = uses.flux === uses.kustomize ? usesOf(workspace, workspace.graph.index.components.get("")) : uses;
  return all.flux > all.kustomize ? places : places.reverse();
}

/** How many lines there are of each style for some Components. */
function usesOf({graph}: Workspace, folders: Iterable<string>): Record<LinePlace["style"], number> {
  const uses = {flux: 0, kustomize: 0};
  for (const folder of folders) {
    uses.flux += [...graph.index.fluxComponents.get(folder)].length;
    for (const file of graph.index.includes.get(folder)) {
      if (graph.summary(file)?.kustomization?.kind === "Kustomization") uses.kustomize++;
    }
  }
  return uses;
}

function fluxPlace(workspace: Workspace, {flux}: App): LinePlace | undefined {
  const [first] = flux;
  const file = first && workspace.file(first.origin.file);
  const map = first && file?.documents[first.origin.document]?.root.get("spec");
  if (!file || !map?.isMap || first.folder === undefined || first.isHere === false) return undefined;
  return {style: "flux", file, map, base: first.folder};
}

function kustomizePlace(workspace: Workspace, {kustomization}: App): LinePlace | undefined {
  const file = kustomization && workspace.file(kustomization.file);
  const map = file?.documents[0]?.root;
  return file && map?.isMap ? {style: "kustomize", file, map, base: folderOf(file.path)} : undefined;
}

/** The edits that add the line of a Component, in the list's own style. */
export function addLine(place: LinePlace, component: string): TextEdit[] | undefined {
  const {style, file, map} = place;
  const list = map.get("components");
  if (/^\[ *\]$/.test(list.written) && list.anchor === undefined) {
    return [{span: list.span, newText: `[${scalarText(pathOf(place, component))}]`}];
  }
  const after = (style === "flux" ? ["path", "interval"] : ["namespace", "kind"]).find((key) => map.get(key).exists);
  const options = {...(after !== undefined && {after}), isPinned: () => false};
  return addSorted(file, map, "components", pathOf(place, component), options);
}

/** How the line of a Component names it at a place, in the style of the others there. */
export function pathOf({map, base}: LinePlace, component: string): string {
  const path = relativePath(base, component);
  const others = map.get("components").items.flatMap(({string}) => string ?? []);
  const hasDot = others.length > 0 && others.every((other) => other.startsWith("./"));
  return hasDot && !path.startsWith(".") ? `./${path}` : path;
}

/** A line that attaches a Component to an app. */
export interface AttachedLine {
  readonly place: LinePlace;
  readonly item: Field;
  /** The folder of the Component. */
  readonly component: string;
}

/** The lines of an app that lead to Components. */
export function attachedLines(workspace: Workspace, app: App): AttachedLine[] {
  const places = [fluxPlace(workspace, app), kustomizePlace(workspace, app)].filter((one) => one !== undefined);
  return places.flatMap((place) =>
    place.map.get("components").items.flatMap((item) => {
      const component = item.string === undefined ? undefined : joinPath(place.base, item.string);
      const isComponent = component !== undefined && workspace.graph.kustomizationIn(component).type === "one";
      return isComponent ? [{place, item, component}] : [];
    }),
  );
}

/** The edits that take a line away, with its list where it is the last one; undefined where that is not possible. */
export function removeLine({place: {file}, item}: AttachedLine): TextEdit[] | undefined {
  const list = item.parent;
  if (!list?.isFlow || list.items.length === 1) return removeItem(file, item);
  if (item.isAlias || list.isAlias || item.anchor !== undefined) return undefined;
  const at = list.items.findIndex(({span}) => span.start === item.span.start);
  const [before, next] = [list.items[at - 1], list.items[at + 1]];
  // The comma goes along, and nothing else may stand beside it.
  const [from, to] = next ? [item.span.end, next.span.start] : [before?.span.end ?? 0, item.span.start];
  if (!/^\s*,\s*$/.test(file.text.slice(from, to))) return undefined;
  return [{span: next ? {start: item.span.start, end: to} : {start: from, end: item.span.end}, newText: ""}];
}
