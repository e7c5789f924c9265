import {
  BUCKET,
  GIT_REPOSITORY,
  HELM_CHART,
  HELM_RELEASE,
  HELM_REPOSITORY,
  KUSTOMIZATION,
  OCI_REPOSITORY,
} from "../../resources/flux-kinds.ts";
import {EXTERNAL_ARTIFACT} from "../../resources/references/flux.ts";
import {objectReferences} from "../../workspace/references.ts";
import {missingTarget} from "../missing-target.ts";
import {defineRule} from "../rule.ts";

const SOURCES: readonly string[] = [
  GIT_REPOSITORY,
  OCI_REPOSITORY,
  HELM_REPOSITORY,
  HELM_CHART,
  BUCKET,
  EXTERNAL_ARTIFACT,
];

export default defineRule({
  id: "flux/missing-source",
  summary: "A reference to a source that is in another namespace, or that nothing declares.",
  severity: "warning",
  types: [KUSTOMIZATION, HELM_RELEASE, HELM_CHART],

  *check(context) {
    for (const reference of objectReferences(context.resource)) {
      if (!reference.types.every((type) => SOURCES.includes(type))) continue;
      yield* missingTarget(context, reference, "Flux waits for that in vain");
    }
  },
});
