import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {isKustomizationFile} from "../../resources/resource.ts";
import {folderOf} from "../../text/paths.ts";
import {pathEntries} from "../../workspace/kustomize-entries.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "kustomize/file-as-component",
  summary: "A file under `components`, which takes folders.",
  severity: "error",
  types: KUSTOMIZE_TYPES,

  *check({resource, workspace}) {
    for (const {field, text, target} of pathEntries(resource, "components[]")) {
      if (target === undefined || !workspace.exists(target)) continue;
      const folder = folderOf(text);
      const isComponent = isKustomizationFile(target) && folder !== "";
      yield {
        at: field.mark,
        message: `\`${text}\` is a file, and \`components\` takes folders that hold a Component; kustomize stops at it.`,
        fixes: [isComponent ? {title: `Use \`${folder}\``, edits: replaceScalar(field, folder)} : undefined],
      };
    }
  },
});
