import type {Field} from "../../yaml/field.ts";
import {walk} from "../../yaml/walk.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "yaml/invalid-merge",
  summary: "A merge key (`<<`) that merges something else than maps, or stands twice in one map.",
  severity: "error",

  *checkFile(file) {
    if (!file.text.includes("<<")) return;
    for (const {problems, root} of file.documents) {
      for (const field of problems.length > 0 ? [] : walk(root)) {
        const [first, ...others] = field.isAlias ? [] : field.merges;
        if (first && !mergesMaps(first)) {
          yield {
            at: first.markOfKey,
            message: "`<<` merges maps, and what stands here is none; Flux refuses the file.",
          };
        }
        for (const merge of others) {
          yield {
            at: merge.markOfKey,
            message: "A map takes one `<<`; several maps are merged by `<<: [*a, *b]`. Flux refuses the file.",
          };
        }
      }
    }
  },
});

/** Whether the value of a `<<` is a map or a list of maps. An alias that nobody can follow has a rule of its own. */
function mergesMaps(field: Field): boolean {
  const isMergeable = (one: Field): boolean => one.isMap || (one.isAlias && one.target === undefined);
  return isMergeable(field) || (field.isList && field.items.every(isMergeable));
}
