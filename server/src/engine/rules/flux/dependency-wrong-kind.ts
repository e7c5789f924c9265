import {KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import {splitType} from "../../resources/references/row.ts";
import type {FluxKustomization} from "../../workspace/flux/kustomization.ts";
import type {ObjectReference} from "../../workspace/references.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import type {YamlFile} from "../../yaml/parse.ts";
import {onClusters} from "../clusters.ts";
import {type DependencyFault, dependencyFault, dependencyReferences, WAITING} from "../dependencies.ts";
import {namespaceFix, relatedTo} from "../references.ts";
import {defineRule, type ProposedFix} from "../rule.ts";

export default defineRule({
  id: "flux/dependency-wrong-kind",
  summary: "A dependency on a name that only an object of the other kind has.",
  severity: "error",
  types: WAITING,

  *check(context) {
    const {resource, workspace} = context;
    for (const reference of dependencyReferences(context)) {
      const fault = dependencyFault(context, reference);
      const [other] = fault?.candidates ?? [];
      if (fault?.type !== "wrongKind" || !other) continue;
      const {first, misses, isEverywhere, isCertain} = fault;
      const kind = splitType(first.type).kind;
      const otherKind = splitType(other.type).kind;
      const applier = first.type === KUSTOMIZATION ? applierOf(fault, resource.name) : undefined;
      yield {
        at: reference.nameField.mark,
        ...(!isCertain && {severity: "warning"}),
        message:
          `A ${kind} waits for ${kind}s only, and \`${first.name}\` is a ${otherKind}` +
          `${onClusters(misses, isEverywhere)}; this one is never applied.` +
          (applier ? ` Depend on \`${applier.namespace}/${applier.name}\`, which applies it.` : ""),
        related: relatedTo(workspace, other.at, `${otherKind} \`${other.applied?.namespace}/${first.name}\``),
        fixes: [applier && isEverywhere ? dependOn(resource.document.file, reference, applier) : undefined],
      };
    }
  },
});

/** The Kustomization that applies what is meant; none where waiting for it would be waiting for oneself. */
function applierOf({candidates, first}: DependencyFault, own: string | undefined): FluxKustomization | undefined {
  const applier = candidates[0]?.applied?.by;
  if (!applier || applier.name === own) return undefined;
  for (let flux: FluxKustomization | undefined = first.by; flux; flux = flux.parent) {
    if (flux.key === applier.key) return undefined;
  }
  return applier;
}

function dependOn(
  file: YamlFile,
  reference: ObjectReference,
  {name, namespace = ""}: FluxKustomization,
): ProposedFix | undefined {
  const named = replaceScalar(reference.nameField, name);
  const placed = namespaceFix(file, reference, namespace)?.edits;
  return named && placed && {title: `Depend on \`${namespace}/${name}\``, edits: [...named, ...placed]};
}
