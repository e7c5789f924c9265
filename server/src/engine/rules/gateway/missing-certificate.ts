import {GATEWAY, LISTENER_SET, PLAIN_PROTOCOLS} from "../../resources/gateway-api.ts";
import {fieldPointer} from "../../schema/check.ts";
import type {Field} from "../../yaml/field.ts";
import {select, stringOr} from "../../yaml/select.ts";
import {defineRule, type Report, type RuleContext} from "../rule.ts";

/** Annotations of a Gateway with which its controller brings the certificates itself. */
const CERTIFICATE_ANNOTATIONS = ["networking.gke.io/certmap"];

export default defineRule({
  id: "gateway/missing-certificate",
  summary: "A listener that ends TLS and has no certificate to do it with.",
  severity: "error",
  judgesWhole: true,
  supersedes: ["schema/empty-field"],
  types: [GATEWAY, LISTENER_SET],

  *check(context) {
    for (const listener of select(context.root, "spec.listeners[]")) yield* missing(context, listener);
  },
});

function* missing({resource, root, workspace}: RuleContext, listener: Field): Iterable<Report> {
  const tls = listener.get("tls");
  const protocol = listener.get("protocol");
  if (workspace.mayBeSetByPatch(resource, fieldPointer(tls))) return;
  const name = listener.get("name").string;
  const subject = `The listener${name ? ` \`${name}\`` : ""} ends TLS and names no certificate`;
  // Protocols without TLS have a rule of their own.
  if (PLAIN_PROTOCOLS.includes(protocol.string ?? "")) return;
  if (tls.isMap) {
    const certificates = tls.get("certificateRefs");
    const hasSome = [certificates, tls.get("options")].some(
      (field) => field.isUnknown || field.items.length > 0 || field.mergedEntries.length > 0,
    );
    if (stringOr(tls.get("mode"), "Terminate") !== "Terminate" || hasSome) return;
    yield {
      at: certificates.keySpan ?? tls.mark,
      message: `${subject}: \`tls\` needs \`certificateRefs\` (or \`options\` of the controller) when its \`mode\` is \`Terminate\`, which is the default. The API server rejects the ${resource.kind}.`,
    };
  } else if (protocol.string === "HTTPS" && !tls.exists) {
    const annotations = root.at("metadata", "annotations");
    if (CERTIFICATE_ANNOTATIONS.some((key) => annotations.get(key).exists)) return;
    yield {
      at: tls.keySpan ?? protocol.mark,
      message: `${subject}. The API server takes that, but the Gateway's controller can't serve HTTPS with it; add \`tls.certificateRefs\` with the Secret that holds the certificate.`,
      severity: "warning",
    };
  }
}
