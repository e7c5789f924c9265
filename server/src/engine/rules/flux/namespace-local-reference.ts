import {FLUX_KINDS} from "../../resources/flux-kinds.ts";
import {splitType} from "../../resources/references/row.ts";
import {quoted} from "../../schema/words.ts";
import type {Graph} from "../../workspace/graph.ts";
import {ANY_NAME} from "../../workspace/index.ts";
import {objectReferences} from "../../workspace/references.ts";
import type {Target} from "../../workspace/resolve.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {onClusters} from "../clusters.ts";
import {namespacesOf} from "../missing-target.ts";
import {missesOf, relatedTo} from "../references.ts";
import {defineRule} from "../rule.ts";

const LOCAL = ["Secret", "ConfigMap"];

/** Kinds whose controllers copy objects into other namespaces. */
const COPIERS = [
  "external-secrets.io/ClusterExternalSecret",
  "external-secrets.io/ClusterPushSecret",
  "kyverno.io/ClusterPolicy",
  "kyverno.io/Policy",
  "policies.kyverno.io/GeneratingPolicy",
];

export default defineRule({
  id: "flux/namespace-local-reference",
  summary: "A reference to a Secret or ConfigMap that is in another namespace, where Flux does not look.",
  severity: "warning",
  types: FLUX_KINDS.map(({group, kind}) => `${group}/${kind}`),

  *check(context) {
    const {resource, workspace} = context;
    for (const reference of objectReferences(resource)) {
      if (reference.namespaceField || reference.isOptional) continue;
      if (!reference.types.every((type) => LOCAL.includes(type))) continue;
      const found = missesOf(context, reference);
      const misses = found.misses.filter(
        ({elsewhere, name}) => elsewhere.length > 0 && !mayBeCopied(workspace, elsewhere, name),
      );
      const [first] = misses;
      const [target] = first?.elsewhere ?? [];
      if (!first || !target) continue;
      const kind = splitType(first.type).kind;
      const where = onClusters(misses, found.isEverywhere && misses.length === found.misses.length);
      const places = quoted(namespacesOf(first.elsewhere));
      yield {
        at: reference.nameField.mark,
        message:
          `${kind} \`${first.name}\` is declared in namespace ${places.join(", ")}, and Flux looks in the ` +
          `${resource.kind}'s own, \`${first.namespace}\`${where}; this reference can't leave it. Declare the ${kind} ` +
          "there too.",
        related: relatedTo(workspace, target.at, `${kind} \`${first.name}\``),
      };
    }
  },
});

/** Whether something may bring the object into other namespaces: annotations for a replicator, or a policy. */
function mayBeCopied(workspace: Workspace, targets: readonly Target[], name: string): boolean {
  const {graph} = workspace;
  const texts = targets.map(({at}) => workspace.file(at.file)?.text ?? "");
  return texts.some((text) => /reflect|replicat|copy|sync-to/i.test(text)) || isNamedByCopier(graph, workspace, name);
}

function isNamedByCopier(graph: Graph, workspace: Workspace, name: string): boolean {
  return COPIERS.some((type) =>
    [...graph.index.objects.get(`${type}|${ANY_NAME}`)].some(({file}) => workspace.file(file)?.text.includes(name)),
  );
}
