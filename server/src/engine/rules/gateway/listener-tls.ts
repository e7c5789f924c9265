import {GATEWAY, LISTENER_SET, PLAIN_PROTOCOLS} from "../../resources/gateway-api.ts";
import {fieldPointer} from "../../schema/check.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {select} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "gateway/listener-tls",
  summary: "A listener whose TLS settings do not fit its protocol.",
  severity: "error",
  judgesWhole: true,
  supersedes: ["schema/empty-field"],
  types: [GATEWAY, LISTENER_SET],
  patches: true,

  *check({resource, root, workspace}) {
    const {file} = resource.document;
    for (const listener of select(root, "spec.listeners[]")) {
      const tls = listener.get("tls");
      const mode = tls.get("mode");
      const protocol = listener.get("protocol");
      const name = protocol.string;
      if (tls.isMap && name !== undefined && PLAIN_PROTOCOLS.includes(name)) {
        yield {
          at: tls.mark,
          message: `A listener of protocol \`${name}\` can't have \`tls\`; the API server rejects the ${resource.kind}.`,
          fixes: [
            {title: "Remove `tls`", edits: removeField(file, tls)},
            name === "HTTP" ? {title: "Set `protocol` to `HTTPS`", edits: replaceScalar(protocol, "HTTPS")} : undefined,
          ],
        };
      }
      if (name === "HTTPS" && mode.string === "Passthrough") {
        yield {
          at: mode.mark,
          message: `A listener of protocol \`HTTPS\` ends TLS itself, so \`mode\` can only be \`Terminate\`; the API server rejects the ${resource.kind}. Only protocol \`TLS\` passes connections through.`,
          fixes: [
            {title: "Set `mode` to `Terminate`", edits: replaceScalar(mode, "Terminate")},
            {title: "Set `protocol` to `TLS`", edits: replaceScalar(protocol, "TLS")},
          ],
        };
      }
      if (name === "TLS" && !tls.exists && !workspace.mayBeSetByPatch(resource, fieldPointer(tls))) {
        yield {
          at: tls.keySpan ?? protocol.mark,
          message: `A listener of protocol \`TLS\` needs \`tls\`, with a \`mode\` and its certificates; the API server rejects the ${resource.kind} without it.`,
        };
      }
    }
  },
});
