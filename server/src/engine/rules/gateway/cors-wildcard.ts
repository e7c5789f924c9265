import {FILTERS, HTTP_ROUTE} from "../../resources/gateway-api.ts";
import {removeItem} from "../../yaml/edit/item.ts";
import {select} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

/** The lists in which `*` means everything. */
const LISTS = ["allowOrigins", "allowMethods", "allowHeaders"];

export default defineRule({
  id: "gateway/cors-wildcard",
  summary: "A `*` beside other entries in a list of a CORS filter.",
  severity: "error",
  types: [HTTP_ROUTE],
  patches: true,

  *check({resource, root}) {
    for (const cors of FILTERS.flatMap((filter) => select(root, `${filter}.cors`))) {
      for (const {items, key} of LISTS.map((list) => cors.get(list))) {
        const wildcard = items.find((item) => item.string === "*");
        if (!wildcard || items.length === 1) continue;
        yield {
          at: wildcard.mark,
          message: `\`*\` stands for everything and can't stand beside other entries of \`${key}\`; the API server rejects the HTTPRoute. Keep either the \`*\` or the others.`,
          fixes: [{title: "Remove `*`", edits: removeItem(resource.document.file, wildcard)}],
        };
      }
    }
  },
});
