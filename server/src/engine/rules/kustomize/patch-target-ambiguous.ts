import {KUSTOMIZATION as FLUX_KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {allOf} from "../../schema/words.ts";
import {faultsOf, onClusters} from "../build-faults.ts";
import {inWords, placeOf} from "../origins.ts";
import {bodyOf, patchEntryAt} from "../patch-places.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "kustomize/patch-target-ambiguous",
  summary: "A patch without a target that fits more than one object.",
  severity: "error",
  types: [...KUSTOMIZE_TYPES, FLUX_KUSTOMIZATION],

  *check(context) {
    const {resource, workspace} = context;
    const {graph} = workspace;
    for (const {cause, pointer, clusters} of faultsOf(graph, resource, "ambiguous")) {
      const {patch, matches} = cause;
      const entry = patchEntryAt(context, pointer);
      if (!entry) continue;
      const body = bodyOf(context, entry, patch);
      yield {
        at: body?.at("metadata", "name").mark ?? (entry.path.exists ? entry.path.mark : entry.patch.mark),
        message: `Here ${allOf(matches.map(inWords))} are or were called ${patch.kind} \`${patch.metadata.name}\`${onClusters(clusters)}, and without a \`target\` kustomize wants one (\`multiple matches for Id\`); add a \`target\` with the name that is meant.`,
        related: matches.flatMap((match) => placeOf(graph, match, match.name)),
      };
    }
  },
});
