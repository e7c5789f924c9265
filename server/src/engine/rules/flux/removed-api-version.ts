import {compareMinors, retiredVersion} from "../../resources/flux-versions.ts";
import {migrationOf} from "../flux-migration.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/removed-api-version",
  summary: "A version of a Flux kind that Flux has removed.",
  severity: "error",
  patches: true,

  *check(context) {
    const {resource, root, workspace} = context;
    const {group, version, kind, apiVersion, role} = resource;
    const row = retiredVersion(group, version, kind);
    const written = root.get("apiVersion");
    if (!row || !written.exists || compareMinors(workspace.config.flux, row.removed) < 0) return;
    const migration = migrationOf(context, row);
    const isPatch = role === "patch";
    yield {
      at: written.mark,
      message:
        `Flux ${row.removed} removed \`${apiVersion}\`` +
        (isPatch
          ? ": a patch of that version finds no newer object, unless it has a target. "
          : `: the API server knows no ${kind} of that version any more. `) +
        `Use \`${migration.apiVersion}\`${migration.notes}.`,
      // With a target, kustomize leaves the version of the object as it is, and the patch may still fit.
      ...(isPatch && {severity: "warning"}),
      fixes: [migration.fix],
    };
  },
});
