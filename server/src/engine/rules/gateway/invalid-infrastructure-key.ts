import {GATEWAY} from "../../resources/gateway-api.ts";
import {defineRule} from "../rule.ts";

const KEY =
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$/;
const MAX_PREFIX = 252;

export default defineRule({
  id: "gateway/invalid-infrastructure-key",
  summary: "A key that no label or annotation can have, in what a Gateway passes on.",
  severity: "error",
  types: [GATEWAY],
  patches: true,

  *check({root}) {
    for (const kind of ["labels", "annotations"]) {
      for (const entry of root.at("spec", "infrastructure", kind).entries) {
        const key = String(entry.key);
        const [prefix = ""] = key.split("/");
        // A key with a null value is dropped before anybody looks at it.
        if (!entry.exists || key.includes("${") || (KEY.test(key) && prefix.length <= MAX_PREFIX)) continue;
        yield {
          at: entry.keySpan ?? entry.mark,
          message: `\`${key}\` can't be a key of \`${kind}\`: a key is a name of at most 63 letters, digits, \`-\`, \`_\` and \`.\`, with a domain and \`/\` before it if need be. The API server rejects the Gateway.`,
        };
      }
    }
  },
});
