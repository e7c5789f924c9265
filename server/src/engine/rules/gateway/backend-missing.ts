import {HELM_RELEASE} from "../../resources/flux-kinds.ts";
import {ROUTES} from "../../resources/gateway-api.ts";
import {didYouMean} from "../../schema/words.ts";
import type {Graph} from "../../workspace/graph.ts";
import {objectReferences} from "../../workspace/references.ts";
import {valueAt} from "../../workspace/values.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {appliedOfType, isAllKnown, onClusters} from "../clusters.ts";
import {namespacesOf} from "../missing-target.ts";
import {type Miss, missesOf} from "../references.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "gateway/backend-missing",
  summary: "A route to a Service that nothing declares, in a namespace where nothing renders one.",
  severity: "hint",
  types: ROUTES,

  *check(context) {
    const {graph} = context.workspace;
    for (const reference of objectReferences(context.resource)) {
      if (reference.types[0] !== "Service") continue;
      const {misses, isEverywhere} = missesOf(context, reference);
      const [first] = misses;
      if (!first || !misses.every((miss) => isPlain(graph, miss))) continue;
      const places = namespacesOf(first.elsewhere);
      const beside = servicesOf(graph, first);
      const meant = places.length > 0 ? undefined : didYouMean(first.name, beside);
      yield {
        at: reference.nameField.mark,
        message:
          `Nothing in this repository declares Service \`${first.name}\` in namespace \`${first.namespace}\`` +
          `${onClusters(misses, isEverywhere)}, and no HelmRelease there can render it` +
          `${places.length > 0 ? `; there is one in \`${places.join("`, `")}\`` : ""}.` +
          (meant === undefined ? "" : ` Did you mean \`${meant}\`?`),
        fixes: [
          meant === undefined
            ? undefined
            : {title: `Use \`${meant}\``, edits: replaceScalar(reference.nameField, meant)},
        ],
      };
    }
  },
});

/** Whether the Services of a namespace are written down: some are, everything is readable, and no chart is installed. */
function isPlain(graph: Graph, miss: Miss): boolean {
  if (servicesOf(graph, miss).length === 0 || !isAllKnown(graph, miss.by)) return false;
  return appliedOfType(graph, HELM_RELEASE, miss.by).every((release) => {
    const target = valueAt(graph.effective(release)?.object, ["spec", "targetNamespace"]) ?? release.namespace;
    return typeof target === "string" && target !== "" && !target.includes("${") && target !== miss.namespace;
  });
}

function servicesOf(graph: Graph, {by, namespace}: Miss): string[] {
  return appliedOfType(graph, "Service", by).flatMap((service) =>
    service.namespace === namespace ? (service.name ?? []) : [],
  );
}
