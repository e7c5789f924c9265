import {GATEWAY, LISTENER_SET} from "../../resources/gateway-api.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {select} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "gateway/listener-hostname",
  summary: "A host name on a listener whose protocol knows none.",
  severity: "error",
  types: [GATEWAY, LISTENER_SET],
  patches: true,

  *check({resource, root}) {
    for (const listener of select(root, "spec.listeners[]")) {
      const hostname = listener.get("hostname");
      const protocol = listener.get("protocol").string;
      if ((protocol !== "TCP" && protocol !== "UDP") || !hostname.exists || hostname.isUnknown) continue;
      yield {
        at: hostname.keySpan ?? hostname.mark,
        message: `A listener of protocol \`${protocol}\` can't have a \`hostname\`, because ${protocol} carries none; the API server rejects the ${resource.kind}.`,
        fixes: [{title: "Remove `hostname`", edits: removeField(resource.document.file, hostname)}],
      };
    }
  },
});
