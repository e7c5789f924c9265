import {OCI_REPOSITORY} from "../../resources/flux-kinds.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

/**
 * A field of `ref`, and the one that makes it count for nothing. A tag beside a digest is left alone: people and
 * Renovate read there which version the digest is.
 */
const OVERRULED: readonly {field: string; by: string}[] = [
  {field: "semver", by: "digest"},
  {field: "tag", by: "semver"},
];

export default defineRule({
  id: "flux/ignored-ref-field",
  summary: "A field of an OCIRepository's `ref` that another one overrules.",
  severity: "warning",
  judgesWhole: true,
  types: [OCI_REPOSITORY],

  *check(context) {
    const {file} = context.resource.document;
    const ref = context.root.at("spec", "ref");
    const sure = certaintyOf(context, ref);
    for (const {field, by} of OVERRULED) {
      const ignored = ref.get(field);
      // An empty text is as good as none.
      if (!sure.has(field) || !sure.has(by) || [ignored.scalar, ref.get(by).scalar].includes("")) continue;
      yield {
        at: ignored.markOfKey,
        message: `Flux ignores \`ref.${field}\` where there is \`ref.${by}\`.`,
        fixes: [{title: `Remove \`${field}\``, safe: true, edits: removeField(file, ignored)}],
      };
    }
    const filter = ref.get("semverFilter");
    if (sure.has("semverFilter") && (sure.lacks("semver") || sure.has("digest"))) {
      yield {
        at: filter.markOfKey,
        message:
          "Flux applies `ref.semverFilter` to the tags that `ref.semver` chooses from, and ignores it otherwise.",
        fixes: [{title: "Remove `semverFilter`", safe: true, edits: removeField(file, filter)}],
      };
    }
  },
});
