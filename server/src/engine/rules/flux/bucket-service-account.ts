import {BUCKET} from "../../resources/flux-kinds.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule, type Report} from "../rule.ts";

export default defineRule({
  id: "flux/bucket-service-account",
  summary: "A Bucket with a service account beside a Secret, or for the provider `generic`.",
  severity: "error",
  judgesWhole: true,
  types: [BUCKET],

  *check(context) {
    const {file} = context.resource.document;
    const spec = context.root.get("spec");
    const account = spec.get("serviceAccountName");
    const sure = certaintyOf(context, spec);
    if (!sure.has("serviceAccountName")) return;
    const remove = {title: "Remove `serviceAccountName`", edits: removeField(file, account)};
    const report = (message: string, ...fixes: Report["fixes"] & object): Report => ({
      at: account.markOfKey,
      message,
      fixes,
    });
    const secret = spec.get("secretRef");
    if (sure.value("provider", "generic") === "generic") {
      const assumed = spec.get("provider").exists ? "" : ", which is the default";
      yield report(
        "`serviceAccountName` is for workload identity, with provider `aws`, `azure` or `gcp`; the API server rejects " +
          `it with \`generic\`${assumed}.`,
        remove,
      );
    } else if (sure.has("secretRef")) {
      yield report(
        "A Bucket authenticates with `secretRef` or with `serviceAccountName`; the API server rejects both together.",
        remove,
        {title: "Remove `secretRef`", edits: removeField(file, secret)},
      );
    }
  },
});
