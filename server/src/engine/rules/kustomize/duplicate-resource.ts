import {KUSTOMIZATION as FLUX_KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {folderOf, joinPath} from "../../text/paths.ts";
import type {BuiltResource} from "../../workspace/kustomize/built.ts";
import {pathEntries} from "../../workspace/kustomize-entries.ts";
import type {Field} from "../../yaml/field.ts";
import {fieldAt, pointerOf} from "../../yaml/value.ts";
import {faultsOf, faultsOfComponents, leadsTo, onClusters} from "../build-faults.ts";
import {usersOf} from "../circles.ts";
import {isItself, isOfRepeat} from "../component-repeats.ts";
import {inWords, placeOf} from "../origins.ts";
import {defineRule, type Report, type RuleContext} from "../rule.ts";

interface Pair {
  readonly first: BuiltResource;
  readonly second: BuiltResource;
}

export default defineRule({
  id: "kustomize/duplicate-resource",
  summary: "An object that one build would have twice.",
  severity: "error",
  types: [...KUSTOMIZE_TYPES, FLUX_KUSTOMIZATION],

  *check(context) {
    const {resource, root, workspace} = context;
    const byPlace = new Map<string, {pairs: Pair[]; clusters: readonly string[]}>();
    for (const {cause, pointer, clusters} of faultsOf(workspace.graph, resource, "duplicate")) {
      if (isToldBelow(context, pointer, cause) || isFromCircle(context, cause) || isToldOf(context, cause)) continue;
      const known = byPlace.get(pointer);
      if (known) known.pairs.push(cause);
      else byPlace.set(pointer, {pairs: [cause], clusters});
    }
    for (const [pointer, {pairs, clusters}] of byPlace) {
      yield* report(context, fieldAt(root, pointer), pairs, clusters);
    }
    yield* broughtByComponents(context);
  },
});

/** Whether the folder that an entry lists has both objects by itself: then that is where they are reported. */
function isToldBelow({resource, root, workspace}: RuleContext, pointer: string, {first, second}: Pair): boolean {
  const text = fieldAt(root, pointer).string;
  const folder = text === undefined ? undefined : joinPath(folderOf(resource.document.file.path), text);
  if (folder === undefined || workspace.graph.presence(folder) !== "folder") return false;
  const objects = (pair: Pair): string => JSON.stringify([pair.first.origin, pair.second.origin]);
  return workspace.graph
    .build(folder)
    .problems.some(({cause}) => cause.type === "duplicate" && objects(cause) === objects({first, second}));
}

/** In a circle, a kustomization meets its own objects again. That there is one is another rule's. */
function isFromCircle({resource, workspace}: RuleContext, {first, second}: Pair): boolean {
  const folder = folderOf(resource.document.file.path);
  return JSON.stringify(first.origin) === JSON.stringify(second.origin) && usersOf(workspace.graph, folder).has(folder);
}

/** Where a Component is added twice, the lines that do it are what is wrong. */
function isToldOf({workspace}: RuleContext, pair: Pair): boolean {
  return isItself(pair) && isOfRepeat(workspace, pair.second.origin);
}

/** Where a Component brings an object that this kustomization has already, the Component is not what is wrong. */
function* broughtByComponents(context: RuleContext): Iterable<Report> {
  const {resource, workspace} = context;
  const {graph} = workspace;
  const entries = KUSTOMIZE_TYPES.includes(resource.type) ? pathEntries(resource, "components[]") : [];
  const byEntry = new Map<Field, {pairs: Pair[]; clusters: readonly string[]}>();
  for (const {cause, folder, clusters} of faultsOfComponents(graph, resource, "duplicate")) {
    const entry = entries.find(({target}) => target !== undefined && leadsTo(graph, target, folder));
    if (!entry || isToldOf(context, cause)) continue;
    const known = byEntry.get(entry.field);
    if (known) known.pairs.push(cause);
    else byEntry.set(entry.field, {pairs: [cause], clusters});
  }
  for (const [field, {pairs, clusters}] of byEntry) yield* report(context, field, pairs, clusters);
}

function* report(
  {workspace}: RuleContext,
  field: Field,
  pairs: readonly Pair[],
  clusters: readonly string[],
): Iterable<Report> {
  const [pair] = pairs;
  if (!pair) return;
  const more = pairs.length > 1 ? ` The same goes for ${pairs.length - 1} more.` : "";
  yield {
    at: field.mark,
    message: `${sentence(field, pair, onClusters(clusters))}${more}`,
    related: [
      ...placeOf(workspace.graph, pair.first, "the first one"),
      ...placeOf(workspace.graph, pair.second, "the second one"),
    ],
  };
}

function sentence(field: Field, {first, second}: Pair, where: string): string {
  const {namespaces} = second.selectable;
  const [before, other] = [first.selectable.namespaces[0], namespaces[0]];
  if (/namespace$/i.test(String(field.key)) && before !== other) {
    return `\`${field.key}\` puts two objects into one namespace${where} that are called ${inWords(second)}, from \`${before || "default"}\` and \`${other || "default"}\`; kustomize stops at it (\`namespace transformation produces ID conflict\`).`;
  }
  const pointer = pointerOf(field.path);
  if (/^\/(?:configMap|secret)Generator\//i.test(pointer)) {
    return `This makes ${inWords(second)}, which the build has already${where}; kustomize stops at it (\`behavior must be merge or replace\`).`;
  }
  if (/^\/(?:spec\/)?patches/.test(pointer)) {
    return `This patch renames an object to ${inWords(second)}, and there is one of that name already${where}; kustomize stops at it.`;
  }
  return `This brings ${inWords(second)}, which the build has already${where}; kustomize stops at the second one (\`may not add resource with an already registered id\`).`;
}
