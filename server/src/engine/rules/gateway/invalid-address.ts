import {GATEWAY} from "../../resources/gateway-api.ts";
import {isIPv4, isIPv6} from "../../resources/ip-addresses.ts";
import {removeItem} from "../../yaml/edit/item.ts";
import {select, stringOr} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

const HOSTNAME = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** The types of addresses that the API server looks at; the others are the controller's. */
const TYPES: Readonly<Record<string, {readonly words: string; isValid(text: string): boolean}>> = {
  IPAddress: {words: "an IPv4 or IPv6 address", isValid: isAddress},
  Hostname: {
    words: "a host name of lower-case letters, digits, `-` and `.`, with `*.` at the start if need be",
    isValid: (text) => HOSTNAME.test(text),
  },
};

export default defineRule({
  id: "gateway/invalid-address",
  summary: "An address of a Gateway that is there twice, or is not what its type says.",
  severity: "error",
  types: [GATEWAY],
  patches: true,

  *check({resource, root}) {
    const seen = new Set<string>();
    for (const address of select(root, "spec.addresses[]")) {
      const name = stringOr(address.get("type"), "IPAddress") ?? "";
      const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
      const value = address.get("value");
      const text = value.string;
      if (!type || text === undefined) continue;
      if (!type.isValid(text)) {
        yield {
          at: value.mark,
          message: `\`${text}\` must be ${type.words}, as the address has the type \`${name}\`; the API server rejects the Gateway.`,
        };
      }
      if (seen.has(`${name} ${text}`)) {
        yield {
          at: value.mark,
          message: `The address \`${text}\` is in the list already; the API server rejects the Gateway.`,
          fixes: [{title: "Remove the second entry", safe: true, edits: removeItem(resource.document.file, address)}],
        };
      }
      seen.add(`${name} ${text}`);
    }
  },
});

/** Whether the API server takes a text as an IP address. Other than elsewhere it minds no leading zeros here. */
function isAddress(text: string): boolean {
  const short = text.replace(/(^|[.:])0+(?=\d)/g, "$1");
  return isIPv4(short) || isIPv6(short);
}
