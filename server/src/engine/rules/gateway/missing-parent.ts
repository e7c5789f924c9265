import {GATEWAY, LISTENER_SET, ROUTES} from "../../resources/gateway-api.ts";
import {objectReferences} from "../../workspace/references.ts";
import {missingTarget} from "../missing-target.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "gateway/missing-parent",
  summary: "A route for a Gateway that is in another namespace, or that nothing declares.",
  severity: "warning",
  types: [...ROUTES, LISTENER_SET],

  *check(context) {
    for (const reference of objectReferences(context.resource)) {
      if (reference.types.length !== 1 || reference.types[0] !== GATEWAY) continue;
      yield* missingTarget(context, reference, "no Gateway takes the route");
    }
  },
});
