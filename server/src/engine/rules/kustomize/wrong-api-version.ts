import {KUSTOMIZE_API_VERSIONS} from "../../resources/kustomize.ts";
import {isKustomizationFile} from "../../resources/resource.ts";
import {addEntries} from "../../yaml/edit/insert.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "kustomize/wrong-api-version",
  summary: "A kustomization file whose apiVersion is not the one that kustomize takes for its kind.",
  severity: "error",
  supersedes: ["flux/unknown-api-version"],

  *check({resource, root}) {
    const {kind, apiVersion, document} = resource;
    const wanted = KUSTOMIZE_API_VERSIONS.get(kind);
    if (!isKustomizationFile(document.file.path) || document.index > 0 || !wanted || apiVersion === wanted) return;
    // A Flux Kustomization under this name is another mistake.
    if (resource.group === "kustomize.toolkit.fluxcd.io") return;
    const field = root.get("apiVersion");
    const isComponent = !root.get("kind").exists && apiVersion === KUSTOMIZE_API_VERSIONS.get("Component");
    yield {
      at: field.mark,
      message: isComponent
        ? `\`${apiVersion}\` is the apiVersion of a Component; without \`kind: Component\` kustomize takes the file for a Kustomization and stops.`
        : `The apiVersion of a ${kind} is \`${wanted}\`; kustomize stops at \`${apiVersion}\`.`,
      fixes: [
        isComponent
          ? {
              title: "Add `kind: Component`",
              edits: addEntries(document.file, root, "kind: Component", "apiVersion"),
            }
          : undefined,
        {title: `Use \`${wanted}\``, safe: !isComponent, edits: replaceScalar(field, wanted)},
      ],
    };
  },
});
