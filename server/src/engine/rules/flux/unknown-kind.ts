import {apiVersionOf, fluxKindNamed, kindsOfGroup} from "../../resources/flux-kinds.ts";
import {didYouMean} from "../../schema/words.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/unknown-kind",
  summary: "A kind that is nearly one of Flux's, or one of another of its API groups.",
  severity: "error",

  *check({resource, root}) {
    const {group, kind} = resource;
    const kinds = kindsOfGroup(group).map((row) => row.kind);
    if (kinds.length === 0 || kinds.includes(kind)) return;
    const elsewhere = fluxKindNamed(kind);
    const near = didYouMean(kind, kinds);
    if (elsewhere) {
      const apiVersion = apiVersionOf(elsewhere);
      yield {
        at: root.get("apiVersion").mark,
        message: `\`${group}\` has no kind \`${kind}\`, so the API server rejects it; the kind is in \`${apiVersion}\`.`,
        fixes: [{title: `Use \`${apiVersion}\``, edits: replaceScalar(root.get("apiVersion"), apiVersion)}],
      };
    } else if (near) {
      yield {
        at: root.get("kind").mark,
        message: `\`${group}\` has no kind \`${kind}\`, so the API server rejects it. Did you mean \`${near}\`?`,
        fixes: [{title: `Use \`${near}\``, edits: replaceScalar(root.get("kind"), near)}],
      };
    }
  },
});
