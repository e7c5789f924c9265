import {valueAt} from "../../../workspace/values.ts";

/** How a proxy speaks with a Service. */
export type Protocol = "http" | "https" | "h2c";

/** How Traefik speaks with a port that an IngressRoute names: the port's number and its name tell, nothing else. */
export function protocolByPort(number: unknown, port: unknown): Protocol {
  const name = valueAt(port, ["name"]);
  return number === 443 || (typeof name === "string" && name.startsWith("https")) ? "https" : "http";
}

const BY_APP_PROTOCOL: Readonly<Record<string, Protocol>> = {
  http: "http",
  "kubernetes.io/ws": "http",
  https: "https",
  "kubernetes.io/wss": "https",
  "kubernetes.io/h2c": "h2c",
};

/** How a Gateway speaks with a port, without a BackendTLSPolicy: as its `appProtocol` says; Traefik's guesses else. */
export function protocolOfRoute(number: unknown, port: unknown, isTraefik: boolean | undefined): Protocol {
  const written = valueAt(port, ["appProtocol"]);
  const own = typeof written === "string" ? BY_APP_PROTOCOL[written.toLowerCase()] : undefined;
  return own ?? (isTraefik ? protocolByPort(number, port) : "http");
}
