import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {removeItem} from "../../yaml/edit/item.ts";
import {defineRule} from "../rule.ts";

/** Lists of paths at whose empty entries kustomize stops; it leaves those of `generators` and `transformers` out. */
const LISTS = ["resources", "bases", "components", "crds", "configurations", "patchesStrategicMerge"];

export default defineRule({
  id: "kustomize/empty-entry",
  summary: "A dash without a path behind it.",
  severity: "error",
  types: KUSTOMIZE_TYPES,
  supersedes: ["schema/wrong-type"],

  *check({resource, root}) {
    for (const list of LISTS) {
      for (const item of root.get(list).items) {
        if (item.isAlias || (item.type !== "null" && item.string !== "")) continue;
        yield {
          at: item.mark,
          message: `This entry of \`${list}\` is empty; kustomize takes it for a path and stops (\`new root cannot be empty\`).`,
          fixes: [{title: "Remove the empty entry", edits: removeItem(resource.document.file, item)}],
        };
      }
    }
  },
});
