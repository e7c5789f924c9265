import {FILTERED_ROUTES, HTTP_ROUTE} from "../../resources/gateway-api.ts";
import {select} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

/** How many matches all rules of a route can have together. */
const MAX_MATCHES = 128;

export default defineRule({
  id: "gateway/too-many-matches",
  summary: "A route with more matches than the API server takes.",
  severity: "error",
  types: FILTERED_ROUTES,
  patches: true,

  *check({resource, root}) {
    let count = 0;
    for (const matches of select(root, "spec.rules[].matches")) {
      // A rule of an HTTPRoute that names no match has the match of the prefix `/`.
      count += matches.exists ? matches.items.length : Number(resource.type === HTTP_ROUTE);
    }
    if (count <= MAX_MATCHES) return;
    yield {
      at: root.at("spec", "rules").mark,
      message: `The rules have ${count} matches together, and the API server takes ${MAX_MATCHES} in one ${resource.kind}; split it in two.`,
    };
  },
});
