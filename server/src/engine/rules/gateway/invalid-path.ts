import {HTTP_ROUTE} from "../../resources/gateway-api.ts";
import {routePathFaults, withSlashes} from "../../resources/url-paths.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {select, stringOr} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

/** Characters that no path has and many a regular expression. */
const REGULAR = /[\^$|[\]{}\\]/;

export default defineRule({
  id: "gateway/invalid-path",
  summary: "A path match that no request path can have.",
  severity: "error",
  types: [HTTP_ROUTE],
  patches: true,

  *check({root}) {
    for (const path of select(root, "spec.rules[].matches[].path")) {
      const type = stringOr(path.get("type"), "PathPrefix");
      const value = path.get("value");
      const text = value.string;
      // A regular expression may be anything.
      if (text === undefined || (type !== "Exact" && type !== "PathPrefix")) continue;
      const faults = routePathFaults(text);
      if (faults.length === 0) continue;
      const mended = withSlashes(text);
      yield {
        at: value.mark,
        message: `A path of type \`${type}\` ${faults.join(" and ")}: \`${text}\`; the API server rejects the HTTPRoute.${REGULAR.test(text) ? " A regular expression needs `type: RegularExpression`." : ""}`,
        fixes: [
          routePathFaults(mended).length === 0
            ? {title: `Use \`${mended}\``, edits: replaceScalar(value, mended)}
            : undefined,
        ],
      };
    }
  },
});
