import {HELM_RELEASE} from "../../resources/flux-kinds.ts";
import {splitType} from "../../resources/references/row.ts";
import {didYouMean} from "../../schema/words.ts";
import {type ObjectReference, objectReferences} from "../../workspace/references.ts";
import {type Resolution, resolveReference, type Target} from "../../workspace/resolve.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {fieldAt} from "../../yaml/value.ts";
import {appliedOfType, hasFields, onClusters} from "../clusters.ts";
import {certainWay, missesOf} from "../references.ts";
import {defineRule, type Report, type RuleContext} from "../rule.ts";

export default defineRule({
  id: "flux/values-from-missing",
  summary: "Values from a ConfigMap or Secret that has another name on the cluster, or that nothing declares.",
  severity: "warning",
  types: [HELM_RELEASE],

  *check(context) {
    for (const reference of objectReferences(context.resource)) {
      if (reference.row.at !== "spec.valuesFrom[]" || reference.isOptional) continue;
      yield* hashed(context, reference);
      yield* missing(context, reference);
    }
  },
});

/** Kustomize adds a hash to the name of what it generates, and knows no field of a HelmRelease to correct. */
function* hashed({resource, workspace}: RuleContext, reference: ObjectReference): Iterable<Report> {
  const resolutions = resolveReference(workspace.graph, resource, reference);
  const wrong = resolutions.flatMap((resolution) => {
    const way = certainWay(workspace.graph, reference, resolution);
    const target = way && hashedTarget(workspace, resolution);
    return target ? [{...way, target}] : [];
  });
  const [first] = wrong;
  if (!first) return;
  const {target, name} = first;
  const generator = generatorOf(workspace, target);
  yield {
    at: reference.nameField.mark,
    message:
      `Kustomize puts a hash behind the name of the ${target.type} \`${name}\` that it generates` +
      `${onClusters(wrong, wrong.length === resolutions.length)}, and does not know that a HelmRelease refers to it: Flux ` +
      `finds no \`${name}\`. Set \`disableNameSuffixHash: true\` in the generator's \`options\`, or name ` +
      "`spec/valuesFrom/name` as a `nameReference` in a file under `configurations`.",
    related: generator ? [{file: target.at.file, span: generator.get("name").mark, message: "The generator"}] : [],
  };
}

function hashedTarget(workspace: Workspace, {from, found}: Resolution): Target | undefined {
  const {graph} = workspace;
  const isHashed = (target: Target): boolean => {
    const generator = generatorOf(workspace, target);
    const {applied} = target;
    if (!generator || !applied?.by || !from?.by || applied.resource.isOpaque) return false;
    const shared = generator.parent?.parent?.get("generatorOptions").get("disableNameSuffixHash");
    const own = generator.at("options", "disableNameSuffixHash");
    if (own.exists || shared?.exists) return false;
    // Another kustomization may add to the generated object, and decide about the hash.
    const name = generator.get("name").string ?? "";
    if ([...graph.index.generators.files(`${target.type}|${name}`)].length > 1) return false;
    // Within one build, kustomize can be told where names are referred to.
    return applied.by.key !== from.by.key || !hasFields(graph, from.by, ["configurations", "transformers"]);
  };
  return found.length > 0 && found.every(isHashed) ? found[0] : undefined;
}

function generatorOf(workspace: Workspace, {at, applied}: Target): ReturnType<typeof fieldAt> | undefined {
  const pointer = applied?.resource.origin.generator;
  const root = pointer === undefined ? undefined : workspace.file(at.file)?.documents[0]?.root;
  return root && pointer !== undefined ? fieldAt(root, pointer) : undefined;
}

function* missing(context: RuleContext, reference: ObjectReference): Iterable<Report> {
  const {misses, isEverywhere} = missesOf(context, reference);
  const [first] = misses;
  if (!first || misses.some(({elsewhere}) => elsewhere.length > 0)) return;
  const {graph} = context.workspace;
  const kind = splitType(first.type).kind;
  const generated = graph.fluxBuild(first.by).resources.filter(({type}) => type === first.type);
  const beside = [
    ...appliedOfType(graph, first.type, first.by),
    ...generated.map((resource) => graph.appliedBy(first.by, resource)),
  ].flatMap(({namespace, name}) => (namespace === first.namespace ? (name ?? []) : []));
  // Where the repository declares nothing of the kind, it comes from elsewhere.
  if (beside.length === 0) return;
  const meant = didYouMean(first.name, beside);
  yield {
    at: reference.nameField.mark,
    severity: "hint",
    message:
      `Nothing in this repository declares ${kind} \`${first.name}\` in namespace \`${first.namespace}\`` +
      `${onClusters(misses, isEverywhere)}.${meant === undefined ? "" : ` Did you mean \`${meant}\`?`}`,
    fixes: [
      meant === undefined ? undefined : {title: `Use \`${meant}\``, edits: replaceScalar(reference.nameField, meant)},
    ],
  };
}
