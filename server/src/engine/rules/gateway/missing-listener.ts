import {ROUTES} from "../../resources/gateway-api.ts";
import {didYouMean, quoted} from "../../schema/words.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {onClusters} from "../clusters.ts";
import {attachmentsOf} from "../listeners.ts";
import {relatedTo} from "../references.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "gateway/missing-listener",
  summary: "A route for a listener that its Gateway does not have.",
  severity: "error",
  types: ROUTES,

  *check(context) {
    const attachments = attachmentsOf(context);
    for (const at of new Set(attachments.map(({reference}) => reference.at.name))) {
      const all = attachments.filter(({reference}) => reference.at.name === at);
      const wrong = all.filter(({chosen}) => chosen.length === 0);
      const [first] = wrong;
      if (!first) continue;
      const {reference, gateway, listeners, section, port} = first;
      const names = listeners.map(({name}) => name);
      const field = reference.at.get(section === undefined || names.includes(section) ? "port" : "sectionName");
      const meant = section === undefined || field.key === "port" ? undefined : didYouMean(section, names);
      const wanted = [
        section === undefined ? [] : `\`${section}\``,
        port === undefined ? [] : `on port ${port}`,
      ].flat();
      const shown = listeners.map((listener) => `${quoted([listener.name])} (port ${listener.port})`);
      yield {
        at: field.mark,
        message:
          `Gateway \`${gateway.namespace}/${gateway.name}\` has no listener ${wanted.join(" ")}` +
          `${onClusters(wrong, wrong.length === all.length)}, so the route is not accepted; it has ${shown.join(", ")}.`,
        related: relatedTo(context.workspace, gateway.at, `Gateway \`${gateway.name}\``),
        fixes: [meant === undefined ? undefined : {title: `Use \`${meant}\``, edits: replaceScalar(field, meant)}],
      };
    }
  },
});
