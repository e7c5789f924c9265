import {OCI_REPOSITORY} from "../../resources/flux-kinds.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/oci-repository-without-ref",
  summary: "An OCIRepository that says nothing about the version to take.",
  severity: "info",
  judgesWhole: true,
  types: [OCI_REPOSITORY],

  *check(context) {
    const spec = context.root.get("spec");
    const sure = certaintyOf(context, spec);
    if (!spec.isMap || !["tag", "semver", "digest"].every((name) => sure.lacks(`ref.${name}`))) return;
    yield {
      at: spec.get("ref").keySpan ?? spec.get("url").markOfKey,
      message:
        "Without `ref.tag`, `ref.semver` or `ref.digest` Flux takes the tag `latest`, whatever that is at the time; most " +
        "charts have none.",
    };
  },
});
