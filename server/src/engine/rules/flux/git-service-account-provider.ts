import {GIT_REPOSITORY} from "../../resources/flux-kinds.ts";
import {quoted} from "../../schema/words.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

const PROVIDERS: readonly unknown[] = ["azure", "aws"];

export default defineRule({
  id: "flux/git-service-account-provider",
  summary: "A GitRepository with a service account, for a provider that has no use for one.",
  severity: "error",
  judgesWhole: true,
  types: [GIT_REPOSITORY],

  *check(context) {
    const spec = context.root.get("spec");
    const account = spec.get("serviceAccountName");
    const sure = certaintyOf(context, spec);
    const provider = sure.value("provider", "generic");
    if (!sure.has("serviceAccountName") || provider === undefined || PROVIDERS.includes(provider)) return;
    yield {
      at: account.markOfKey,
      message:
        `\`serviceAccountName\` is for workload identity, for the providers ${quoted(PROVIDERS).join(" and ")}; the API server ` +
        `rejects it with ${spec.get("provider").exists ? `\`${provider}\`` : "the default, `generic`"}.`,
      fixes: [{title: "Remove `serviceAccountName`", edits: removeField(context.resource.document.file, account)}],
    };
  },
});
