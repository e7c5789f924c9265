import {valueAt} from "../../server/src/engine/workspace/values.ts";

/** One way that requests can go. */
interface Way {
  /** Undefined: every host. */
  readonly host: string | undefined;
  readonly type: string;
  readonly path: string;
  /** `service:port`. */
  readonly to: string;
}

type Objects = readonly unknown[];

/**
 * Where a request goes by the Ingresses and HTTPRoutes among some objects: the most specific host counts, then the most
 * specific path, then the first one. Nothing is shared with what converts them.
 */
export function backendIn(objects: Objects, host: string, path: string): string | undefined {
  const ways = objects.flatMap((object) => [...ingressWays(object, objects), ...routeWays(object)]);
  // Of a host that is named, requests are looked at by its own ways alone.
  const hosts = [...new Set(ways.map((way) => way.host))].filter((one) => matchesHost(one, host)).sort(bySpecificity);
  const own = ways.filter((way) => way.host === hosts[0] && matchesPath(way, path));
  const [best] = own.sort((a, b) => rank(b) - rank(a));
  if (best || hosts[0] === undefined) return best?.to;
  return standardOf(objects);
}

/** What a default backend takes beside the hosts that are named. */
function standardOf(objects: Objects): string | undefined {
  const backends = objects.map((object) => ({backend: valueAt(object, ["spec", "defaultBackend"]), objects}));
  const found = backends.find(({backend}) => backend !== undefined);
  return found && serviceOf(found.backend, objects);
}

function ingressWays(object: unknown, objects: Objects): Way[] {
  if (valueAt(object, ["kind"]) !== "Ingress") return [];
  const rules = (valueAt(object, ["spec", "rules"]) ?? []) as unknown[];
  const standard = valueAt(object, ["spec", "defaultBackend"]);
  const ways = rules.flatMap((rule) =>
    ((valueAt(rule, ["http", "paths"]) ?? []) as unknown[]).map((one): Way => {
      const type = String(valueAt(one, ["pathType"]));
      return {
        host: valueAt(rule, ["host"]) as string | undefined,
        type: type === "Exact" ? "Exact" : "Prefix",
        path: String(valueAt(one, ["path"]) ?? "/"),
        to: serviceOf(valueAt(one, ["backend"]), objects),
      };
    }),
  );
  // Last of all: everything that no path takes.
  return standard ? [...ways, {host: undefined, type: "Prefix", path: "/", to: serviceOf(standard, objects)}] : ways;
}

function serviceOf(backend: unknown, objects: Objects): string {
  const name = valueAt(backend, ["service", "name"]);
  const port = valueAt(backend, ["service", "port", "name"]);
  if (port === undefined) return `${name}:${valueAt(backend, ["service", "port", "number"])}`;
  const service = objects.find(
    (one) => valueAt(one, ["kind"]) === "Service" && valueAt(one, ["metadata", "name"]) === name,
  );
  const ports = (valueAt(service, ["spec", "ports"]) ?? []) as unknown[];
  return `${name}:${valueAt(
    ports.find((one) => valueAt(one, ["name"]) === port),
    ["port"],
  )}`;
}

function routeWays(object: unknown): Way[] {
  if (valueAt(object, ["kind"]) !== "HTTPRoute") return [];
  const hosts = (valueAt(object, ["spec", "hostnames"]) ?? [undefined]) as (string | undefined)[];
  return hosts.flatMap((host) =>
    ((valueAt(object, ["spec", "rules"]) ?? []) as unknown[]).flatMap((rule) => {
      const matches = (valueAt(rule, ["matches"]) ?? [{}]) as unknown[];
      const [name, port] = ["name", "port"].map((key) => valueAt(rule, ["backendRefs", 0, key]));
      return matches.map((match): Way => {
        const type = String(valueAt(match, ["path", "type"]) ?? "PathPrefix");
        return {
          host,
          type: type === "Exact" ? "Exact" : "Prefix",
          path: String(valueAt(match, ["path", "value"]) ?? "/"),
          to: `${name}:${port}`,
        };
      });
    }),
  );
}

/** A wildcard stands for one label here, which is all that the requests of the tests have. */
function matchesHost(pattern: string | undefined, host: string): boolean {
  if (pattern === undefined || pattern === host) return true;
  return pattern.startsWith("*.") && host.slice(host.indexOf(".")) === pattern.slice(1);
}

function bySpecificity(a: string | undefined, b: string | undefined): number {
  const weight = (host: string | undefined): number => (host === undefined ? 0 : host.startsWith("*") ? 1 : 2);
  return weight(b) - weight(a);
}

/** Prefixes are compared label by label; a slash at their end does not count. */
function matchesPath({type, path}: Way, asked: string): boolean {
  if (type === "Exact") return path === asked;
  const prefix = path.replace(/\/$/, "");
  return asked === prefix || asked.startsWith(`${prefix}/`) || prefix === "";
}

function rank({type, path}: Way): number {
  return (type === "Exact" ? 10_000 : 0) + path.length;
}
