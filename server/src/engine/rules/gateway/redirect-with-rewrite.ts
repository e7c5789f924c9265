import {FILTER_LISTS, HTTP_ROUTE} from "../../resources/gateway-api.ts";
import {removeItem} from "../../yaml/edit/item.ts";
import {select} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "gateway/redirect-with-rewrite",
  summary: "A redirect and a rewrite among the filters of one rule.",
  severity: "error",
  types: [HTTP_ROUTE],
  patches: true,

  *check({resource, root}) {
    const {file} = resource.document;
    for (const filters of FILTER_LISTS.flatMap((list) => select(root, list))) {
      const redirect = filters.items.find((filter) => filter.get("type").string === "RequestRedirect");
      const rewrite = filters.items.find((filter) => filter.get("type").string === "URLRewrite");
      if (!redirect || !rewrite) continue;
      yield {
        at: rewrite.get("type").mark,
        message:
          "A `RequestRedirect` and a `URLRewrite` filter exclude each other: a request that is redirected is not " +
          "passed on. The API server rejects the HTTPRoute.",
        related: [{file: file.path, span: redirect.get("type").mark, message: "The redirect"}],
        fixes: [
          {title: "Remove the `URLRewrite` filter", edits: removeItem(file, rewrite)},
          {title: "Remove the `RequestRedirect` filter", edits: removeItem(file, redirect)},
        ],
      };
    }
  },
});
