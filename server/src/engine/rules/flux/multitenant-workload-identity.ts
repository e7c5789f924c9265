import {FLUX_INSTANCE} from "../../resources/flux-kinds.ts";
import {addEntries} from "../../yaml/edit/insert.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

const NEEDED = "objectLevelWorkloadIdentity";

export default defineRule({
  id: "flux/multitenant-workload-identity",
  summary: "A FluxInstance with workload identity for tenants, but not for objects.",
  severity: "error",
  judgesWhole: true,
  types: [FLUX_INSTANCE],

  *check(context) {
    const cluster = context.root.at("spec", "cluster");
    const sure = certaintyOf(context, cluster);
    if (sure.value("multitenantWorkloadIdentity") !== true || sure.value(NEEDED, false) !== false) return;
    const {file} = context.resource.document;
    const needed = cluster.get(NEEDED);
    yield {
      at: cluster.get("multitenantWorkloadIdentity").markOfKey,
      message:
        `\`multitenantWorkloadIdentity\` gives every tenant an identity of its own, which takes \`${NEEDED}: true\`; the ` +
        "API server rejects it without.",
      fixes: [
        {
          title: `Set \`${NEEDED}: true\``,
          edits: needed.exists
            ? replaceScalar(needed, true)
            : addEntries(file, cluster, `${NEEDED}: true`, "multitenantWorkloadIdentity"),
        },
      ],
    };
  },
});
