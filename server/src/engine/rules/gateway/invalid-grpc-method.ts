import {GRPC_ROUTE} from "../../resources/gateway-api.ts";
import {fieldPointer} from "../../schema/check.ts";
import {select, stringOr} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

/** What an exact name looks like. */
const NAMES = [
  {
    key: "service",
    // `u`, because Go folds case by Unicode.
    pattern: /^\.?[a-z_][a-z_0-9]*(?:\.[a-z_][a-z_0-9]*)*$/iu,
    form: "names of letters, digits and `_`, joined by `.`, as `package.Service`",
  },
  {key: "method", pattern: /^[A-Za-z_][A-Za-z_0-9]*$/, form: "one name of letters, digits and `_`"},
];

export default defineRule({
  id: "gateway/invalid-grpc-method",
  summary: "A gRPC method match that names nothing, or something that no service or method is called.",
  severity: "error",
  judgesWhole: true,
  types: [GRPC_ROUTE],
  patches: true,

  *check({resource, root, workspace}) {
    for (const match of select(root, "spec.rules[].matches[].method")) {
      if (!match.isMap) continue;
      const isExact = stringOr(match.get("type"), "Exact") === "Exact";
      const isEmpty = NAMES.every(({key}) => !match.get(key).exists);
      if (isEmpty && !workspace.mayBeSetByPatch(resource, fieldPointer(match.get("service")))) {
        yield {
          at: match.mark,
          message: "`method` needs a `service`, a `method` or both; the API server rejects the GRPCRoute without them.",
        };
      }
      for (const {key, pattern, form} of NAMES) {
        const name = match.get(key);
        if (!isExact || name.string === undefined || pattern.test(name.string)) continue;
        yield {
          at: name.mark,
          message: `\`${key}\` must be ${form}; the API server rejects \`${name.string}\` in a match of type \`Exact\`.`,
        };
      }
    }
  },
});
