import {FILTERS, GRPC_ROUTE, HTTP_ROUTE, ROUTES} from "../../resources/gateway-api.ts";
import {fieldPointer} from "../../schema/check.ts";
import {select, stringOr} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

/** Where routes refer to backends. */
const REFERENCES = [
  {types: ROUTES, at: "spec.rules[].backendRefs[]"},
  ...FILTERS.flatMap((filter) => [
    {types: [HTTP_ROUTE, GRPC_ROUTE], at: `${filter}.requestMirror.backendRef`},
    {types: [HTTP_ROUTE], at: `${filter}.externalAuth.backendRef`},
  ]),
];

export default defineRule({
  id: "gateway/missing-backend-port",
  summary: "A reference to a Service without a port.",
  severity: "error",
  judgesWhole: true,
  supersedes: ["schema/empty-field"],
  types: ROUTES,

  *check({resource, root, workspace}) {
    for (const {types, at} of REFERENCES) {
      if (!types.includes(resource.type)) continue;
      for (const reference of select(root, at)) {
        const isService =
          stringOr(reference.get("group"), "") === "" && stringOr(reference.get("kind"), "Service") === "Service";
        const port = reference.get("port");
        if (!reference.isMap || !isService || port.exists) continue;
        if (workspace.mayBeSetByPatch(resource, fieldPointer(port))) continue;
        const name = reference.get("name").string;
        yield {
          at: port.keySpan ?? reference.markOfKey,
          message: `The reference to Service${name ? ` \`${name}\`` : ""} needs a \`port\`; the API server rejects the ${resource.kind} without it.`,
        };
      }
    }
  },
});
