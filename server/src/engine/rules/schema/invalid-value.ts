import {anyOf, didYouMean, judgeOf, quoted, severityOf, shorten} from "../../schema/words.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "schema/invalid-value",
  summary: "A value that is not among those the field allows.",
  severity: "error",
  patches: true,

  *check({resource, schemaProblems}) {
    for (const problem of schemaProblems) {
      const {keyword, params, field} = problem;
      if (keyword !== "enum" && keyword !== "const") continue;
      const allowed = (keyword === "enum" ? (params.allowedValues as unknown[]) : [params.allowedValue]).filter(
        (value) => value !== null,
      );
      const near = didYouMean(String(field.scalar), allowed.map(String));
      const choice = near ?? (allowed.length === 1 ? String(allowed[0]) : undefined);
      const given = field.type === "scalar" ? `\`${shorten(field.written)}\`` : "This";
      yield {
        at: field.mark,
        message:
          `${given} is not allowed in \`${field.name}\`; ${judgeOf(resource, problem)} takes ` +
          `${anyOf(quoted(allowed))}${allowed.length === 1 ? " only" : ""}.${near ? ` Did you mean \`${near}\`?` : ""}`,
        ...severityOf(problem),
        fixes: [choice === undefined ? undefined : {title: `Use \`${choice}\``, edits: replaceScalar(field, choice)}],
      };
    }
  },
});
