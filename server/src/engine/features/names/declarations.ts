import {type Resource, resourceOf} from "../../resources/resource.ts";
import {isOpenText, substitute} from "../../resources/substitution.ts";
import type {Applied, Graph} from "../../workspace/graph.ts";
import {type DocumentRef, typeOf} from "../../workspace/index.ts";
import type {Origin} from "../../workspace/kustomize/built.ts";
import {ANY, definitionsBeside} from "../../workspace/references.ts";
import type {Target} from "../../workspace/resolve.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import type {Field} from "../../yaml/field.ts";
import {pointerOf} from "../../yaml/value.ts";

/** An object that a document declares, or has made, under a name that others may use. */
export interface Declaration {
  /** Unique in the repository, and the same whoever found it. */
  readonly key: string;
  readonly at: DocumentRef;
  /** `group/Kind`; the kind alone in the core group. */
  readonly type: string;
  /** Whether a controller makes it because of the document. */
  readonly isMade: boolean;
  /** Position in the `items` of a List. */
  readonly item: number | undefined;
  /** For what kustomize generates: the JSON pointer of the generator. */
  readonly generator: string | undefined;
  /** Where the name stands; a missing field where nothing gives one. */
  readonly field: Field;
  readonly resource: Resource;
}

/** The objects that a resource declares, generates, or has made. Patches declare none. */
export function declarationsIn(resource: Resource): Declaration[] {
  if (resource.role === "patch") return [];
  const {root, kind, type, group} = resource;
  if (group === "kustomize.config.k8s.io") return generatorsIn(resource);
  const made = definitionsBeside(resource)
    .filter((definition) => definition.type !== ANY && definition.name !== ANY)
    .map((definition) => declaration(resource, definition.type, definition.field, {isMade: true}));
  const items = kind.endsWith("List") ? root.get("items") : undefined;
  if (!items?.isList) return [declaration(resource, type, root.at("metadata", "name"), {}), ...made];
  return items.items.flatMap((object, item) => {
    const [apiVersion, itemKind] = [object.get("apiVersion").string, object.get("kind").string];
    if (apiVersion === undefined || itemKind === undefined) return [];
    return [declaration(resource, typeOf(apiVersion, itemKind), object.at("metadata", "name"), {item})];
  });
}

/** The generators of a kustomization, with those that only change what another one makes. */
export function generatorEntries(
  resource: Resource,
): {readonly entry: Field; readonly isChange: boolean; readonly kind: string}[] {
  if (resource.group !== "kustomize.config.k8s.io") return [];
  return resource.root.mergedEntries.flatMap((list) => {
    const kind = /^(configmap|secret)generator$/i.exec(String(list.key))?.[1];
    if (kind === undefined) return [];
    return list.items.map((entry) => ({
      entry,
      isChange: /^(?:merge|replace)$/.test(entry.get("behavior").string ?? ""),
      kind: kind.toLowerCase() === "secret" ? "Secret" : "ConfigMap",
    }));
  });
}

function generatorsIn(resource: Resource): Declaration[] {
  return generatorEntries(resource)
    .filter(({isChange}) => !isChange)
    .map(({entry, kind}) => declaration(resource, kind, entry.get("name"), {generator: pointerOf(entry.path)}));
}

function declaration(
  resource: Resource,
  type: string,
  field: Field,
  {isMade = false, item, generator}: {isMade?: boolean; item?: number; generator?: string},
): Declaration {
  const {index: document, file} = resource.document;
  const at = {file: file.path, document};
  const part = isMade ? `!${pointerOf(field.path)}` : (generator ?? (item === undefined ? "" : `/items/${item}`));
  return {key: `${at.file}#${document}${part} ${type}`, at, type, isMade, item, generator, field, resource};
}

/** The resource in a document, whether it is judged or not. */
export function resourceAt(workspace: Workspace, {file, document}: DocumentRef): Resource | undefined {
  const judged = workspace.judgement(file)?.resources.find((resource) => resource.document.index === document);
  if (judged) return judged;
  const parsed = workspace.file(file)?.documents[document];
  return parsed && resourceOf(parsed);
}

/** The declaration of what a reference leads to; `name` tells apart what one document has made. */
export function declarationOf(workspace: Workspace, target: Target, name?: string): Declaration | undefined {
  const resource = resourceAt(workspace, target.at);
  const all = resource ? declarationsIn(resource) : [];
  if (target.isMade) {
    const made = all.filter(({isMade, type}) => isMade && type === target.type);
    return made.find(({field}) => field.scalar === name) ?? made[0];
  }
  return originDeclaration(all, target.applied?.resource.origin, target.type);
}

/** The declaration of an object on its way to a cluster. */
export function declarationOfApplied(workspace: Workspace, {resource: built}: Applied): Declaration | undefined {
  const resource = resourceAt(workspace, built.origin);
  return resource && originDeclaration(declarationsIn(resource), built.origin, undefined);
}

function originDeclaration(
  all: readonly Declaration[],
  origin: Origin | undefined,
  type: string | undefined,
): Declaration | undefined {
  const written = all.filter(({isMade}) => !isMade);
  if (!origin) return written.find((one) => one.type === type);
  return written.find(({item, generator}) => item === origin.item && generator === origin.generator);
}

/** The ways in which a declared object gets to clusters; for a made one: those of what has it made. */
export function waysOf(graph: Graph, {at, item, generator, isMade}: Declaration): readonly Applied[] {
  const ways = graph.applied(at);
  if (isMade) return ways;
  return ways.filter(({resource: {origin}}) => origin.item === item && origin.generator === generator);
}

/** What a declared object is called: as it is written, and on each cluster as far as that is known. */
export function namesOf(graph: Graph, declared: Declaration): Set<string> {
  const names = new Set<string>();
  const written = declared.field.scalar;
  if (typeof written === "string" && written !== "") names.add(written);
  for (const way of waysOf(graph, declared)) {
    const name = declared.isMade ? madeName(graph, declared, way) : way.name;
    if (name !== undefined && !isOpenText(name)) names.add(name);
  }
  return names;
}

function madeName(graph: Graph, {field}: Declaration, {by, namespace}: Applied): string | undefined {
  const written = field.scalar;
  if (typeof written !== "string" || written === "") return namespace || "flux-system";
  return by ? substitute(written, graph.variables(by).values) : written;
}

/** Each declaration once. */
export function eachOnce(declarations: Iterable<Declaration | undefined>): Declaration[] {
  const byKey = new Map<string, Declaration>();
  for (const one of declarations) if (one && !byKey.has(one.key)) byKey.set(one.key, one);
  return [...byKey.values()];
}
