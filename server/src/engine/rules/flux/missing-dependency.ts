import {splitType} from "../../resources/references/row.ts";
import {allOf, didYouMean, quoted} from "../../schema/words.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {appliedOfType, onClusters} from "../clusters.ts";
import {dependencyFault, dependencyReferences, WAITING} from "../dependencies.ts";
import {namespacesOf} from "../missing-target.ts";
import {namespaceFix, relatedTo} from "../references.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/missing-dependency",
  summary: "A dependency on something that nothing in the repository declares.",
  severity: "warning",
  types: WAITING,

  *check(context) {
    const {resource, workspace} = context;
    for (const reference of dependencyReferences(context)) {
      const fault = dependencyFault(context, reference);
      if (fault?.type !== "missing") continue;
      const {first, candidates, misses, isEverywhere, isCertain} = fault;
      const kind = splitType(first.type).kind;
      const places = namespacesOf(candidates);
      const applied = appliedOfType(workspace.graph, first.type, first.by);
      const beside = applied.flatMap(({namespace, name}) => (namespace === first.namespace ? (name ?? []) : []));
      const others = beside.filter((name) => name !== first.from.name);
      const meant = places.length > 0 ? undefined : didYouMean(first.name, others);
      const hint = meant === undefined ? "" : ` Did you mean \`${meant}\`?`;
      yield {
        at: reference.nameField.mark,
        ...(!isCertain && {severity: "hint"}),
        message:
          `${isCertain ? "There is no" : "Nothing in this repository declares"} ${kind} \`${first.name}\` in namespace ` +
          `\`${first.namespace}\`${onClusters(misses, isEverywhere)}` +
          `${places.length > 0 ? `, only in ${allOf(quoted(places))}` : ""}; this ${kind} waits for it.${hint}`,
        related: candidates.flatMap(({at}) => relatedTo(workspace, at, `${kind} \`${first.name}\``)),
        fixes: isEverywhere
          ? [
              ...places.map((place) => namespaceFix(resource.document.file, reference, place)),
              meant === undefined
                ? undefined
                : {title: `Use \`${meant}\``, edits: replaceScalar(reference.nameField, meant)},
            ]
          : [],
      };
    }
  },
});
