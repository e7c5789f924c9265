import {ROUTES} from "../../resources/gateway-api.ts";
import {splitType} from "../../resources/references/row.ts";
import {isOpenText} from "../../resources/substitution.ts";
import {quoted} from "../../schema/words.ts";
import type {Graph} from "../../workspace/graph.ts";
import {targetsNamed} from "../../workspace/resolve.ts";
import {onClusters} from "../clusters.ts";
import {type Attachment, attachmentsOf, type Listener, takesKind} from "../listeners.ts";
import {relatedTo, valueAt} from "../references.ts";
import {defineRule} from "../rule.ts";

/** Why a listener refuses a route. */
type Refusal = "kind" | "same" | "labels";

export default defineRule({
  id: "gateway/listener-does-not-allow-namespace",
  summary: "A route whose namespace or kind no listener of its Gateway allows.",
  severity: "error",
  types: ROUTES,

  *check(context) {
    const {resource, workspace} = context;
    const attachments = attachmentsOf(context);
    for (const at of new Set(attachments.map(({reference}) => reference.at.name))) {
      const all = attachments.filter(({reference}) => reference.at.name === at);
      const wrong = all.flatMap((attachment) => {
        const refusals = attachment.chosen.map((listener) =>
          refusalOf(workspace.graph, attachment, listener, resource.type),
        );
        return refusals.length > 0 && refusals.every(Boolean) ? [{...attachment, refusals}] : [];
      });
      const [first] = wrong;
      if (!first) continue;
      const {reference, gateway, chosen, refusals} = first;
      const section = reference.at.get("sectionName");
      const names = quoted(chosen.map(({name}) => name)).join(", ");
      const where = onClusters(wrong, wrong.length === all.length);
      yield {
        at: section.exists ? section.mark : reference.nameField.mark,
        // Somebody may have put labels on a namespace that are not in Git.
        ...(refusals.includes("labels") && {severity: "warning"}),
        message:
          `${chosen.length === 1 ? "Listener" : "None of the listeners"} ${names} of Gateway ` +
          `\`${gateway.namespace}/${gateway.name}\` ${chosen.length === 1 ? "does not take" : "takes"} the route${where}: ` +
          `${[...new Set(refusals)].map((refusal) => inWords(refusal, first, resource.type)).join("; ")}.`,
        related: relatedTo(workspace, gateway.at, `Gateway \`${gateway.name}\``),
      };
    }
  },
});

function inWords(refusal: Refusal | undefined, {routeNamespace, gateway}: Attachment, type: string): string {
  if (refusal === "kind") return `no ${splitType(type).kind} is allowed there`;
  if (refusal === "same") {
    return (
      `only routes of the Gateway's own namespace \`${gateway.namespace}\` are allowed there, and this one is in ` +
      `\`${routeNamespace}\`; set \`allowedRoutes.namespaces.from\` to \`All\` or \`Selector\``
    );
  }
  return `the selector there does not match the labels of namespace \`${routeNamespace}\``;
}

function refusalOf(graph: Graph, attachment: Attachment, listener: Listener, type: string): Refusal | undefined {
  if (!takesKind(listener, type)) return "kind";
  const {routeNamespace, gateway} = attachment;
  const from = valueAt(listener.allowedRoutes, ["namespaces", "from"]) ?? "Same";
  if (from === "Same") return routeNamespace === gateway.namespace ? undefined : "same";
  if (from !== "Selector") return undefined;
  const selector = valueAt(listener.allowedRoutes, ["namespaces", "selector"]);
  const labels = labelsOf(graph, attachment);
  return isRefused(selector, labels, routeNamespace) ? "labels" : undefined;
}

/** The labels of the route's namespace; undefined where they are not known. */
function labelsOf(graph: Graph, {routeNamespace, cluster}: Attachment): Record<string, unknown> | undefined {
  const found = targetsNamed(graph, "Namespace", routeNamespace, cluster || undefined);
  const labels = found.map(({applied, isMade}) => {
    const object = applied && !isMade ? graph.effective(applied)?.object : undefined;
    // Flux adds these to everything that it applies.
    const added = valueAt(applied?.by?.spec, ["commonMetadata", "labels"]);
    return object && {...(valueAt(object, ["metadata", "labels"]) ?? {}), ...(added ?? {})};
  });
  return labels.length > 0 && labels.every(Boolean) ? Object.assign({}, ...labels) : undefined;
}

/** The label that every namespace has. */
const NAME_LABEL = "kubernetes.io/metadata.name";

/** Whether a label selector certainly refuses. */
function isRefused(selector: unknown, labels: Record<string, unknown> | undefined, namespace: string): boolean {
  const value = (key: unknown): {known: boolean; value: unknown} => {
    if (key === NAME_LABEL) return {known: true, value: namespace};
    const own = labels?.[`${key}`];
    return {known: labels !== undefined && !(typeof own === "string" && isOpenText(own)), value: own};
  };
  const matchLabels = Object.entries(valueAt(selector, ["matchLabels"]) ?? {});
  if (matchLabels.some(([key, wanted]) => isOther(value(key), [wanted]))) return true;
  const expressions = valueAt(selector, ["matchExpressions"]);
  return (
    Array.isArray(expressions) &&
    expressions.some((expression: unknown) => {
      const [key, operator, values] = ["key", "operator", "values"].map((name) => valueAt(expression, [name]));
      const own = value(key);
      if (operator === "In" && Array.isArray(values)) return isOther(own, values);
      if (operator === "Exists") return own.known && own.value === undefined;
      if (operator === "DoesNotExist") return own.known && own.value !== undefined;
      return operator === "NotIn" && Array.isArray(values) && own.known && values.includes(own.value);
    })
  );
}

function isOther(own: {known: boolean; value: unknown}, wanted: readonly unknown[]): boolean {
  const areKnown = wanted.every((text) => typeof text === "string" && !isOpenText(text));
  return own.known && areKnown && !wanted.includes(own.value);
}
