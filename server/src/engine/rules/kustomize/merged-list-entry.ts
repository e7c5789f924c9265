import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {pathEntries} from "../../workspace/kustomize-entries.ts";
import {columnOf, lineBreak} from "../../yaml/edit/lines.ts";
import {dashOf} from "../../yaml/edit/remove.ts";
import type {Field} from "../../yaml/field.ts";
import type {YamlFile} from "../../yaml/parse.ts";
import {defineRule, type ProposedFix} from "../rule.ts";

export default defineRule({
  id: "kustomize/merged-list-entry",
  summary: "Two entries of a list that a wrong indentation has made into one path.",
  severity: "error",
  supersedes: ["kustomize/missing-resource", "kustomize/missing-component"],
  types: KUSTOMIZE_TYPES,

  *check({resource, workspace}) {
    const {file} = resource.document;
    for (const list of ["resources[]", "components[]", "bases[]", "generators[]", "transformers[]"] as const) {
      for (const {field, text, target} of pathEntries(resource, list)) {
        const parts = text.split(/ - (?=\S)/);
        if (parts.length < 2 || (target !== undefined && workspace.exists(target))) continue;
        yield {
          at: field.mark,
          message: `This is one path, \`${text}\`: a list item that is indented deeper than the one above it goes on with its text. kustomize finds nothing there.`,
          fixes: [split(file, field, parts)],
        };
      }
    }
  },
});

function split(file: YamlFile, field: Field, parts: readonly string[]): ProposedFix | undefined {
  const dash = field.style === "plain" && !field.isAlias ? dashOf(file, field) : undefined;
  // A comment between the lines would have ended the text.
  if (dash === undefined) return undefined;
  const next = `${lineBreak(file)}${" ".repeat(columnOf(file, dash))}- `;
  return {title: "Make an entry of each", edits: [{span: field.span, newText: parts.join(next)}]};
}
