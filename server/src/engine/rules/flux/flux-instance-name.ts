import {FLUX_INSTANCE, FLUX_REPORT} from "../../resources/flux-kinds.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {defineRule} from "../rule.ts";

const NAME = "flux";

export default defineRule({
  id: "flux/flux-instance-name",
  summary: "A FluxInstance of another name than `flux`.",
  severity: "error",
  types: [FLUX_INSTANCE, FLUX_REPORT],

  *check({resource, root}) {
    const name = root.at("metadata", "name");
    if (name.string === undefined || name.string === NAME) return;
    yield {
      at: name.mark,
      message: `There is one ${resource.kind} in a cluster, and its name is \`${NAME}\`; the API server rejects \`${name.string}\`.`,
      fixes: [{title: `Use \`${NAME}\``, edits: replaceScalar(name, NAME)}],
    };
  },
});
