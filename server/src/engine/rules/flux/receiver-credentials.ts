import {RECEIVER} from "../../resources/flux-kinds.ts";
import {compareMinors} from "../../resources/flux-versions.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import type {Field} from "../../yaml/field.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule, type Report, type RuleContext} from "../rule.ts";

const OIDC = "generic-oidc";
/** The Flux minor that brought the type; before it every Receiver needed a Secret. */
const OIDC_SINCE = "2.9";

export default defineRule({
  id: "flux/receiver-credentials",
  summary: "A Receiver with a Secret where tokens are checked, or with token issuers where a Secret is.",
  severity: "error",
  judgesWhole: true,
  types: [RECEIVER],

  *check(context) {
    const spec = context.root.get("spec");
    if (!spec.isMap) return;
    const type = certaintyOf(context, spec).value("type");
    if (type === OIDC) {
      if (compareMinors(context.workspace.config.flux, OIDC_SINCE) >= 0) yield* checksTokens(context, spec);
    } else if (typeof type === "string") yield* hasSecret(context, spec, type);
  },
});

function* checksTokens(context: RuleContext, spec: Field): Iterable<Report> {
  const sure = certaintyOf(context, spec);
  const issuers = spec.get("oidcProviders");
  if (sure.lacks("oidcProviders") || (issuers.isList && issuers.items.length === 0)) {
    yield {
      at: issuers.exists ? issuers.markOfKey : spec.get("type").mark,
      message: `A Receiver of the type \`${OIDC}\` needs \`oidcProviders\`, the issuers whose tokens it accepts; the API server rejects it without.`,
    };
  }
  const secret = spec.get("secretRef");
  if (sure.has("secretRef")) {
    yield {
      at: secret.markOfKey,
      message: `A Receiver of the type \`${OIDC}\` is called with a token and has no \`secretRef\`; the API server rejects it.`,
      fixes: [{title: "Remove `secretRef`", edits: removeField(context.resource.document.file, secret)}],
    };
  }
}

function* hasSecret(context: RuleContext, spec: Field, type: string): Iterable<Report> {
  const issuers = spec.get("oidcProviders");
  if (issuers.items.length > 0) {
    yield {
      at: issuers.markOfKey,
      message: `\`oidcProviders\` are for Receivers of the type \`${OIDC}\`; the API server rejects them for \`${type}\`.`,
      fixes: [{title: "Remove `oidcProviders`", edits: removeField(context.resource.document.file, issuers)}],
    };
  }
  if (certaintyOf(context, spec).lacks("secretRef")) {
    yield {
      at: spec.markOfKey,
      message: `A Receiver of the type \`${type}\` needs \`secretRef\`, the Secret with its token; the API server rejects it without.`,
    };
  }
}
