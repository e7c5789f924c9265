import {KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/helm-repository-as-source",
  summary: "A Flux Kustomization whose source holds charts, not manifests.",
  severity: "error",
  types: [KUSTOMIZATION],
  patches: true,
  supersedes: ["schema/invalid-value"],

  *check({root}) {
    const kind = root.at("spec", "sourceRef", "kind");
    const source = kind.string;
    if (source !== "HelmRepository" && source !== "HelmChart") return;
    yield {
      at: kind.mark,
      message:
        `A Kustomization can't be built from a ${source}: that holds charts, not manifests. The API server takes ` +
        "`GitRepository`, `OCIRepository`, `Bucket` or `ExternalArtifact`; a chart is installed by a HelmRelease.",
      fixes: ["GitRepository", "OCIRepository"].map((choice) => ({
        title: `Use \`${choice}\``,
        edits: replaceScalar(kind, choice),
      })),
    };
  },
});
