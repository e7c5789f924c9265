import {apiVersionOf, fluxKind} from "../../resources/flux-kinds.ts";
import {compareMinors, NEWEST_FLUX, retiredVersion} from "../../resources/flux-versions.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/unknown-api-version",
  summary: "A version of a Flux kind that no Flux serves, or not yet the one of this repository.",
  severity: "warning",

  *check({resource, root, workspace}) {
    const {group, kind, version, apiVersion} = resource;
    const row = fluxKind(group, kind);
    if (!row || retiredVersion(group, version, kind)) return;
    const at = root.get("apiVersion").mark;
    if (version !== row.version) {
      const current = apiVersionOf(row);
      const who = row.since ? `No Flux 2 up to ${NEWEST_FLUX}` : "No Flux Operator that is known here";
      yield {
        at,
        message: `${who} has ${kind} in \`${apiVersion}\`, and the API server would reject it; it is in \`${current}\`.`,
        fixes: [{title: `Use \`${current}\``, edits: replaceScalar(root.get("apiVersion"), current)}],
      };
    } else if (row.since && compareMinors(row.since, workspace.config.flux) > 0) {
      yield {
        at,
        message:
          `${kind} is in \`${apiVersion}\` since Flux ${row.since}; the API server of Flux ${workspace.config.flux} ` +
          "does not know it.",
      };
    }
  },
});
