import {HELM_RELEASE, KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

const REFERENCES = ["configMapRef", "secretRef"];

export default defineRule({
  id: "flux/kube-config-reference",
  summary: "A `kubeConfig` that names both a ConfigMap and a Secret, or neither.",
  severity: "error",
  judgesWhole: true,
  types: [HELM_RELEASE, KUSTOMIZATION],
  patches: true,

  *check(context) {
    const kubeConfig = context.root.at("spec", "kubeConfig");
    if (!kubeConfig.isMap) return;
    const sure = certaintyOf(context, kubeConfig);
    const message =
      "`kubeConfig` takes its credentials from a ConfigMap (`configMapRef`, for workload identity) or from a Secret " +
      `(\`secretRef\`); the API server rejects it with`;
    if (REFERENCES.every(sure.has)) {
      yield {
        at: kubeConfig.get("secretRef").markOfKey,
        message: `${message} both.`,
        fixes: REFERENCES.map((name) => ({
          title: `Remove \`${name}\``,
          edits: removeField(context.resource.document.file, kubeConfig.get(name)),
        })),
      };
    } else if (REFERENCES.every(sure.lacks)) {
      yield {at: kubeConfig.markOfKey, message: `${message} neither.`};
    }
  },
});
