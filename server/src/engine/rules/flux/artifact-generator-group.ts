import {ARTIFACT_GENERATOR, apiVersionOf, fluxKindNamed} from "../../resources/flux-kinds.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/artifact-generator-group",
  summary: "An ArtifactGenerator in the API group of the other sources.",
  severity: "error",
  supersedes: ["flux/unknown-kind"],

  *check({resource, root}) {
    if (resource.kind !== "ArtifactGenerator" || resource.type === ARTIFACT_GENERATOR) return;
    const row = fluxKindNamed(resource.kind);
    if (!row || !resource.group.endsWith(".fluxcd.io")) return;
    const apiVersion = apiVersionOf(row);
    yield {
      at: root.get("apiVersion").mark,
      message:
        `\`${resource.group}\` has no kind ArtifactGenerator: it is an extension, and the API server knows it as ` +
        `\`${apiVersion}\`.`,
      fixes: [{title: `Use \`${apiVersion}\``, edits: replaceScalar(root.get("apiVersion"), apiVersion)}],
    };
  },
});
