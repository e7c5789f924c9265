import {at, isEmpty, type Json, type JsonMap, listOf, mapOf, textOf} from "./json.ts";
import {conditionText, type PortLookup, plain} from "./objects.ts";
import {isPortNumber} from "./ports.ts";
import type {Collector, Row} from "./table.ts";
import {alternativesOf, type Matcher} from "./traefikRule.ts";

/** Finds the spec of a Middleware. */
export type MiddlewareLookup = (namespace: string, name: string) => JsonMap | undefined;

/** The rows of an IngressRoute of Traefik. */
export function ingressRouteRows(
  route: JsonMap,
  portNumber: PortLookup,
  middleware: MiddlewareLookup,
  collector: Collector,
): void {
  const own = textOf(at(route, "metadata", "namespace"));
  for (const entry of listOf(at(route, "spec", "routes")).map(mapOf)) {
    const alternatives = alternativesOf(textOf(entry.match));
    if (!alternatives) collector.problem(`no rule of Traefik: ${textOf(entry.match)}`);
    const effects = listOf(entry.middlewares).map((value) => {
      const reference = mapOf(value);
      return mapOf(middleware(textOf(reference.namespace) || own, textOf(reference.name)));
    });
    const prefixes = effects.flatMap((effect) => listOf(at(effect, "stripPrefix", "prefixes")).map(textOf));
    for (const matchers of alternatives ?? [])
      for (const place of placesOf(matchers, collector))
        for (const backend of backendsOf(entry, own, portNumber, collector)) {
          for (const row of stripped(plain({...place, ...backend}), prefixes)) collector.row(row);
        }
  }
}

/** A row and what is left of its paths when the first prefix that fits is taken away. */
function stripped(row: Row, prefixes: readonly string[]): Row[] {
  const [first, ...others] = prefixes.map((prefix) => prefix.replace(/\/$/, "")).filter(Boolean);
  if (first === undefined) return [row];
  const left = isWithin(row.path, first) ? row.path.slice(first.length) || "/" : undefined;
  if (left !== undefined) {
    const change = `rewrite ${row.type === "Exact" ? "full" : "prefix"}:${left}`;
    return [{...row, extra: [change, row.extra].filter(Boolean).join(" ")}];
  }
  const rest = stripped(row, others);
  // Some of the paths of a wider prefix begin with what is taken away.
  const isWider = row.type === "PathPrefix" && isWithin(first, row.path);
  return isWider ? [...rest, ...stripped({...row, path: first}, [first])] : rest;
}

function isWithin(path: string, prefix: string): boolean {
  return prefix === "/" || path === prefix || path.startsWith(`${prefix}/`);
}

/** Host and path of matchers that must all hold; what is neither stands in the last column. */
function placesOf(matchers: readonly Matcher[], collector: Collector): Pick<Row, "host" | "path" | "type" | "extra">[] {
  const of = (...names: string[]): Matcher[] => matchers.filter(({name, isNot}) => !isNot && names.includes(name));
  const [hosts, paths] = [of("Host"), of("Path", "PathPrefix")];
  if (hosts.length > 1 || paths.length > 1) collector.problem("several hosts or paths that must all hold");
  const rest = matchers.filter((matcher) => !hosts.includes(matcher) && !paths.includes(matcher));
  const extra = conditionText(rest.map(conditionOf));
  const path = paths[0];
  return (hosts[0]?.args ?? ["*"]).flatMap((host) =>
    (path?.args ?? ["/"]).map((value) => ({
      host,
      path: value,
      type: path?.name === "Path" ? "Exact" : "PathPrefix",
      ...(extra ? {extra} : {}),
    })),
  );
}

/** A condition in the words that an HTTPRoute gets; another matcher as it is written. */
function conditionOf({name, args, isNot}: Matcher): string {
  const [key = "", value = ""] = args;
  if (!isNot && name === "Method" && args.length === 1) return `method ${key}`;
  if (!isNot && name === "Header") return `header ${key.toLowerCase()}=${value}`;
  if (!isNot && name === "Query") return `query ${key}=${value}`;
  return `${isNot ? "!" : ""}${name}(${args.join(",")})`;
}

function backendsOf(
  entry: JsonMap,
  own: string,
  portNumber: PortLookup,
  collector: Collector,
): Pick<Row, "service" | "port">[] {
  return listOf(entry.services).map((value: Json) => {
    const service = mapOf(value);
    const name = textOf(service.name);
    const namespace = textOf(service.namespace) || own;
    const kind = textOf(service.kind) || "Service";
    const said = textOf(service.port);
    const port = isPortNumber(said) ? said : portNumber(namespace, name, said);
    if (!isEmpty(service.port) && !isPortNumber(port)) collector.problem(`port ${said} of ${name} is not known`);
    const where = namespace === own ? name : `${namespace}/${name}`;
    return {service: kind === "Service" ? where : `${kind} ${where}`, port};
  });
}
