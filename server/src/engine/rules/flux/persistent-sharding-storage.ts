import {FLUX_INSTANCE} from "../../resources/flux-kinds.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/persistent-sharding-storage",
  summary: "Shards with persistent storage in a FluxInstance that has none.",
  severity: "error",
  judgesWhole: true,
  types: [FLUX_INSTANCE],

  *check(context) {
    const spec = context.root.get("spec");
    const sure = certaintyOf(context, spec);
    if (sure.value("sharding.storage") !== "persistent" || !sure.lacks("storage")) return;
    yield {
      at: spec.at("sharding", "storage").mark,
      message:
        "Shards get persistent storage like that of the main source controller, so `spec.storage` must say its class " +
        "and size; the API server rejects the FluxInstance without.",
    };
  },
});
