import {GATEWAY, LISTENER_SET} from "../../resources/gateway-api.ts";
import type {Field} from "../../yaml/field.ts";
import {select} from "../../yaml/select.ts";
import {defineRule, type Report} from "../rule.ts";

export default defineRule({
  id: "gateway/duplicate-listener",
  summary: "Two listeners with one name, or with the same port, protocol and host name.",
  severity: "error",
  types: [GATEWAY, LISTENER_SET],
  patches: true,

  *check({resource, root}) {
    const listeners = select(root, "spec.listeners[]");
    const {path} = resource.document.file;
    for (const [i, listener] of listeners.entries()) {
      const before = listeners.slice(0, i);
      const namesake = before.find((other) => isSame(other, listener, "name"));
      const rival = before.find((other) => isSamePlace(other, listener));
      if (namesake) {
        yield {
          at: listener.get("name").mark,
          message: `There is a listener \`${listener.get("name").string}\` already; routes refer to listeners by name, and the API server rejects the ${resource.kind}.`,
          related: [{file: path, span: namesake.markOfKey, message: "The first listener of this name"}],
        };
      }
      if (rival) yield occupied(listener, rival, resource.kind, path);
    }
  },
});

function occupied(listener: Field, rival: Field, kind: string, path: string): Report {
  const [port, protocol, hostname] = ["port", "protocol", "hostname"].map((key) => listener.get(key));
  const host = hostname?.exists ? `host name \`${hostname.scalar}\`` : "no host name";
  return {
    at: (hostname?.exists ? hostname : port)?.mark ?? listener.mark,
    message:
      `Listener \`${rival.get("name").string ?? ""}\` has port ${port?.scalar}, protocol \`${protocol?.scalar}\` and ` +
      `${host} too. The three together must be different in each listener; the API server rejects the ${kind}.`,
    related: [{file: path, span: rival.markOfKey, message: "The other listener"}],
  };
}

function isSamePlace(a: Field, b: Field): boolean {
  if (!isSame(a, b, "port") || !isSame(a, b, "protocol")) return false;
  return a.get("hostname").exists || b.get("hostname").exists ? isSame(a, b, "hostname") : true;
}

/** Whether both have a field, with values that are known and the same. */
function isSame(a: Field, b: Field, key: string): boolean {
  const [one, other] = [a.get(key), b.get(key)];
  return one.exists && other.exists && !one.isUnknown && !other.isUnknown && one.scalar === other.scalar;
}
