import {TLS_ROUTE} from "../../resources/gateway-api.ts";
import {isIPv4} from "../../resources/ip-addresses.ts";
import {select} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "gateway/ip-hostname",
  summary: "An IP address among the host names of a TLSRoute.",
  severity: "error",
  types: [TLS_ROUTE],

  *check({resource, root}) {
    // The first version of the kind did not look.
    if (resource.version === "v1alpha2") return;
    for (const hostname of select(root, "spec.hostnames[]")) {
      // IPv6 addresses have characters that no host name has, which the schema finds.
      if (hostname.string === undefined || !isIPv4(hostname.string)) continue;
      yield {
        at: hostname.mark,
        message: `\`${hostname.string}\` is an IP address, and clients send host names only; the API server rejects the TLSRoute.`,
      };
    }
  },
});
