import {patchesOf} from "../../workspace/flux/kustomization.ts";
import type {Applied, Graph} from "../../workspace/graph.ts";
import type {PatchSpec} from "../../workspace/kustomize/spec.ts";
import {type Selector, selects} from "../../workspace/kustomize/transform/select.ts";
import type {YamlFile} from "../../yaml/parse.ts";
import {walk} from "../../yaml/walk.ts";

/** Lists of a kustomization whose entries name objects, and that nothing here follows. */
const NAMING_LISTS = ["replacements", "vars", "replicas"];

/** The kustomizations of the build that gives an object; `file` is the object's own. */
function kustomizationsOf(graph: Graph, {by}: Applied, file: string): Set<string> {
  if (by) return new Set(graph.fluxBuild(by).files);
  return new Set(graph.appliersOf(file).tops.flatMap((top) => [...graph.build(top).files]));
}

/** Where a kustomization names an object in one of the lists that are not followed. */
export function namedInKustomizations(
  graph: Graph,
  way: Applied,
  file: string,
  name: string,
  read: (file: string) => YamlFile | undefined,
): {readonly file: string; readonly list: string} | undefined {
  for (const one of kustomizationsOf(graph, way, file)) {
    const spec = graph.summary(one)?.kustomization;
    if (!spec || (spec.opaque.length === 0 && spec.replicas.length === 0)) continue;
    const root = read(one)?.documents[0]?.root;
    for (const list of NAMING_LISTS) {
      for (const field of root ? walk(root.get(list)) : []) {
        if (field.key === "name" && field.string === name) return {file: one, list};
      }
    }
  }
  return undefined;
}

/** A patch that selects objects by name, and would select another set of them once an object has another name. */
export function patchThatWouldDiffer(
  graph: Graph,
  way: Applied,
  file: string,
  oldName: string,
  newName: string,
): {readonly file: string; readonly name: string} | undefined {
  const {selectable} = way.resource;
  const names = selectable.names.map((name) => (name === oldName ? newName : name));
  const differs = ({target}: PatchSpec): boolean => {
    if (target?.name === undefined || target.name === oldName) return false;
    return selects(target, selectable) !== selects(target, {...selectable, names});
  };
  const nameIn = ({name = ""}: Selector): string => name;
  if (way.by) {
    const own = patchesOf(way.by).find(differs);
    if (own?.target) return {file: way.by.origin.file, name: nameIn(own.target)};
  }
  for (const one of kustomizationsOf(graph, way, file)) {
    const spec = graph.summary(one)?.kustomization;
    const patch = [...(spec?.patches ?? []), ...(spec?.jsonPatches ?? [])].find(differs);
    if (patch?.target) return {file: one, name: nameIn(patch.target)};
  }
  return undefined;
}
