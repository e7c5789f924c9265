import {KUSTOMIZATION as FLUX_KUSTOMIZATION} from "../resources/flux-kinds.ts";
import type {Resource} from "../resources/resource.ts";
import {folderOf, joinPath} from "../text/paths.ts";
import {linesBelow, linesOfResources} from "../workspace/component-lines.ts";
import type {Graph} from "../workspace/graph.ts";
import type {BuiltResource, Origin, PlaceOfStep} from "../workspace/kustomize/built.ts";
import type {Workspace} from "../workspace/workspace.ts";
import type {Field} from "../yaml/field.ts";
import {pointerOf} from "../yaml/value.ts";
import {partsOf} from "./build-faults.ts";

/** A line that applies a Component to what has been through it already. */
export interface Repeat {
  readonly item: Field;
  /** The folder of the Component that is applied again: the one that the line names, or one that this one adds. */
  readonly component: string;
  readonly isNamed: boolean;
  /** The line that applied it first. */
  readonly first: PlaceOfStep;
  /** An object that the build would have twice, which stops it. */
  readonly twice: BuiltResource | undefined;
}

/** The lines of a kustomization or a Flux Kustomization that apply a Component for the second time. */
export function repeatsIn(graph: Graph, resource: Resource): Repeat[] {
  const {root, document} = resource;
  const file = document.file.path;
  const isFlux = resource.type === FLUX_KUSTOMIZATION;
  const base = isFlux ? folderOfFlux(graph, resource) : folderOf(file);
  if (base === undefined) return [];
  const seen = isFlux ? new Map(linesBelow(graph, base)) : linesOfResources(graph, base);
  const own = new Set<string>();
  return (isFlux ? root.get("spec") : root).get("components").items.flatMap((item): Repeat[] => {
    const target = item.string === undefined ? undefined : joinPath(base, item.string);
    const found = target === undefined ? undefined : graph.kustomizationIn(target);
    if (target === undefined || found?.type !== "one" || found.spec.kind !== "Component") return [];
    const applied = [target, ...linesBelow(graph, target).keys()];
    const component = applied.find((one) => seen.has(one));
    const first = component === undefined ? undefined : seen.get(component);
    // Two equal lines of one list are another rule's, where that looks.
    const isSaid = own.has(target) && !isFlux;
    own.add(target);
    const place = {file, document: document.index, pointer: pointerOf(item.path)};
    for (const one of applied) if (!seen.has(one)) seen.set(one, place);
    if (component === undefined || !first || isSaid) return [];
    return [{item, component, isNamed: component === target, first, twice: objectTwice(graph, resource, component)}];
  });
}

/** The folder that a Flux Kustomization builds, where it is the same everywhere. */
function folderOfFlux(graph: Graph, {document}: Resource): string | undefined {
  const instances = graph.instancesOf({file: document.file.path, document: document.index});
  const folders = new Set(instances.map(({folder}) => folder));
  const [folder] = folders;
  return folders.size === 1 ? folder : undefined;
}

/** An object of a Component that meets itself in a build. */
function objectTwice(graph: Graph, resource: Resource, component: string): BuiltResource | undefined {
  const found = graph.kustomizationIn(component);
  const files = new Set([...graph.build(component).files, ...(found.type === "one" ? [found.file] : [])]);
  for (const {build} of partsOf(graph, resource)) {
    for (const {cause} of build.problems) {
      if (cause.type !== "duplicate" || !isItself(cause) || !files.has(cause.second.origin.file)) continue;
      return cause.second;
    }
  }
  return undefined;
}

/** Whether two objects are one that came twice. */
export function isItself({first, second}: {readonly first: BuiltResource; readonly second: BuiltResource}): boolean {
  return JSON.stringify(first.origin) === JSON.stringify(second.origin);
}

/** Whether an object comes twice to a build because of a line that adds its Component again. */
export function isOfRepeat(workspace: Workspace, {file, document}: Origin): boolean {
  const {graph} = workspace;
  const users = new Set<string>();
  const climb = (path: string): void => {
    const folder = folderOf(path);
    if (users.has(path) || graph.kustomizationIn(folder).type !== "one") return;
    users.add(path);
    for (const ref of [...graph.index.fluxComponents.get(folder), ...graph.index.fluxFolders.get(folder)]) {
      users.add(ref.file);
    }
    for (const user of graph.index.includes.files(folder)) climb(user);
  };
  for (const path of [file, ...graph.index.includes.files(file)]) climb(path);
  return [...users].some((path) =>
    (workspace.judgement(path)?.resources ?? []).some((resource) =>
      repeatsIn(graph, resource).some(({twice}) => twice?.origin.file === file && twice.origin.document === document),
    ),
  );
}
