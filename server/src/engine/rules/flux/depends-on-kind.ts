import {HELM_RELEASE, KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import {NEWEST_FLUX} from "../../resources/flux-versions.ts";
import {quoted} from "../../schema/words.ts";
import {removeEntries} from "../../yaml/edit/entries.ts";
import {select} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/depends-on-kind",
  summary: "A `dependsOn` entry that names a kind, which no released Flux knows.",
  severity: "warning",
  types: [HELM_RELEASE, KUSTOMIZATION],
  patches: true,
  supersedes: ["schema/unknown-field"],

  *check({resource, root}) {
    for (const item of select(root, "spec.dependsOn[]")) {
      const extra = ["apiVersion", "kind"].map((key) => item.get(key)).filter((field) => field.keySpan);
      const [first] = extra;
      if (!first?.keySpan) continue;
      const names = quoted(extra.map(({key}) => key)).join(" and ");
      const meant = item.get("kind").string ?? resource.kind;
      yield {
        at: first.keySpan,
        covers: extra.flatMap((field) => field.keySpan ?? []),
        message:
          `\`dependsOn\` has no ${names} in Flux up to ${NEWEST_FLUX}, and the API server rejects it: a ` +
          `${resource.kind} waits for ${resource.kind}s only.` +
          (meant === resource.kind ? "" : ` It can't wait for a ${meant}.`),
        fixes: [
          meant === resource.kind && !item.get("kind").isUnknown
            ? {title: `Remove ${names}`, safe: true, edits: removeEntries(resource.document.file, extra)}
            : undefined,
        ],
      };
    }
  },
});
