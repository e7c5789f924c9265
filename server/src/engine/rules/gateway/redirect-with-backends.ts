import {HTTP_ROUTE} from "../../resources/gateway-api.ts";
import {removeItem} from "../../yaml/edit/item.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {select} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "gateway/redirect-with-backends",
  summary: "A rule that redirects and has backends too.",
  severity: "error",
  types: [HTTP_ROUTE],
  patches: true,

  *check({resource, root}) {
    const {file} = resource.document;
    for (const rule of select(root, "spec.rules[]")) {
      const backends = rule.get("backendRefs");
      const redirect = rule.get("filters").items.find((filter) => filter.get("requestRedirect").isMap);
      if (!redirect || backends.items.length === 0) continue;
      yield {
        at: backends.mark,
        message:
          "A rule with a `RequestRedirect` filter can't have `backendRefs`: the redirect is the answer, and nothing " +
          "reaches a backend. The API server rejects the HTTPRoute.",
        related: [{file: file.path, span: redirect.get("requestRedirect").mark, message: "The redirect"}],
        fixes: [
          {title: "Remove `backendRefs`", edits: removeField(file, backends)},
          {title: "Remove the `RequestRedirect` filter", edits: removeItem(file, redirect)},
        ],
      };
    }
  },
});
