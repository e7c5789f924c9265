import {compareMinors, retiredVersion} from "../../resources/flux-versions.ts";
import {migrationOf} from "../flux-migration.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/deprecated-api-version",
  summary: "A version of a Flux kind that Flux still serves, and will remove.",
  severity: "warning",
  patches: true,

  *check(context) {
    const {resource, root, workspace} = context;
    const {flux} = workspace.config;
    const row = retiredVersion(resource.group, resource.version, resource.kind);
    const written = root.get("apiVersion");
    if (!row || !written.exists || compareMinors(flux, row.removed) >= 0) return;
    // Before the replacement is there, nothing can be done.
    if (compareMinors(flux, row.deprecated) < 0 || compareMinors(flux, row.since) < 0) return;
    const migration = migrationOf(context, row);
    yield {
      at: written.mark,
      message:
        `\`${resource.apiVersion}\` is deprecated since Flux ${row.deprecated}, and Flux ${row.removed} removed it. Use ` +
        `\`${migration.apiVersion}\`${migration.notes}.`,
      fixes: [migration.fix],
    };
  },
});
