import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {isKustomizationFile} from "../../resources/resource.ts";
import {folderOf} from "../../text/paths.ts";
import {pathEntries} from "../../workspace/kustomize-entries.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "kustomize/kustomization-as-resource",
  summary: "A kustomization file that is listed as if it were a manifest.",
  severity: "error",
  types: KUSTOMIZE_TYPES,

  *check({resource, workspace}) {
    for (const {field, text, target} of pathEntries(resource, "resources[]")) {
      if (target === undefined || !workspace.exists(target) || !isKustomizationFile(target)) continue;
      const folder = folderOf(text);
      yield {
        at: field.mark,
        message: `\`${text}\` is a kustomization file, and kustomize reads a file under \`resources\` as a manifest; list its folder${folder ? `, \`${folder}\`` : ""}.`,
        fixes: [folder === "" ? undefined : {title: `Use \`${folder}\``, edits: replaceScalar(field, folder)}],
      };
    }
  },
});
