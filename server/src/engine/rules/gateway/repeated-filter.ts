import {FILTER_LISTS, FILTERED_ROUTES, SINGLE_FILTERS} from "../../resources/gateway-api.ts";
import {select} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "gateway/repeated-filter",
  summary: "Two filters of a type that a rule can have once.",
  severity: "error",
  types: FILTERED_ROUTES,
  patches: true,

  *check({root}) {
    for (const filters of FILTER_LISTS.flatMap((list) => select(root, list))) {
      const seen = new Set<string>();
      for (const filter of filters.items) {
        const type = filter.get("type").string;
        if (type === undefined || !SINGLE_FILTERS.includes(type)) continue;
        if (seen.has(type)) {
          yield {
            at: filter.get("type").mark,
            message: `There is a \`${type}\` filter in this list already, and the API server takes one only; put both into one filter.`,
          };
        }
        seen.add(type);
      }
    }
  },
});
