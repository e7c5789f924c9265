import {didYouMean} from "../../schema/words.ts";
import {renameKey} from "../../yaml/edit/key.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {RULE_IDS} from "../ids.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "config/unknown-rule",
  summary: "A severity for a rule that does not exist.",
  severity: "warning",
  types: ["config"],

  *check({resource, root}) {
    for (const entry of root.get("rules").entries) {
      const id = String(entry.key);
      if (RULE_IDS.includes(id) || !entry.keySpan) continue;
      const near = didYouMean(id, RULE_IDS) ?? RULE_IDS.find((known) => known.endsWith(`/${id}`));
      yield {
        at: entry.keySpan,
        message: `There is no rule \`${id}\`; this line has no effect.${near ? ` Did you mean \`${near}\`?` : ""}`,
        fixes: [
          near ? {title: `Use \`${near}\``, edits: renameKey(entry, near)} : undefined,
          {title: `Remove \`${id}\``, edits: removeField(resource.document.file, entry)},
        ],
      };
    }
  },
});
