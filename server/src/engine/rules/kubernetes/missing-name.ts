import {schemaKey} from "../../schema/check.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "kubernetes/missing-name",
  summary: "An object without `metadata.name`.",
  severity: "error",

  *check({resource, root, schemas}) {
    const {kind, group, type} = resource;
    // What kustomize and this tool read for themselves has no name, and documents of unknown kinds may be anything.
    if (!schemas.has(schemaKey(resource)) || group === "kustomize.config.k8s.io" || type === "config") return;
    const metadata = root.get("metadata");
    const name = metadata.get("name");
    if (name.exists ? name.string !== "" : metadata.isUnknown) return;
    yield {
      at: name.keySpan ?? metadata.markOfKey,
      message: metadata.get("generateName").exists
        ? `Kustomize knows no \`generateName\`: without \`metadata.name\` it stops at this ${kind}, and with it Flux.`
        : `The ${kind} needs \`metadata.name\`; kustomize stops at an object without a name, and with it Flux.`,
    };
  },
});
