import {isKustomizationFile} from "../../resources/resource.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "kustomize/ignored-document",
  summary: "A document of a kustomization file that kustomize does not read.",
  severity: "warning",

  *checkFile(file) {
    if (!isKustomizationFile(file.path)) return;
    for (const {root} of file.documents.slice(1)) {
      if (!root.exists) continue;
      yield {
        at: root.markOfKey,
        message: "kustomize reads the first document of a kustomization file only; nothing from here on has an effect.",
      };
      return;
    }
  },
});
