import {anyOf, didYouMean, judgeOf, quoted} from "../../schema/words.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "schema/invalid-value",
  summary: "A value that is not among those the field allows.",
  severity: "error",
  patches: true,

  *check({resource, schemaProblems}) {
    for (const {keyword, params, field} of schemaProblems) {
      if (keyword !== "enum" && keyword !== "const") continue;
      const allowed = (keyword === "enum" ? (params.allowedValues as unknown[]) : [params.allowedValue]).filter(
        (value) => value !== null,
      );
      // A value of another type is told by `schema/wrong-type` already.
      if (typeof field.scalar !== typeof allowed[0]) continue;
      const near = didYouMean(String(field.scalar), allowed.map(String));
      const onlyOne = allowed.length === 1 ? allowed[0] : undefined;
      const choice = near ?? (onlyOne === undefined ? undefined : String(onlyOne));
      yield {
        at: field.mark,
        message:
          `\`${field.scalar}\` is not allowed in \`${field.name}\`; ${judgeOf(resource)} takes ` +
          `${anyOf(quoted(allowed))}.${near ? ` Did you mean \`${near}\`?` : ""}`,
        fixes: [choice === undefined ? undefined : {title: `Use \`${choice}\``, edits: replaceScalar(field, choice)}],
      };
    }
  },
});
