import {didYouMean, judgeOf, kindInWords} from "../../schema/words.ts";
import {folderOf} from "../../text/paths.ts";
import {renameKey} from "../../yaml/edit/key.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {defineRule, type RuleContext} from "../rule.ts";

export default defineRule({
  id: "schema/unknown-field",
  summary: "A field that the kind does not have.",
  severity: "error",
  patches: true,

  *check(context) {
    const {resource, schemas} = context;
    for (const {keyword, params, field, schema} of context.schemaProblems) {
      if (keyword !== "additionalProperties") continue;
      const name = String(params.additionalProperty);
      const extra = field.get(name);
      const known = Object.keys((schema && schemas.resolve(schema).properties) ?? {});
      const near = didYouMean(
        name,
        known.filter((key) => !field.get(key).exists),
      );
      const where = field.name === "" ? "" : ` in \`${field.name}\``;
      const isDropped = isDroppedByFlux(context);
      yield {
        at: extra.keySpan ?? field.mark,
        message:
          [
            `${kindInWords(resource)} has no field \`${name}\`${where}`,
            isDropped ? "Flux drops it silently, `kustomize build` stops at it" : `${judgeOf(resource)} rejects it`,
          ].join("; ") + (near ? `. Did you mean \`${near}\`?` : "."),
        ...(isDropped && {severity: "warning"}),
        fixes: [
          near ? {title: `Rename to \`${near}\``, edits: renameKey(extra, near)} : undefined,
          {title: `Remove \`${name}\``, edits: removeField(resource.document.file, extra)},
        ],
      };
    }
  },
});

/** Flux rewrites the kustomization at a `spec.path` before it builds, and what it does not know gets lost on the way. */
function isDroppedByFlux({resource, workspace}: RuleContext): boolean {
  if (resource.group !== "kustomize.config.k8s.io") return false;
  return workspace.isFluxPath(folderOf(resource.document.file.path));
}
