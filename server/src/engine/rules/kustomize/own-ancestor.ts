import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {folderOf} from "../../text/paths.ts";
import {pathEntries} from "../../workspace/kustomize-entries.ts";
import {removeItem} from "../../yaml/edit/item.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "kustomize/own-ancestor",
  summary: "A kustomization that lists its own folder, or one that its folder is in.",
  severity: "error",
  types: KUSTOMIZE_TYPES,

  *check({resource}) {
    const {file} = resource.document;
    const folder = folderOf(file.path);
    for (const list of ["resources[]", "components[]", "bases[]"] as const) {
      for (const {field, text, target} of pathEntries(resource, list)) {
        const isAbove = /^[./]+$/.test(text) && !text.startsWith("/") && target === undefined;
        const isAncestor = target === "" || target === folder || folder.startsWith(`${target}/`);
        if (!isAbove && !(target !== undefined && isAncestor)) continue;
        yield {
          at: field.mark,
          message: `\`${text}\` is ${target === folder ? "the folder of this kustomization itself" : "a folder that this kustomization is in"}; kustomize stops at the circle (\`cycle detected\`).`,
          fixes: [{title: `Remove \`${text}\``, edits: removeItem(file, field)}],
        };
      }
    }
  },
});
