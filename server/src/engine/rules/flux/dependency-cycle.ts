import {KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import {splitType} from "../../resources/references/row.ts";
import {quoted} from "../../schema/words.ts";
import type {FluxKustomization} from "../../workspace/flux/kustomization.ts";
import type {Graph} from "../../workspace/graph.ts";
import {resolveReference} from "../../workspace/resolve.ts";
import {valueAt} from "../../workspace/values.ts";
import {onClusters} from "../clusters.ts";
import {
  type Dependent,
  dependenciesOf,
  dependencyReferences,
  dependentsAt,
  dependentsNamed,
  WAITING,
} from "../dependencies.ts";
import {relatedTo} from "../references.ts";
import {defineRule} from "../rule.ts";

/** Objects that wait for each other, from the one that is asked about back to it. */
interface Cycle {
  readonly path: readonly Dependent[];
  /** Set where the last one waits because it applies the first, not because it depends on it. */
  readonly isParent: boolean;
}

export default defineRule({
  id: "flux/dependency-cycle",
  summary: "Objects that wait for each other, so that none is ever applied.",
  severity: "error",
  types: WAITING,

  *check(context) {
    const {resource, workspace} = context;
    const {graph} = workspace;
    const ref = {file: resource.document.file.path, document: resource.document.index};
    const references = dependencyReferences(context);
    if (references.length === 0) return;
    const dependents = dependentsAt(graph, resource.type, ref);
    for (const reference of references) {
      const found = dependents.flatMap((start) => {
        const entry = valueAt({spec: start.spec}, reference.at.path);
        const [first] = dependenciesOf({...start, spec: {...start.spec, dependsOn: [entry]}});
        const isOwn = resolveReference(graph, resource, reference).some(({name}) => name === first?.name);
        const cycle = first && isOwn ? cycleFrom(graph, start, first) : undefined;
        return cycle ? [{...cycle, cluster: start.cluster}] : [];
      });
      const [cycle] = found;
      if (!cycle) continue;
      yield {
        at: reference.nameField.mark,
        message: messageOf(cycle, onClusters(found, found.length === dependents.length)),
        related: cycle.path.slice(1).flatMap((one) => relatedTo(workspace, one.at, `\`${nameOf(one)}\``)),
      };
    }
  },
});

function messageOf({path, isParent}: Cycle, where: string): string {
  const [start] = path as [Dependent];
  const kind = splitType(start.type).kind;
  if (path.length === 1) return `This ${kind} depends on itself${where}, so it is never applied.`;
  const names = quoted([...path, start].map(nameOf)).join(" → ");
  if (!isParent) return `These ${kind}s wait for each other${where}, so none is ever applied: ${names}.`;
  const parent = nameOf(path.at(-1) ?? start);
  return (
    `\`${parent}\` applies \`${nameOf(start)}\` and has \`wait: true\`, so it is ready only when this is, and this ` +
    `waits for it${where}: ${names}. Neither ever gets ready.`
  );
}

function nameOf({namespace, name}: Pick<Dependent, "namespace" | "name">): string {
  return `${namespace}/${name}`;
}

/** The shortest way from what something depends on back to it. */
function cycleFrom(graph: Graph, start: Dependent, first: {namespace: string; name: string}): Cycle | undefined {
  if (start.spec.suspend === true) return undefined;
  const parents = waitingParents(start).map(nameOf);
  const seen = new Set<string>();
  let paths = [{path: [start], next: first}];
  while (paths.length > 0) {
    const longer: typeof paths = [];
    for (const {path, next} of paths) {
      if (nameOf(next) === nameOf(start)) return {path, isParent: false};
      if (seen.has(nameOf(next))) continue;
      seen.add(nameOf(next));
      for (const one of dependentsNamed(graph, start.type, start.cluster, next)) {
        if (parents.includes(nameOf(one)) && one.spec.suspend !== true) return {path: [...path, one], isParent: true};
        for (const dependency of dependenciesOf(one)) longer.push({path: [...path, one], next: dependency});
      }
    }
    paths = longer;
  }
  return undefined;
}

/** The Flux Kustomizations above one that are not ready before it is. */
function waitingParents({type, by}: Dependent): {namespace: string; name: string}[] {
  const found: {namespace: string; name: string}[] = [];
  if (type !== KUSTOMIZATION) return found;
  for (let parent: FluxKustomization | undefined = by; parent?.spec.wait === true; parent = parent.parent) {
    if (parent.namespace) found.push({namespace: parent.namespace, name: parent.name});
  }
  return found;
}
