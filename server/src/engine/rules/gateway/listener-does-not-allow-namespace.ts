import {ROUTES} from "../../resources/gateway-api.ts";
import {quoted} from "../../schema/words.ts";
import {refusalInWords, refusalOf} from "../../workspace/listeners.ts";
import {onClusters} from "../clusters.ts";
import {attachmentsOf} from "../listeners.ts";
import {relatedTo} from "../references.ts";
import {defineRule} from "../rule.ts";

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
        const {routeNamespace, gateway, cluster} = attachment;
        const route = {
          type: resource.type,
          routeNamespace,
          gatewayNamespace: gateway.namespace,
          cluster: cluster || undefined,
        };
        const refusals = attachment.chosen.map((listener) => refusalOf(workspace.graph, listener, route));
        const known = refusals.filter((refusal) => refusal !== undefined);
        return known.length > 0 && known.length === refusals.length ? [{...attachment, refusals: known, route}] : [];
      });
      const [first] = wrong;
      if (!first) continue;
      const {reference, gateway, chosen, refusals, route} = first;
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
          `${[...new Set(refusals)].map((refusal) => refusalInWords(refusal, route)).join("; ")}.`,
        related: relatedTo(workspace, gateway.at, `Gateway \`${gateway.name}\``),
      };
    }
  },
});
