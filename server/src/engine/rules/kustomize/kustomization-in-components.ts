import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {joinClamped} from "../../text/paths.ts";
import {pathEntries} from "../../workspace/kustomize-entries.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {moveItems} from "../../yaml/edit/move.ts";
import type {Field} from "../../yaml/field.ts";
import {defineRule, type ProposedFix, type Report} from "../rule.ts";

const FLUX_KUSTOMIZATION = "kustomize.toolkit.fluxcd.io/Kustomization";

export default defineRule({
  id: "kustomize/kustomization-in-components",
  summary: "A folder with a Kustomization that is listed under `components`.",
  severity: "error",
  types: [...KUSTOMIZE_TYPES, FLUX_KUSTOMIZATION],

  *check({resource, root, workspace}) {
    if (resource.type !== FLUX_KUSTOMIZATION) {
      for (const {field, target} of pathEntries(resource, "components[]")) {
        const edits = moveItems(resource.document.file, [field], "resources");
        yield* reports(workspace, field, target, {title: "Move to `resources`", edits});
      }
      return;
    }
    const path = root.at("spec", "path");
    const folder = path.exists ? path.string : "";
    // The path may belong to another repository; a folder of that name here is what makes it ours.
    if (folder === undefined || !workspace.kustomizationIn(joinClamped("", folder))) return;
    for (const field of root.at("spec", "components").items) {
      const target = field.string === undefined ? undefined : joinClamped(joinClamped("", folder), field.string);
      yield* reports(workspace, field, target);
    }
  },
});

function* reports(workspace: Workspace, field: Field, target: string | undefined, fix?: ProposedFix): Iterable<Report> {
  const found = target === undefined ? undefined : workspace.kustomizationIn(target);
  if (found?.kind !== "Kustomization") return;
  yield {
    at: field.mark,
    message: `\`${field.string}\` holds a Kustomization, and under \`components\` kustomize wants a Component${fix ? "; list it under `resources`" : ""}.`,
    related: [{file: found.path, span: {start: 0, end: 0}, message: "the Kustomization"}],
    fixes: [fix],
  };
}
