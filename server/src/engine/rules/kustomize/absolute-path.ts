import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {folderOf, joinPath, relativePath} from "../../text/paths.ts";
import {allPathEntries} from "../../workspace/kustomize-entries.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "kustomize/absolute-path",
  summary: "A path that starts at the root of the file system.",
  severity: "error",
  types: KUSTOMIZE_TYPES,

  *check({resource, workspace}) {
    const {path} = resource.document.file;
    for (const {field, text} of allPathEntries(resource)) {
      if (!text.startsWith("/")) continue;
      const meant = joinPath("", text);
      const relative = meant && isThere(workspace, meant) ? relativePath(folderOf(path), meant) : undefined;
      yield {
        at: field.mark,
        message: `\`${text}\` is absolute, and in the cluster there is no such path; paths are relative to the folder of the kustomization.`,
        fixes: [
          relative
            ? {
                title: `Use \`${relative}\``,
                edits: replaceScalar(
                  field,
                  (field.string ?? "").replace(text, () => relative),
                ),
              }
            : undefined,
        ],
      };
    }
  },
});

function isThere(workspace: Workspace, path: string): boolean {
  return workspace.exists(path) || workspace.kustomizationIn(path) !== undefined;
}
