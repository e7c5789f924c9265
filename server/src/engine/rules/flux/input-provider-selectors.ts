import {INPUT_PROVIDER} from "../../resources/flux-kinds.ts";
import {removeEntries} from "../../yaml/edit/entries.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {select} from "../../yaml/select.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

const TYPE = "ExternalArtifact";

export default defineRule({
  id: "flux/input-provider-selectors",
  summary: "A ResourceSetInputProvider without the selectors it needs, or with selectors that contradict.",
  severity: "error",
  judgesWhole: true,
  types: [INPUT_PROVIDER],

  *check(context) {
    const {file} = context.resource.document;
    const spec = context.root.get("spec");
    const sure = certaintyOf(context, spec);
    const type = sure.value("type");
    const selectors = spec.get("selectors");
    if (type === TYPE && (sure.lacks("selectors") || (selectors.isList && selectors.items.length === 0))) {
      yield {
        at: selectors.exists ? selectors.markOfKey : spec.get("type").mark,
        message: `An input provider of the type \`${TYPE}\` finds its artifacts with \`selectors\`; the API server rejects it without.`,
      };
    } else if (typeof type === "string" && type !== TYPE && sure.has("selectors")) {
      yield {
        at: selectors.markOfKey,
        message: `\`selectors\` are for input providers of the type \`${TYPE}\`; the API server rejects them for \`${type}\`.`,
        fixes: [{title: "Remove `selectors`", edits: removeField(file, selectors)}],
      };
    }
    for (const item of select(context.root, "spec.selectors[]")) {
      const labels = ["matchLabels", "matchExpressions"].map((key) => item.get(key)).filter((field) => field.exists);
      const [first] = labels;
      if (!first || !certaintyOf(context, item).has("name")) continue;
      yield {
        at: first.markOfKey,
        message: `A selector finds artifacts by \`name\` or by labels; the API server rejects \`${first.key}\` beside \`name\`.`,
        fixes: [
          {title: "Remove `name`", edits: removeEntries(file, [item.get("name")])},
          {title: `Remove \`${first.key}\``, edits: removeEntries(file, labels)},
        ],
      };
    }
  },
});
