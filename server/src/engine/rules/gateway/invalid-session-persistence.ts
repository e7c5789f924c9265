import {FILTERED_ROUTES} from "../../resources/gateway-api.ts";
import {fieldPointer} from "../../schema/check.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {select, stringOr} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "gateway/invalid-session-persistence",
  summary: "Session persistence whose cookie settings do not fit.",
  severity: "error",
  judgesWhole: true,
  types: FILTERED_ROUTES,

  *check({resource, root, workspace}) {
    for (const session of select(root, "spec.rules[].sessionPersistence")) {
      const cookie = session.get("cookieConfig");
      if (!cookie.isMap) continue;
      const type = stringOr(session.get("type"), "Cookie");
      if (type !== undefined && type !== "Cookie") {
        yield {
          at: cookie.mark,
          message: `\`cookieConfig\` is for sessions of type \`Cookie\`, and this one has \`type: ${type}\`; the API server rejects the ${resource.kind}.`,
          fixes: [{title: "Remove `cookieConfig`", edits: removeField(resource.document.file, cookie)}],
        };
      }
      const timeout = session.get("absoluteTimeout");
      const lifetime = cookie.get("lifetimeType");
      if (lifetime.string !== "Permanent" || timeout.exists) continue;
      if (workspace.mayBeSetByPatch(resource, fieldPointer(timeout))) continue;
      yield {
        at: lifetime.mark,
        message: `A permanent cookie needs \`absoluteTimeout\` in \`sessionPersistence\`, which says how long it lives; the API server rejects the ${resource.kind}.`,
      };
    }
  },
});
