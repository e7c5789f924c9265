import {KUSTOMIZATION as FLUX_KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {isOpenText} from "../../resources/substitution.ts";
import {folderOf, joinPath} from "../../text/paths.ts";
import type {Graph} from "../../workspace/graph.ts";
import type {BuiltResource, PlaceOfStep} from "../../workspace/kustomize/built.ts";
import {valueWithNulls} from "../../workspace/kustomize/patch-body.ts";
import {applyStep, type PlainObject} from "../../workspace/kustomize/transform/steps.ts";
import {inlinePatch, type PatchEntry} from "../../workspace/patches.ts";
import {onClusters, type Part, partsOf} from "../build-faults.ts";
import {inWords, placeOf} from "../origins.ts";
import {patchFaults} from "../patch-faults.ts";
import {patchEntryAt} from "../patch-places.ts";
import {defineRule, type RuleContext} from "../rule.ts";

interface Failure {
  readonly pointer: string;
  readonly resource: BuiltResource;
  /** Why, as a part of a sentence. */
  readonly reason: string;
  readonly clusters: Set<string>;
  count: number;
}

export default defineRule({
  id: "kustomize/patch-fails",
  summary: "A patch that can't be applied to the object it is for.",
  severity: "error",
  types: [...KUSTOMIZE_TYPES, FLUX_KUSTOMIZATION],

  *check(context) {
    const {resource, workspace} = context;
    const parts = partsOf(workspace.graph, resource);
    for (const {pointer, resource: patched, reason, clusters, count} of failuresIn(context, parts)) {
      const entry = patchEntryAt(context, pointer);
      const isSome = count < parts.length;
      if (!entry || (isSome && resource.kind === "Component") || isFaulty(context, entry)) continue;
      yield {
        at: entry.patch.exists ? entry.patch.markOfKey : entry.path.mark,
        message: `This does not work on ${inWords(patched)}${onClusters(isSome ? [...clusters] : [])}: ${reason}. The build stops at it.`,
        related: placeOf(workspace.graph, patched, "the object"),
      };
    }
  },
});

/** Whether a patch is wrong in itself, whatever it is for: then that is said of it. */
function isFaulty({resource, workspace}: RuleContext, entry: PatchEntry): boolean {
  const place = entry.path.string && joinPath(folderOf(resource.document.file.path), entry.path.string);
  const documents = place ? (workspace.file(place)?.documents ?? []) : inlinePatch(resource, entry);
  return patchFaults(documents).length > 0;
}

/** All that fails in builds because of patches in the resource's own document. */
function failuresIn({resource, workspace}: RuleContext, parts: readonly Part[]): Failure[] {
  const {file, index} = resource.document;
  const isOwn = (place: PlaceOfStep | undefined): place is PlaceOfStep =>
    place?.file === file.path && place.document === index;
  const failures = new Map<string, Failure>();
  for (const {build, cluster} of parts) {
    const seen = new Set<string>();
    const add = ({pointer}: PlaceOfStep, patched: BuiltResource, reason: string): void => {
      const key = JSON.stringify([pointer, patched.origin, reason]);
      if (seen.has(key)) return;
      seen.add(key);
      const failure = failures.get(key) ?? {pointer, resource: patched, reason, clusters: new Set<string>(), count: 0};
      if (cluster !== undefined) failure.clusters.add(cluster);
      failure.count++;
      failures.set(key, failure);
    };
    for (const {cause, place} of build.problems) {
      if (cause.type === "failed" && isOwn(place)) add(place, cause.resource, cause.reason);
    }
    for (const patched of build.resources) {
      const mayFail = patched.history.some(({step, place}) => step.type === "jsonPatch" && isOwn(place));
      const failed = mayFail ? firstFailure(workspace.graph, patched) : undefined;
      if (failed && isOwn(failed.place)) add(failed.place, patched, failed.reason);
    }
  }
  return [...failures.values()];
}

/** The first change to an object that is not possible; undefined where all are, or where that can't be told. */
function firstFailure(
  graph: Graph,
  {origin, history, isOpaque}: BuiltResource,
): {place: PlaceOfStep | undefined; reason: string} | undefined {
  const document = graph.file(origin.file)?.documents[origin.document];
  if (!document || isOpaque || origin.generator !== undefined || document.problems.length > 0) return undefined;
  const value = valueWithNulls(document) as PlainObject | undefined;
  let object = origin.item === undefined ? value : (value?.items as PlainObject[] | undefined)?.[origin.item];
  for (const {step, place} of history) {
    if (typeof object !== "object" || object === null) return undefined;
    const result = applyStep(object, step);
    if ("failed" in result) return isOpenText(JSON.stringify(step)) ? undefined : {place, reason: result.failed};
    object = "object" in result ? result.object : undefined;
  }
  return undefined;
}
