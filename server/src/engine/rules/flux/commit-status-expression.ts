import {PROVIDER} from "../../resources/flux-kinds.ts";
import {anyOf, quoted} from "../../schema/words.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

/** The providers that set the status of a commit. */
const GIT_PROVIDERS: readonly unknown[] = ["github", "gitlab", "gitea", "bitbucketserver", "bitbucket", "azuredevops"];

export default defineRule({
  id: "flux/commit-status-expression",
  summary: "A Provider with `commitStatusExpr` that sets no commit status.",
  severity: "error",
  judgesWhole: true,
  types: [PROVIDER],

  *check(context) {
    const spec = context.root.get("spec");
    const expression = spec.get("commitStatusExpr");
    const sure = certaintyOf(context, spec);
    const type = sure.value("type");
    if (!sure.has("commitStatusExpr") || type === undefined || GIT_PROVIDERS.includes(type)) return;
    yield {
      at: expression.markOfKey,
      message:
        "`commitStatusExpr` names a commit status, and only providers of the types " +
        `${anyOf(quoted(GIT_PROVIDERS))} set one; the API server rejects it for \`${type}\`.`,
      fixes: [{title: "Remove `commitStatusExpr`", edits: removeField(context.resource.document.file, expression)}],
    };
  },
});
