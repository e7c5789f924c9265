import {ROUTES} from "../../resources/gateway-api.ts";
import {select} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "gateway/duplicate-rule-name",
  summary: "Two rules of a route with one name.",
  severity: "warning",
  types: ROUTES,
  patches: true,

  *check({resource, root}) {
    const seen = new Set<string>();
    for (const name of select(root, "spec.rules[].name")) {
      if (name.string === undefined) continue;
      if (seen.has(name.string)) {
        yield {
          at: name.mark,
          message:
            `A rule before is called \`${name.string}\` too. Names of rules must be unique in a route; the API ` +
            "server rejects the route when the experimental channel of the Gateway API is installed.",
          // Alpha versions are there in the experimental channel alone.
          ...(resource.version.includes("alpha") && {severity: "error"}),
        };
      }
      seen.add(name.string);
    }
  },
});
