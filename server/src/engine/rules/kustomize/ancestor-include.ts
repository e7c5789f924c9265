import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {folderOf} from "../../text/paths.ts";
import {pathEntries} from "../../workspace/kustomize-entries.ts";
import {removeItem} from "../../yaml/edit/item.ts";
import {usersOf} from "../circles.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "kustomize/ancestor-include",
  summary: "A kustomization that includes itself, or a folder that it is in.",
  severity: "error",
  types: KUSTOMIZE_TYPES,

  *check({resource, workspace}) {
    const {file} = resource.document;
    const folder = folderOf(file.path);
    let users: Map<string, string> | undefined;
    for (const list of ["resources[]", "components[]", "bases[]"] as const) {
      for (const {field, text, target} of pathEntries(resource, list)) {
        const fixes = [{title: `Remove \`${text}\``, edits: removeItem(file, field)}];
        const isAbove = /^[./]+$/.test(text) && !text.startsWith("/") && target === undefined;
        if (isAbove || (target !== undefined && holds(target, folder))) {
          yield {
            at: field.mark,
            message: `\`${text}\` is ${target === folder ? "the folder of this kustomization itself" : "a folder that this kustomization is in"}; kustomize stops at the circle (\`cycle detected\`).`,
            fixes,
          };
          continue;
        }
        if (target === undefined || workspace.graph.presence(target) !== "folder") continue;
        users ??= usersOf(workspace.graph, folder);
        const [user, path] = [...users].find(([user]) => user !== folder && holds(target, user)) ?? [];
        if (user === undefined || path === undefined) continue;
        yield {
          at: field.mark,
          message: `\`${text}\` ${user === target ? "includes" : `holds \`${user}\`, which includes`} this kustomization in turn; kustomize stops at the circle (\`cycle detected\`).`,
          related: [{file: path, span: {start: 0, end: 0}, message: "the way back"}],
          fixes,
        };
      }
    }
  },
});

/** Whether a folder is another one, or has it inside. */
function holds(folder: string, inner: string): boolean {
  return folder === "" || folder === inner || inner.startsWith(`${folder}/`);
}
