import {FLUX_INSTANCE} from "../../resources/flux-kinds.ts";
import {anyOf, quoted} from "../../schema/words.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

/** Providers that do not work with every kind of source. */
const KINDS: ReadonlyMap<unknown, readonly unknown[]> = new Map([
  ["gcp", ["OCIRepository", "Bucket"]],
  ["github", ["GitRepository"]],
]);

export default defineRule({
  id: "flux/sync-provider",
  summary: "A FluxInstance that syncs from a source its provider does not serve.",
  severity: "error",
  judgesWhole: true,
  types: [FLUX_INSTANCE],

  *check(context) {
    const sync = context.root.at("spec", "sync");
    const sure = certaintyOf(context, sync);
    const provider = sure.value("provider");
    const kind = sure.value("kind");
    const kinds = KINDS.get(provider);
    if (!kinds || kind === undefined || kinds.includes(kind)) return;
    yield {
      at: sync.get("provider").mark,
      message: `The provider \`${provider}\` works with ${anyOf(quoted(kinds))}; the API server rejects it for a ${kind}.`,
      fixes: [{title: "Remove `provider`", edits: removeField(context.resource.document.file, sync.get("provider"))}],
    };
  },
});
