import {HELM_RELEASE} from "../../resources/flux-kinds.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

const RETRY = "RetryOnFailure";

export default defineRule({
  id: "flux/retry-interval-without-strategy",
  summary: "A `retryInterval` in a strategy that does not retry.",
  severity: "error",
  judgesWhole: true,
  types: [HELM_RELEASE],
  patches: true,

  *check(context) {
    for (const action of ["install", "upgrade"]) {
      const strategy = context.root.at("spec", action, "strategy");
      const retryInterval = strategy.get("retryInterval");
      const sure = certaintyOf(context, strategy);
      const name = sure.value("name");
      if (!sure.has("retryInterval") || typeof name !== "string" || name === RETRY) continue;
      yield {
        at: retryInterval.markOfKey,
        message:
          `\`${action}.strategy.retryInterval\` is for \`${RETRY}\`; \`${name}\` rolls back or uninstalls instead, and ` +
          "the API server rejects the two together.",
        fixes: [
          {title: "Remove `retryInterval`", edits: removeField(context.resource.document.file, retryInterval)},
          {title: `Use \`${RETRY}\``, edits: replaceScalar(strategy.get("name"), RETRY)},
        ],
      };
    }
  },
});
