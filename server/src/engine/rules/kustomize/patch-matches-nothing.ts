import {KUSTOMIZATION as FLUX_KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import {COMPONENT, KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {isOpenText} from "../../resources/substitution.ts";
import type {Head} from "../../workspace/kustomize/built.ts";
import {pathEntries} from "../../workspace/kustomize-entries.ts";
import {removeItem} from "../../yaml/edit/item.ts";
import {type BuildFault, faultsOf, faultsOfComponents, leadsTo, onClusters, partsOf} from "../build-faults.ts";
import {missedByName, missedByTarget} from "../patch-misses.ts";
import {bodyOf, patchEntryAt} from "../patch-places.ts";
import {defineRule, type Report, type RuleContext} from "../rule.ts";

export default defineRule({
  id: "kustomize/patch-matches-nothing",
  summary: "A patch for something that the build does not have.",
  severity: "error",
  types: [...KUSTOMIZE_TYPES, FLUX_KUSTOMIZATION],

  *check(context) {
    const {resource, workspace} = context;
    for (const fault of faultsOf(workspace.graph, resource, "matchesNothing")) {
      const {patch, hasTarget} = fault.cause;
      if (hasTarget) yield* withTarget(context, fault);
      // What a variable stands for is filled in before or after the patch, by who uses it.
      else if (patch && !isOpenText(JSON.stringify(patch))) yield* withoutTarget(context, fault, patch);
    }
    yield* fromComponents(context);
  },
});

function* withTarget(context: RuleContext, {pointer, clusters}: BuildFault<"matchesNothing">): Iterable<Report> {
  const entry = patchEntryAt(context, pointer);
  // What fits on one cluster and not on another is there for the one.
  if (!entry || clusters.length > 0) return;
  const resources = partsOf(context.workspace.graph, context.resource).flatMap(({build}) => build.resources);
  const {hint, fix} = missedByTarget(context.workspace.graph, resources, entry.target);
  const where = context.resource.type === COMPONENT ? "that this Component is added to" : "in this build";
  yield {
    at: entry.target.markOfKey,
    severity: "warning",
    message: `Nothing ${where} fits the target, so the patch changes nothing.${hint}`,
    fixes: [fix],
  };
}

/** Without a target, kustomize takes the patch's own kind, name and namespace, and there must be such an object. */
function* withoutTarget(
  context: RuleContext,
  {pointer, clusters}: BuildFault<"matchesNothing">,
  patch: Head,
): Iterable<Report> {
  const {resource, workspace} = context;
  const entry = patchEntryAt(context, pointer);
  if (!entry) return;
  const body = bodyOf(context, entry, patch);
  const resources = partsOf(workspace.graph, resource).flatMap(({build}) => build.resources);
  const {hint, fix} = missedByName(workspace.graph, resource.document.file, resources, patch, body);
  yield {
    at: body?.at("metadata", "name").mark ?? (entry.path.exists ? entry.path.mark : entry.patch.mark),
    message: `There is no ${inWords(patch)} to patch${onClusters(clusters)}, and kustomize stops at it (\`no resource matches strategic merge patch\`).${hint}`,
    fixes: [fix, {title: "Remove the patch", edits: removeItem(resource.document.file, entry.entry)}],
  };
}

/** Where a Component patches what others have and this one has not, this one must not include it. */
function* fromComponents(context: RuleContext): Iterable<Report> {
  const {resource, workspace} = context;
  const {graph} = workspace;
  const entries = KUSTOMIZE_TYPES.includes(resource.type) ? pathEntries(resource, "components[]") : [];
  for (const {cause, folder, clusters} of faultsOfComponents(graph, resource, "matchesNothing")) {
    const entry = entries.find(({target}) => target !== undefined && leadsTo(graph, target, folder));
    if (!entry || !cause.patch || isOpenText(JSON.stringify(cause.patch))) continue;
    const resources = partsOf(graph, resource).flatMap(({build}) => build.resources);
    const {hint} = missedByName(graph, resource.document.file, resources, cause.patch, undefined);
    yield {
      at: entry.field.mark,
      message: `The Component patches ${inWords(cause.patch)}, which is not here${onClusters(clusters)}; kustomize stops at it (\`no resource matches strategic merge patch\`).${hint}`,
    };
  }
}

function inWords({kind, metadata: {name, namespace}}: Head): string {
  return `${kind} \`${namespace === undefined ? "" : `${namespace}/`}${name}\``;
}
