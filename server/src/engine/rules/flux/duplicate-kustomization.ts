import {KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import {onClusters} from "../clusters.ts";
import {fluxName, otherOwners, owned, placeOf} from "../owners.ts";
import {relatedTo} from "../references.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/duplicate-kustomization",
  summary: "Two Flux Kustomizations with one name in one namespace of a cluster.",
  severity: "error",
  types: [KUSTOMIZATION],

  *check({resource, root, workspace}) {
    const {graph} = workspace;
    const ref = {file: resource.document.file.path, document: resource.document.index};
    const ways = graph.applied(ref);
    const twins = ways.flatMap((applied) => {
      const own = owned(applied);
      // One document that two apply is no second Kustomization.
      const other = own && otherOwners(graph, own).find((one) => placeOf(one) !== placeOf(own));
      return own && other ? [{own, other, cluster: own.by.cluster}] : [];
    });
    const [twin] = twins;
    if (!twin) return;
    const {own, other} = twin;
    yield {
      at: root.at("metadata", "name").mark,
      message:
        `Another Kustomization \`${own.namespace}/${own.name}\` is applied${onClusters(twins, twins.length === ways.length)} ` +
        `by \`${fluxName(other.by)}\`, this one by \`${fluxName(own.by)}\`: each overwrites the other, and Flux removes ` +
        "what the last one does not build.",
      related: relatedTo(workspace, other.resource.origin, "The other one"),
    };
  },
});
