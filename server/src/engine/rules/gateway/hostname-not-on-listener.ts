import {isOpenText} from "../../resources/substitution.ts";
import {allOf, quoted} from "../../schema/words.ts";
import {hostnamesMeet, takesKind} from "../../workspace/listeners.ts";
import {valueAt} from "../../workspace/values.ts";
import {onClusters} from "../clusters.ts";
import {type Attachment, attachmentsOf, WITH_HOSTNAMES} from "../listeners.ts";
import {relatedTo} from "../references.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "gateway/hostname-not-on-listener",
  summary: "A route whose hostnames no listener of its Gateway takes.",
  severity: "error",
  types: WITH_HOSTNAMES,

  *check(context) {
    const {resource, workspace} = context;
    const attachments = attachmentsOf(context);
    for (const at of new Set(attachments.map(({reference}) => reference.at.name))) {
      const all = attachments.filter(({reference}) => reference.at.name === at);
      const wrong = all.filter((attachment) => isOffEveryListener(attachment, resource.type));
      const [first] = wrong;
      if (!first) continue;
      const {reference, gateway, chosen, route} = first;
      const section = reference.at.get("sectionName");
      const taken = [...new Set(chosen.flatMap(({hostname}) => hostname ?? []))];
      yield {
        at: section.exists ? section.mark : reference.nameField.mark,
        message:
          `No listener of Gateway \`${gateway.namespace}/${gateway.name}\` that this refers to takes ` +
          `${allOf(quoted(hostnamesOf(route)))}${onClusters(wrong, wrong.length === all.length)}, so the route is not ` +
          `accepted; ${taken.length === 1 ? "it takes" : "they take"} ${allOf(quoted(taken))}.`,
        related: relatedTo(workspace, gateway.at, `Gateway \`${gateway.name}\``),
      };
    }
  },
});

function isOffEveryListener({route, chosen}: Attachment, type: string): boolean {
  const hostnames = hostnamesOf(route);
  // A listener of another kind does not take the route anyway.
  const listeners = chosen.filter((listener) => takesKind(listener, type));
  if (hostnames.length === 0 || listeners.length === 0 || hostnames.some(isOpenText)) return false;
  return listeners.every(({hostname}) => hostname && hostnames.every((own) => !hostnamesMeet(own, hostname)));
}

function hostnamesOf(route: unknown): string[] {
  const hostnames = valueAt(route, ["spec", "hostnames"]);
  return Array.isArray(hostnames) ? hostnames.filter((name): name is string => typeof name === "string") : [];
}
