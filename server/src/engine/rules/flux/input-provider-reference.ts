import {RESOURCE_SET} from "../../resources/flux-kinds.ts";
import {removeEntries} from "../../yaml/edit/entries.ts";
import {select} from "../../yaml/select.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

const WAYS = ["name", "selector"];

export default defineRule({
  id: "flux/input-provider-reference",
  summary: "An `inputsFrom` entry with both `name` and `selector`, or with neither.",
  severity: "error",
  judgesWhole: true,
  types: [RESOURCE_SET],

  *check(context) {
    for (const item of select(context.root, "spec.inputsFrom[]")) {
      if (!item.isMap) continue;
      const sure = certaintyOf(context, item);
      const message =
        "`inputsFrom` finds input providers by `name` or by `selector`; the API server rejects an entry with";
      if (WAYS.every(sure.has)) {
        yield {
          at: item.get("selector").markOfKey,
          message: `${message} both.`,
          fixes: WAYS.map((name) => ({
            title: `Remove \`${name}\``,
            edits: removeEntries(context.resource.document.file, [item.get(name)]),
          })),
        };
      } else if (WAYS.every(sure.lacks)) {
        yield {at: item.mark, message: `${message} neither.`};
      }
    }
  },
});
