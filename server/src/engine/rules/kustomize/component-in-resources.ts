import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {pathEntries} from "../../workspace/kustomize-entries.ts";
import {moveItems} from "../../yaml/edit/move.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "kustomize/component-in-resources",
  summary: "A folder with a Component that is listed under `resources`.",
  severity: "error",
  types: KUSTOMIZE_TYPES,

  *check({resource, workspace}) {
    const {file} = resource.document;
    for (const list of ["resources", "bases"] as const) {
      for (const {field, text, target} of pathEntries(resource, `${list}[]`)) {
        const found = target === undefined ? undefined : workspace.kustomizationIn(target);
        if (found?.kind !== "Component") continue;
        yield {
          at: field.mark,
          message: `\`${text}\` holds a Component, and kustomize stops at one under \`${list}\`; list it under \`components\`.`,
          related: [{file: found.path, span: {start: 0, end: 0}, message: "the Component"}],
          fixes: [{title: "Move to `components`", edits: moveItems(file, [field], "components")}],
        };
      }
    }
  },
});
