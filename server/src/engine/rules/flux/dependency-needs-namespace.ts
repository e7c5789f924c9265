import {splitType} from "../../resources/references/row.ts";
import {allOf, quoted} from "../../schema/words.ts";
import {onClusters} from "../clusters.ts";
import {dependencyFault, dependencyReferences, WAITING} from "../dependencies.ts";
import {namespacesOf} from "../missing-target.ts";
import {namespaceFix, relatedTo} from "../references.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/dependency-needs-namespace",
  summary: "A dependency that is in another namespace, in an entry that names none.",
  severity: "error",
  types: WAITING,

  *check(context) {
    const {resource, workspace} = context;
    for (const reference of dependencyReferences(context)) {
      const fault = dependencyFault(context, reference);
      if (fault?.type !== "needsNamespace") continue;
      const {first, candidates, misses, isEverywhere, isCertain} = fault;
      const places = namespacesOf(candidates);
      const kind = splitType(first.type).kind;
      yield {
        at: reference.nameField.mark,
        ...(!isCertain && {severity: "warning"}),
        message:
          `${kind} \`${first.name}\` is in namespace ${allOf(quoted(places))}; without a \`namespace\` this waits for ` +
          `one in \`${first.namespace}\`${onClusters(misses, isEverywhere)}, which never comes.`,
        related: candidates.flatMap(({at}) => relatedTo(workspace, at, `${kind} \`${first.name}\``)),
        fixes: isEverywhere ? places.map((place) => namespaceFix(resource.document.file, reference, place)) : [],
      };
    }
  },
});
