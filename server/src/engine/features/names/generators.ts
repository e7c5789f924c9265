import type {Resource} from "../../resources/resource.ts";
import type {Applied, Graph} from "../../workspace/graph.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import type {Field} from "../../yaml/field.ts";
import {type Declaration, declarationOfApplied, eachOnce, generatorEntries, resourceAt} from "./declarations.ts";
import type {NameUse} from "./uses.ts";

/** Where generators that merge into an object, or replace it, name it. */
export function generatorUses(workspace: Workspace, declared: Declaration): NameUse[] {
  const {type, field, isMade} = declared;
  const name = field.string;
  if (isMade || name === undefined || (type !== "ConfigMap" && type !== "Secret")) return [];
  const found: NameUse[] = [];
  for (const file of workspace.graph.index.generators.files(`${type}|${name}`)) {
    const resource = resourceAt(workspace, {file, document: 0});
    for (const {entry, isChange, kind} of resource ? generatorEntries(resource) : []) {
      const own = entry.get("name");
      if (!resource || !isChange || kind !== type || own.string !== name) continue;
      const means = meaningOfGenerator(workspace, resource, own, kind);
      if (means.some(({key}) => key === declared.key)) {
        found.push({kind: "generator", field: own, resource, means, isCertain: true, isApplied: true});
      }
    }
  }
  return found;
}

/** What a generator changes: the objects of its name in the builds that read its kustomization. */
export function meaningOfGenerator(workspace: Workspace, resource: Resource, name: Field, kind: string): Declaration[] {
  const {path} = resource.document.file;
  const changed = buildsWith(workspace.graph, path).filter(
    ({resource: built}) => built.type === kind && built.selectable.names.includes(name.string ?? ""),
  );
  return eachOnce(changed.map((applied) => declarationOfApplied(workspace, applied)));
}

function buildsWith(graph: Graph, file: string): Applied[] {
  const {flux, tops} = graph.appliersOf(file);
  const applied = flux
    .flatMap((ref) => graph.instancesOf(ref))
    .filter((by) => graph.fluxBuild(by).files.has(file))
    .flatMap((by) => graph.fluxBuild(by).resources.map((resource) => graph.appliedBy(by, resource)));
  if (applied.length > 0) return applied;
  return tops.flatMap((top) => graph.build(top).resources.map((resource) => graph.appliedBy(undefined, resource)));
}
