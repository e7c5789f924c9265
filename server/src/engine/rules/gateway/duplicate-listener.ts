import {GATEWAY, LISTENER_SET} from "../../resources/gateway-api.ts";
import type {Field} from "../../yaml/field.ts";
import {select} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "gateway/duplicate-listener",
  summary: "Two listeners with one name, or with the same port, protocol and host name.",
  severity: "error",
  types: [GATEWAY, LISTENER_SET],
  patches: true,

  *check({resource, root}) {
    const {path} = resource.document.file;
    const byName = new Map<string, Field>();
    const byPlace = new Map<string, Field>();
    for (const listener of select(root, "spec.listeners[]")) {
      const name = listener.get("name");
      const namesake = remember(byName, name.string, listener);
      if (namesake) {
        yield {
          at: name.mark,
          message: `There is a listener \`${name.string}\` already; routes refer to listeners by name, and the API server rejects the ${resource.kind}.`,
          related: [{file: path, span: namesake.markOfKey, message: "The first listener of this name"}],
        };
      }
      const place = placeOf(listener);
      const rival = remember(byPlace, place, listener);
      if (rival) {
        const hostname = listener.get("hostname");
        yield {
          at: (hostname.exists ? hostname : listener.get("port")).mark,
          message: `Listener \`${rival.get("name").string ?? ""}\` has ${place} too. The three together must be different in each listener; the API server rejects the ${resource.kind}.`,
          related: [{file: path, span: rival.markOfKey, message: "The other listener"}],
        };
      }
    }
  },
});

/** Port, protocol and host name in words; undefined where they are not all known. */
function placeOf(listener: Field): string | undefined {
  const port = listener.get("port").number;
  const protocol = listener.get("protocol").string;
  const hostname = listener.get("hostname");
  if (port === undefined || protocol === undefined || hostname.isUnknown) return undefined;
  const host = hostname.exists ? `host name \`${hostname.scalar}\`` : "no host name";
  return `port ${port}, protocol \`${protocol}\` and ${host}`;
}

/** Keeps the first listener of each key, and gives it when the key comes again. */
function remember(seen: Map<string, Field>, key: string | undefined, listener: Field): Field | undefined {
  if (key === undefined) return undefined;
  const first = seen.get(key);
  if (!first) seen.set(key, listener);
  return first;
}
