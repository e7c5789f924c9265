import {INPUT_PROVIDER} from "../../resources/flux-kinds.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

const CLOUD_REGISTRY = "(?:ACR|ECR|GAR)ArtifactTag";

/** Fields that only some types take. */
const FIELDS: readonly {field: string; types: RegExp; words: string}[] = [
  {
    field: "serviceAccountName",
    types: /^(?:AzureDevOps|AWSCodeCommit|.*ArtifactTag$|ExternalArtifact$)/,
    words: "AzureDevOps, AWSCodeCommit, OCI artifacts and ExternalArtifact",
  },
  {
    field: "certSecretRef",
    types: new RegExp(`^(?!Static$|ExternalArtifact$|AzureDevOps|AWSCodeCommit|${CLOUD_REGISTRY}$)`),
    words: "Git servers, OCIArtifactTag and ExternalService",
  },
  {
    field: "secretRef",
    types: new RegExp(`^(?!Static$|ExternalArtifact$|AWSCodeCommit|${CLOUD_REGISTRY}$)`),
    words: "Git servers, AzureDevOps, OCIArtifactTag and ExternalService",
  },
  {field: "insecure", types: /^(?:ExternalService|OCIArtifactTag)$/, words: "ExternalService and OCIArtifactTag"},
];

export default defineRule({
  id: "flux/input-provider-credentials",
  summary: "A ResourceSetInputProvider with credentials that its `type` does not use.",
  severity: "error",
  judgesWhole: true,
  types: [INPUT_PROVIDER],

  *check(context) {
    const spec = context.root.get("spec");
    const sure = certaintyOf(context, spec);
    const type = sure.value("type");
    if (typeof type !== "string") return;
    for (const {field, types, words} of FIELDS) {
      if (!sure.has(field) || types.test(type)) continue;
      // `insecure: false` says nothing, and is not refused.
      if (field === "insecure" && sure.value(field) !== true) continue;
      const extra = spec.get(field);
      yield {
        at: extra.markOfKey,
        message: `\`${field}\` is for input providers of ${words}; the API server rejects it for \`${type}\`.`,
        fixes: [{title: `Remove \`${field}\``, edits: removeField(context.resource.document.file, extra)}],
      };
    }
  },
});
