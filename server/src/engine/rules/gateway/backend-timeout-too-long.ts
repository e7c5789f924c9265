import {HTTP_ROUTE} from "../../resources/gateway-api.ts";
import {select} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

const MILLISECONDS: Readonly<Record<string, number>> = {h: 3_600_000, m: 60_000, s: 1000, ms: 1};

export default defineRule({
  id: "gateway/backend-timeout-too-long",
  summary: "A backend that is given more time than the whole request.",
  severity: "error",
  types: [HTTP_ROUTE],
  patches: true,

  *check({root}) {
    for (const timeouts of select(root, "spec.rules[].timeouts")) {
      const backend = timeouts.get("backendRequest");
      const request = timeouts.get("request").string;
      const limit = milliseconds(request);
      // Zero is no limit.
      if (limit === 0 || !(milliseconds(backend.string) > limit)) continue;
      yield {
        at: backend.mark,
        message: `\`backendRequest\` is part of the request and can't be longer than \`request: ${request}\`; the API server rejects the HTTPRoute.`,
      };
    }
  },
});

/** The length of a duration as the Gateway API writes it; NaN for anything else. */
function milliseconds(text = ""): number {
  if (!/^(?:\d{1,5}(?:h|m|s|ms)){1,4}$/.test(text)) return Number.NaN;
  return [...text.matchAll(/(\d+)(ms|h|m|s)/g)].reduce(
    (sum, [, amount, unit = ""]) => sum + Number(amount) * (MILLISECONDS[unit] ?? Number.NaN),
    0,
  );
}
