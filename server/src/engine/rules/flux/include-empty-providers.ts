import {RESOURCE_SET} from "../../resources/flux-kinds.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

const STRATEGY = "Permute";

export default defineRule({
  id: "flux/include-empty-providers",
  summary: "`includeEmptyProviders` in an input strategy that makes no permutations.",
  severity: "error",
  judgesWhole: true,
  types: [RESOURCE_SET],

  *check(context) {
    const strategy = context.root.at("spec", "inputStrategy");
    const extra = strategy.get("includeEmptyProviders");
    const sure = certaintyOf(context, strategy);
    const name = sure.value("name");
    if (!sure.has("includeEmptyProviders") || name === undefined || name === STRATEGY) return;
    yield {
      at: extra.markOfKey,
      message:
        `\`includeEmptyProviders\` says what \`${STRATEGY}\` does with a provider that has no inputs; the API server ` +
        `rejects it with \`${name}\`.`,
      fixes: [
        {title: "Remove `includeEmptyProviders`", edits: removeField(context.resource.document.file, extra)},
        {title: `Use \`${STRATEGY}\``, edits: replaceScalar(strategy.get("name"), STRATEGY)},
      ],
    };
  },
});
