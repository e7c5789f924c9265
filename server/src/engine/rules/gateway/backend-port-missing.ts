import {ROUTES} from "../../resources/gateway-api.ts";
import type {Graph} from "../../workspace/graph.ts";
import {objectReferences} from "../../workspace/references.ts";
import {resolveReference, type Target} from "../../workspace/resolve.ts";
import {valueAt} from "../../workspace/values.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {onClusters} from "../clusters.ts";
import {isAsWritten, relatedTo} from "../references.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "gateway/backend-port-missing",
  summary: "A route to a port that its Service does not have.",
  severity: "error",
  types: ROUTES,

  *check({resource, workspace}) {
    const {graph} = workspace;
    for (const reference of objectReferences(resource)) {
      const field = reference.at.get("port");
      const port = field.number;
      if (reference.types[0] !== "Service" || port === undefined) continue;
      const resolutions = resolveReference(graph, resource, reference);
      const wrong = resolutions.flatMap((resolution) => {
        const {from, found, cluster = ""} = resolution;
        const [target, ...others] = found;
        const ports = target && others.length === 0 ? portsOf(graph, target) : undefined;
        if (!from || !target || !ports || ports.includes(port)) return [];
        return isAsWritten(graph, from, reference, resolution) ? [{target, ports, cluster}] : [];
      });
      const [first] = wrong;
      if (!first) continue;
      const {target, ports} = first;
      const [only, ...more] = ports;
      yield {
        at: field.mark,
        message:
          `Service \`${reference.name}\` has no port ${port}${onClusters(wrong, wrong.length === resolutions.length)}, so ` +
          `requests to it fail; it has ${ports.join(", ")}. A route names the Service's port, not that of the container.`,
        related: relatedTo(workspace, target.at, `Service \`${reference.name}\``),
        fixes: [
          only !== undefined && more.length === 0
            ? {title: `Use port ${only}`, edits: replaceScalar(field, only)}
            : undefined,
        ],
      };
    }
  },
});

/** The ports of a Service; undefined where not all are known. */
function portsOf(graph: Graph, {applied, isMade}: Target): number[] | undefined {
  const ports = applied && !isMade ? valueAt(graph.effective(applied)?.object, ["spec", "ports"]) : undefined;
  if (!Array.isArray(ports) || ports.length === 0) return undefined;
  const numbers = ports.map((entry: unknown) => valueAt(entry, ["port"]));
  return numbers.every((port): port is number => typeof port === "number") ? numbers : undefined;
}
