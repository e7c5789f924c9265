import {KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/wait-with-health-checks",
  summary: "Health checks in a Flux Kustomization that waits for everything anyway.",
  severity: "info",
  judgesWhole: true,
  types: [KUSTOMIZATION],

  *check(context) {
    const spec = context.root.get("spec");
    const checks = spec.get("healthChecks");
    if (checks.items.length === 0 || certaintyOf(context, spec).value("wait") !== true) return;
    yield {
      at: checks.markOfKey,
      message: "With `wait: true` Flux waits for all objects of the Kustomization and ignores `healthChecks`.",
      fixes: [{title: "Remove `healthChecks`", safe: true, edits: removeField(context.resource.document.file, checks)}],
    };
  },
});
