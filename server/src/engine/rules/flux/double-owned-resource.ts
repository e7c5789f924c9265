import {KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import {allOf, quoted} from "../../schema/words.ts";
import {onClusters} from "../clusters.ts";
import {fluxName, otherOwners, owned, placeOf} from "../owners.ts";
import {relatedTo} from "../references.ts";
import {defineRule} from "../rule.ts";

/** Names that tell in one sentence which Flux Kustomizations apply an object. */
const MAX_NAMES = 3;

export default defineRule({
  id: "flux/double-owned-resource",
  summary: "An object that two Flux Kustomizations apply.",
  severity: "warning",

  *check({resource, root, workspace}) {
    const {graph} = workspace;
    const ref = {file: resource.document.file.path, document: resource.document.index};
    const ways = graph.applied(ref);
    const doubles = ways.flatMap((applied) => {
      const own = owned(applied);
      const others = own ? otherOwners(graph, own) : [];
      const [other] = others;
      if (!own || !other) return [];
      // Two Kustomizations of one name are another rule's, and what they build is theirs.
      const isTwin = resource.type === KUSTOMIZATION && placeOf(own) !== placeOf(other);
      return isTwin || fluxName(own.by) === fluxName(other.by) ? [] : [{own, others, cluster: own.by.cluster}];
    });
    const [double] = doubles;
    if (!double) return;
    const {own, others} = double;
    const owners = [...new Set([own, ...others].map(({by}) => fluxName(by)))].sort();
    const shown = quoted(owners.slice(0, MAX_NAMES)).join(", ");
    const more = owners.length > MAX_NAMES ? ` and ${owners.length - MAX_NAMES} more` : "";
    const isEverywhere =
      new Set(ways.map(({cluster}) => cluster)).size === new Set(doubles.map(({cluster}) => cluster)).size;
    const namespaces = doubles.map((one) => one.own.namespace).filter((namespace) => namespace !== own.namespace);
    yield {
      at: root.at("metadata", "name").mark,
      message:
        `${resource.kind} \`${own.namespace}/${own.name}\` is applied by ${owners.length} Kustomizations` +
        `${onClusters(doubles, isEverywhere)}: ${shown}${more}.${inWords(namespaces)} Each marks it as its own whenever it ` +
        "reconciles, and one that no longer builds it may delete it for the others.",
      related: others.flatMap((other) =>
        placeOf(other) === placeOf(own)
          ? []
          : relatedTo(workspace, other.resource.origin, `Applied by \`${fluxName(other.by)}\``),
      ),
    };
  },
});

/** The other namespaces in which the same is true of a shared object. */
function inWords(namespaces: readonly string[]): string {
  const names = [...new Set(namespaces)].sort();
  return names.length > 0 ? ` The same goes for ${allOf(quoted(names))}.` : "";
}
