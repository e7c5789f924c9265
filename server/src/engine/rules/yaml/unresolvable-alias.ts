import type {Field} from "../../yaml/field.ts";
import {plainValue} from "../../yaml/value.ts";
import {defineRule, type Report} from "../rule.ts";

export default defineRule({
  id: "yaml/unresolvable-alias",
  summary: "An alias without an anchor before it, or aliases that multiply without end.",
  severity: "error",

  *checkFile(file) {
    if (!file.text.includes("*")) return;
    for (const {root} of file.documents) {
      yield* unresolved(root);
      if (plainValue(root).isTooLarge) {
        yield {at: root.mark, message: "The aliases of this document multiply into more values than can be read."};
      }
    }
  },
});

function* unresolved(field: Field): Iterable<Report> {
  if (field.isAlias) {
    if (field.target === undefined) {
      yield {
        at: field.span,
        message: `There is no anchor \`&${field.written.slice(1)}\` above this alias in the document.`,
      };
    }
    return;
  }
  for (const entry of field.entries) yield* unresolved(entry);
  for (const item of field.items) yield* unresolved(item);
}
