import {HELM_RELEASE, KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import {compareMinors} from "../../resources/flux-versions.ts";
import {select} from "../../yaml/select.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

/** Fields that became optional with a Flux minor. */
const ONCE_REQUIRED: readonly {types: readonly string[]; maps: string; field: string; optionalSince: string}[] = [
  {types: [HELM_RELEASE, KUSTOMIZATION], maps: "spec.healthCheckExprs[]", field: "kind", optionalSince: "2.9"},
];

export default defineRule({
  id: "flux/field-required-in-version",
  summary: "A missing field that newer versions of Flux can do without, but not the one of this repository.",
  severity: "warning",
  judgesWhole: true,
  types: [HELM_RELEASE, KUSTOMIZATION],

  *check(context) {
    const {flux} = context.workspace.config;
    for (const {types, maps, field, optionalSince} of ONCE_REQUIRED) {
      if (!types.includes(context.resource.type) || compareMinors(flux, optionalSince) >= 0) continue;
      for (const map of select(context.root, maps)) {
        if (!map.isMap || !certaintyOf(context, map).lacks(field)) continue;
        yield {
          at: map.mark,
          message:
            `\`${map.name}\` needs \`${field}\` in Flux ${flux}, where the API server rejects it without; it is ` +
            `optional since Flux ${optionalSince}.`,
        };
      }
    }
  },
});
