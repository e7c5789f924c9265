import {splitType} from "../../resources/references/row.ts";
import {dependencyFault, dependencyReferences, WAITING} from "../dependencies.ts";
import {onClusters, relatedTo} from "../references.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/dependency-wrong-kind",
  summary: "A dependency on a name that only an object of the other kind has.",
  severity: "error",
  types: WAITING,

  *check(context) {
    for (const reference of dependencyReferences(context)) {
      const fault = dependencyFault(context, reference);
      const [other] = fault?.candidates ?? [];
      if (fault?.type !== "wrongKind" || !other) continue;
      const {first, misses, isEverywhere, isCertain} = fault;
      const kind = splitType(first.type).kind;
      const otherKind = splitType(other.type).kind;
      yield {
        at: reference.nameField.mark,
        ...(!isCertain && {severity: "warning"}),
        message:
          `A ${kind} waits for ${kind}s only, and \`${first.name}\` is a ${otherKind}${onClusters(misses, isEverywhere)}; ` +
          `this one is never applied. Depend on the ${kind} ` +
          (kind === "Kustomization" ? "that applies it." : "that needs it, or let the Kustomizations depend on each other."),
        related: relatedTo(context.workspace, other.at, `${otherKind} \`${other.applied?.namespace}/${first.name}\``),
      };
    }
  },
});
