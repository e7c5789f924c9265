import {type VariableUse, variablesIn} from "../resources/expressions.ts";
import {walk} from "../yaml/walk.ts";
import {isSwitchedOff} from "./flux/kustomization.ts";
import type {BuiltResource} from "./kustomize/built.ts";
import type {PlainObject} from "./kustomize/transform/steps.ts";
import type {Workspace} from "./workspace.ts";

/** A Component of the repository. */
export interface ComponentInfo {
  readonly folder: string;
  /** Its kustomization file. */
  readonly file: string;
  /** The objects that it brings. */
  readonly brings: readonly BuiltResource[];
  /** All files that it is made of. */
  readonly files: ReadonlySet<string>;
  /** Variables that it needs: those that have no default. */
  readonly needs: readonly string[];
  /** Variables that may be set. */
  readonly takes: readonly string[];
  /** Whether kustomize can't build it, whoever uses it. */
  readonly isBroken: boolean;
  /** Whether it has Gatus watch something. */
  readonly isGatus: boolean;
}

/** The Components of a repository, by their folders. */
export function componentsOf(workspace: Workspace): ComponentInfo[] {
  const folders = [...new Set(workspace.graph.index.components.get(""))].sort();
  return folders.flatMap((folder) => componentAt(workspace, folder) ?? []);
}

/** The Component in a folder; undefined where there is none that can be read. */
export function componentAt(workspace: Workspace, folder: string): ComponentInfo | undefined {
  const [kustomization, ...others] = [...workspace.graph.index.kustomizations.get(folder)];
  if (kustomization?.kind !== "Component" || others.length > 0) return undefined;
  const {resources, files, problems} = workspace.graph.build(folder);
  const all = new Set([kustomization.path, ...files]);
  const uses = [...all].flatMap((path) => usesIn(workspace, path));
  const needs = new Set(uses.filter(({hasDefault}) => !hasDefault).map(({name}) => name));
  const takes = new Set(uses.filter(({name}) => !needs.has(name)).map(({name}) => name));
  return {
    folder,
    file: kustomization.path,
    brings: resources,
    files: all,
    needs: [...needs],
    takes: [...takes],
    // What a Component's patches are for is not there when it is built alone.
    isBroken: problems.some(({cause}) => cause.type !== "matchesNothing"),
    isGatus: /(?:^|\/)gatus(?:\/|$)/i.test(folder) || resources.some(isGatusObject),
  };
}

/** The variables in the values of a file; comments are gone before Flux substitutes. */
function usesIn(workspace: Workspace, path: string): VariableUse[] {
  const documents = workspace.file(path)?.documents ?? [];
  return documents.flatMap(({root, plain}) => {
    if (isSwitchedOff(Object(plain().value) as PlainObject)) return [];
    return [...walk(root)].flatMap(({scalar, key}) => [
      ...(typeof scalar === "string" ? variablesIn(scalar) : []),
      ...(typeof key === "string" ? variablesIn(key) : []),
    ]);
  });
}

/** Marks by which Gatus and its sidecars find what to watch. */
const GATUS_MARKS = /^gatus\.(?:io|home-operations\.com)\//;

function isGatusObject({head}: BuiltResource): boolean {
  const {labels = {}, annotations = {}} = head.metadata;
  return Object.keys({...labels, ...annotations}).some((key) => GATUS_MARKS.test(key));
}
