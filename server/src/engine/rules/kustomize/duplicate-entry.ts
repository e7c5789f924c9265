import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {type PathEntry, type PathField, pathEntries} from "../../workspace/kustomize-entries.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {removeItem} from "../../yaml/edit/item.ts";
import {defineRule, type Report, type RuleContext} from "../rule.ts";

/** Lists whose entries kustomize takes together. */
const GROUPS: readonly (readonly PathField[])[] = [["resources[]", "bases[]"], ["components[]"]];

export default defineRule({
  id: "kustomize/duplicate-entry",
  summary: "A path that a kustomization lists twice.",
  severity: "error",
  supersedes: ["kustomize/duplicate-resource"],
  types: KUSTOMIZE_TYPES,

  *check(context) {
    for (const lists of GROUPS) {
      const first = new Map<string, PathEntry>();
      for (const entry of lists.flatMap((list) => pathEntries(context.resource, list))) {
        const key = entry.target ?? entry.text;
        const earlier = first.get(key);
        if (earlier) yield report(context, entry, earlier);
        else first.set(key, entry);
      }
    }
  },
});

function report({resource, workspace}: RuleContext, {field, text, target}: PathEntry, earlier: PathEntry): Report {
  const {file} = resource.document;
  const isCertain = target !== undefined && bringsObjects(workspace, target);
  const spelling = earlier.text === text ? "" : `, above as \`${earlier.text}\``;
  return {
    at: field.mark,
    message: isCertain
      ? `\`${text}\` is listed twice${spelling}; kustomize stops because its objects are there already.`
      : `\`${text}\` is listed twice${spelling}; kustomize applies it twice, and stops if it brings objects.`,
    ...(!isCertain && {severity: "warning"}),
    related: [{file: file.path, span: earlier.field.mark, message: "the first one"}],
    fixes: [{title: "Remove the second one", safe: isCertain, edits: removeItem(file, field)}],
  };
}

/** Whether a file or folder certainly adds objects to the build. */
function bringsObjects(workspace: Workspace, path: string): boolean {
  return workspace.exists(path) || (workspace.kustomizationIn(path)?.bringsObjects ?? false);
}
