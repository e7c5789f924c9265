import {IMAGE_POLICY} from "../../resources/flux-kinds.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/image-policy-interval",
  summary: "An ImagePolicy with an `interval` that nothing uses, or without one that it needs.",
  severity: "error",
  judgesWhole: true,
  types: [IMAGE_POLICY],

  *check(context) {
    const spec = context.root.get("spec");
    if (!spec.isMap) return;
    const sure = certaintyOf(context, spec);
    const policy = sure.value("digestReflectionPolicy", "Never");
    if (policy === "Always" && sure.lacks("interval")) {
      yield {
        at: spec.get("digestReflectionPolicy").mark,
        message:
          "With `digestReflectionPolicy: Always` Flux looks the digest up again and again, and needs an `interval` for " +
          "it; the API server rejects the ImagePolicy without.",
      };
    } else if (policy !== undefined && policy !== "Always" && sure.has("interval")) {
      const assumed = spec.get("digestReflectionPolicy").exists ? "" : ", the default";
      yield {
        at: spec.get("interval").markOfKey,
        message:
          "`interval` says how often a digest is looked up, with `digestReflectionPolicy: Always`; the API server " +
          `rejects it with \`${policy}\`${assumed}. How often tags are scanned is said in the ImageRepository.`,
        fixes: [
          {title: "Remove `interval`", edits: removeField(context.resource.document.file, spec.get("interval"))},
          {title: "Use `Always`", edits: replaceScalar(spec.get("digestReflectionPolicy"), "Always")},
        ],
      };
    }
  },
});
