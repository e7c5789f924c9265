import {HELM_REPOSITORY} from "../../resources/flux-kinds.ts";
import {addEntries} from "../../yaml/edit/insert.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/helm-repository-type",
  summary: "A HelmRepository whose `type` does not fit its `url`.",
  severity: "error",
  judgesWhole: true,
  types: [HELM_REPOSITORY],

  *check(context) {
    const {file} = context.resource.document;
    const spec = context.root.get("spec");
    const sure = certaintyOf(context, spec);
    const type = sure.value("type", "default");
    const url = sure.value("url");
    if (typeof url !== "string") return;
    if (type === "default" && url.startsWith("oci://")) {
      const field = spec.get("type");
      yield {
        at: spec.get("url").mark,
        message: "Flux takes an `oci://` address only with `type: oci`; without, the HelmRepository stalls.",
        fixes: [
          {
            title: "Set `type: oci`",
            edits: field.exists ? replaceScalar(field, "oci") : addEntries(file, spec, "type: oci", "url"),
          },
        ],
      };
    } else if (type === "oci" && /^https?:/.test(url)) {
      yield {
        at: spec.get("url").mark,
        message: "With `type: oci` the address must start with `oci://`; Flux gets no chart from this one.",
        fixes: [
          {title: "Use `oci://`", edits: replaceScalar(spec.get("url"), url.replace(/^https?:/, "oci:"))},
          {title: "Remove `type`", edits: removeField(file, spec.get("type"))},
        ],
      };
    }
  },
});
