import {canonical} from "../../text/canonical.ts";
import type {FluxKustomization} from "../../workspace/flux/kustomization.ts";
import type {Build} from "../../workspace/kustomize/build.ts";
import type {Workspace} from "../../workspace/workspace.ts";

/** What gets to the clusters of some builds: texts that are equal for equal builds, by what builds them. */
type Outcomes = ReadonlyMap<string, {readonly who: string; readonly objects: string}>;

/**
 * Who builds something else when files have other texts; undefined where every object of every build stays the same.
 * `touched`: files that are built into what may change. A file without text brings nothing to a build.
 */
export function changedBuild(
  workspace: Workspace,
  touched: readonly string[],
  texts: ReadonlyMap<string, string>,
): string | undefined {
  const before = buildersOf(workspace, touched);
  const {flux, tops, now} = workspace.trying(texts, () => {
    const after = buildersOf(workspace, touched);
    const flux = [...new Set([...before.flux, ...after.flux])];
    const tops = [...new Set([...before.tops, ...after.tops])];
    return {flux, tops, now: outcomesOf(workspace, flux, tops)};
  });
  const old = outcomesOf(workspace, flux, tops);
  for (const [key, {who, objects}] of old) if (now.get(key)?.objects !== objects) return who;
  return undefined;
}

interface Builders {
  /** Keys of Flux Kustomizations. */
  readonly flux: readonly string[];
  /** Folders that only a kustomization builds. */
  readonly tops: readonly string[];
}

function buildersOf({graph}: Workspace, files: readonly string[]): Builders {
  const appliers = files.map((file) => graph.appliersOf(file));
  return {
    flux: appliers.flatMap(({flux}) => flux.flatMap((ref) => graph.instancesOf(ref).map(({key}) => key))),
    tops: appliers.flatMap(({flux, tops}) => (flux.length === 0 ? tops : [])),
  };
}

function outcomesOf(workspace: Workspace, flux: readonly string[], tops: readonly string[]): Outcomes {
  const {graph} = workspace;
  const outcomes = new Map<string, {who: string; objects: string}>();
  for (const key of flux) {
    const one = graph.present(key);
    if (one) outcomes.set(key, {who: one.name, objects: objectsOf(workspace, one, graph.fluxBuild(one))});
  }
  for (const folder of tops) {
    if (graph.kustomizationIn(folder).type !== "one") continue;
    outcomes.set(`/${folder}`, {who: folder, objects: objectsOf(workspace, undefined, graph.build(folder))});
  }
  return outcomes;
}

/** The objects of a build after substitution, and what is wrong with it; their order does not matter to Flux. */
function objectsOf({graph}: Workspace, by: FluxKustomization | undefined, build: Build): string {
  const objects = build.resources.map((resource) => {
    const effective = graph.effective(graph.appliedBy(by, resource));
    if (effective) return canonical(effective.object);
    // Generated, or changed in a way that is not followed: the same by the same steps is the same.
    const {origin, head, history} = resource;
    return canonical({origin, head, steps: history.map(({step}) => step)});
  });
  const problems = build.problems.map(({cause}) => cause.type);
  return JSON.stringify([objects.sort(), problems.sort(), build.isOpen]);
}

/** Whether it is known what all the kustomizations among some files do to the objects that they get. */
export function areFollowed({graph}: Workspace, files: Iterable<string>): boolean {
  return [...files].every((file) => (graph.summary(file)?.kustomization?.opaque.length ?? 0) === 0);
}
