import {BACKEND_TLS_POLICY} from "../../resources/gateway-api.ts";
import {fieldPointer} from "../../schema/check.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "gateway/backend-certificates",
  summary: "A BackendTLSPolicy that trusts no certificate authority, or names it in two ways.",
  severity: "error",
  judgesWhole: true,
  types: [BACKEND_TLS_POLICY],

  *check({resource, root, workspace}) {
    const validation = root.at("spec", "validation");
    if (!validation.isMap) return;
    const references = validation.get("caCertificateRefs");
    const wellKnown = validation.get("wellKnownCACertificates");
    if (references.isUnknown || wellKnown.isUnknown) return;
    const hasReferences = references.items.length > 0;
    const hasWellKnown = wellKnown.exists && wellKnown.string !== "";
    if (hasReferences && hasWellKnown) {
      const {file} = resource.document;
      yield {
        at: wellKnown.keySpan ?? wellKnown.mark,
        message:
          "`caCertificateRefs` and `wellKnownCACertificates` exclude each other; the API server rejects the BackendTLSPolicy with both.",
        fixes: [references, wellKnown].map((field) => ({
          title: `Remove \`${field.key}\``,
          edits: removeField(file, field),
        })),
      };
    }
    const mayBeSet = [references, wellKnown].some((field) => workspace.mayBeSetByPatch(resource, fieldPointer(field)));
    if (!hasReferences && !hasWellKnown && !mayBeSet) {
      yield {
        at: validation.mark,
        message:
          "`validation` needs to say whom to trust: `caCertificateRefs` with a ConfigMap, or " +
          "`wellKnownCACertificates: System`. The API server rejects the BackendTLSPolicy without either.",
      };
    }
  },
});
