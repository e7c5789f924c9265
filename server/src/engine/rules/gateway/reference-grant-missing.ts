import {GATEWAY, LISTENER_SET, ROUTES} from "../../resources/gateway-api.ts";
import {splitType} from "../../resources/references/row.ts";
import type {Resource} from "../../resources/resource.ts";
import {isOpenText} from "../../resources/substitution.ts";
import type {Graph} from "../../workspace/graph.ts";
import {ANY_NAME} from "../../workspace/index.ts";
import {objectReferences} from "../../workspace/references.ts";
import {resolveReference} from "../../workspace/resolve.ts";
import {valueAt} from "../../workspace/values.ts";
import {mayBeOneCluster, onClusters} from "../clusters.ts";
import {certainWay, relatedTo, type Way} from "../references.ts";
import {defineRule} from "../rule.ts";

const GRANT = "gateway.networking.k8s.io/ReferenceGrant";
/** What a reference into another namespace needs a grant for. A route's Gateway says itself which routes it takes. */
const GRANTED = ["Service", "Secret", "ConfigMap"];

export default defineRule({
  id: "gateway/reference-grant-missing",
  summary: "A reference to a Service or Secret of another namespace that no ReferenceGrant there allows.",
  severity: "warning",
  types: [...ROUTES, GATEWAY, LISTENER_SET],

  *check({resource, workspace}) {
    const {graph} = workspace;
    for (const reference of objectReferences(resource)) {
      const [type = ""] = reference.types;
      if (!reference.namespaceField?.exists || !GRANTED.includes(type)) continue;
      const resolutions = resolveReference(graph, resource, reference);
      const wrong = resolutions.flatMap((resolution) => {
        const way = certainWay(graph, reference, resolution);
        const [target] = resolution.found;
        if (!way?.from.namespace || !target?.applied?.namespace || way.from.namespace === way.namespace) return [];
        return isGranted(graph, resource, way, type) ? [] : [{...way, target, own: way.from.namespace}];
      });
      const [first] = wrong;
      if (!first) continue;
      const {own, namespace, name, target} = first;
      yield {
        at: reference.namespaceField.mark,
        message:
          `${type} \`${name}\` is in namespace \`${namespace}\`, and no ReferenceGrant there lets ${resource.kind}s of ` +
          `\`${own}\` refer to it${onClusters(wrong, wrong.length === resolutions.length)}; the reference is refused.`,
        related: relatedTo(workspace, target.at, `${type} \`${name}\``),
      };
    }
  },
});

function isGranted(graph: Graph, resource: Resource, way: Way, type: string): boolean {
  return [...graph.index.objects.get(`${GRANT}|${ANY_NAME}`)].some((ref) => {
    const ways = graph.applied(ref);
    // A grant that nothing builds may be there all the same.
    if (ways.length === 0) return true;
    return ways.some((applied) => {
      if (applied.by && !mayBeOneCluster(graph, applied.by, way.by)) return false;
      if (applied.namespace && applied.namespace !== way.namespace) return false;
      const spec = valueAt(graph.effective(applied)?.object, ["spec"]);
      return spec === undefined || allows(spec, resource, way, type);
    });
  });
}

function allows(spec: unknown, {group, kind}: Resource, {from, name}: Way, type: string): boolean {
  const holds = (list: string, wanted: Readonly<Record<string, string | undefined>>): boolean => {
    const entries = valueAt(spec, [list]);
    if (!Array.isArray(entries)) return false;
    return entries.some((entry: unknown) =>
      Object.entries(wanted).every(([key, text]) => isOrMayBe(valueAt(entry, [key]), text, key)),
    );
  };
  return (
    holds("from", {group, kind, namespace: from.namespace}) &&
    holds("to", {group: "", kind: splitType(type).kind, name})
  );
}

/** A `to` without a name stands for all names. */
function isOrMayBe(value: unknown, wanted: string | undefined, key: string): boolean {
  if (value === undefined || value === null || value === "") return key === "name" || wanted === "";
  return value === wanted || (typeof value === "string" && isOpenText(value));
}
