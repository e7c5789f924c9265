import {isEmpty, type Json, type JsonMap, listOf, mapOf, textOf} from "./json.ts";
import {type Rewritten, rewrittenByNginx} from "./nginx.ts";
import {isPortNumber} from "./ports.ts";
import {type Collector, matchType, type Row} from "./table.ts";

/** Looks up the number of a port of a Service object by its name. */
export type PortLookup = (namespace: string, service: string, port: string) => string;

/** The rows of an Ingress object. */
export function ingressRows(ingress: JsonMap, portNumber: PortLookup, collector: Collector): void {
  const {namespace = "", name, annotations} = mapOf(ingress.metadata);
  const spec = mapOf(ingress.spec);
  const rewritten = rewrittenByNginx(mapOf(annotations));
  const add = (row: Row): void => {
    for (const changed of rewritten(row)) collector.row(changed);
  };
  const backend = (value: Json | undefined): Pick<Row, "service" | "port"> => {
    const service = mapOf(mapOf(value).service);
    const port = mapOf(service.port);
    const named = textOf(port.name);
    const number = named ? portNumber(textOf(namespace), textOf(service.name), named) : textOf(port.number);
    if (!isPortNumber(number))
      collector.problem(`refused by the API server: ${textOf(name)}: port ${number || "missing"}`);
    return {service: textOf(service.name), port: number};
  };
  const whole = new Set<string>();
  for (const rule of listOf(spec.rules).map(mapOf)) {
    for (const path of listOf(mapOf(rule.http).paths).map(mapOf)) {
      const type = matchType(textOf(path.pathType));
      const row = plain({host: textOf(rule.host), path: textOf(path.path) || "/", type, ...backend(path.backend)});
      if (row.path === "/" && type === "PathPrefix") whole.add(row.host);
      add(row);
    }
  }
  if (isEmpty(spec.defaultBackend)) return;
  // Every host has a default of its own; nothing is left for it where a rule takes all of the host.
  const hosts = new Set(["", ...listOf(spec.rules).map((rule) => textOf(mapOf(rule).host))]);
  for (const host of hosts)
    if (!whole.has(host)) add({host, path: "/", type: "PathPrefix", ...backend(spec.defaultBackend)});
}

/** A prefix means the same with and without a slash at its end. */
export function plain<R extends Row | Rewritten>(row: R): R {
  return row.type === "PathPrefix" && row.path.length > 1 ? {...row, path: row.path.replace(/\/$/, "")} : row;
}

/** Clusters of today still serve the version before the last. */
const SERVED = ["gateway.networking.k8s.io/v1", "gateway.networking.k8s.io/v1beta1"];

/** The rows of an HTTPRoute object, or of another kind of route as far as it has them. */
export function routeRows(route: JsonMap, collector: Collector): void {
  const {name, namespace = ""} = mapOf(route.metadata);
  const spec = mapOf(route.spec);
  const problem = (text: string): void => collector.problem(`refused by the API server: ${textOf(name)}: ${text}`);
  if (!SERVED.includes(textOf(route.apiVersion))) problem("apiVersion is not served");
  const hosts = listOf(spec.hostnames).map(textOf);
  const rules = listOf(spec.rules).map(mapOf);
  if (rules.length === 0) collector.problem(`${textOf(name)}: no rules, nothing answers`);
  for (const rule of rules) {
    const filters = listOf(rule.filters).map(mapOf);
    const backends = backendsOf(rule, filters, textOf(namespace), problem);
    if (backends.length === 0) collector.problem(`${textOf(name)}: a rule without backends, it answers 500`);
    const extra = rewriteOf(filters);
    const matches = isEmpty(rule.matches) ? [{}] : listOf(rule.matches).map(mapOf);
    for (const host of hosts.length > 0 ? hosts : ["*"])
      for (const match of matches)
        for (const backend of backends.length > 0 ? backends : [{service: "(no backend)", port: ""}])
          collector.row(
            plain({host, ...pathOf(match), ...backend, extra: [extra, otherOf(match)].filter(Boolean).join(" ")}),
          );
  }
}

function backendsOf(
  rule: JsonMap,
  filters: readonly JsonMap[],
  own: string,
  problem: (text: string) => void,
): Pick<Row, "service" | "port">[] {
  const redirect = filters.find((filter) => filter.type === "RequestRedirect");
  if (redirect) return [{service: `(redirect ${redirectText(mapOf(redirect.requestRedirect))})`, port: ""}];
  const refs = listOf(rule.backendRefs).map(mapOf);
  return refs
    .filter(({weight}) => weight !== 0)
    .map((ref) => {
      const name = textOf(ref.name);
      const port = textOf(ref.port);
      const kind = textOf(ref.kind) || "Service";
      if (!name) problem("a backend without a name");
      if (kind === "Service" && !port) problem(`Must have port for Service reference (${name})`);
      else if (kind === "Service" && (!isPortNumber(port) || typeof ref.port === "boolean"))
        problem(`port ${port} is no number`);
      const namespace = textOf(ref.namespace);
      const where = namespace && namespace !== own ? `${namespace}/${name}` : name;
      return {service: kind === "Service" ? where : `${kind} ${where}`, port};
    });
}

/** `301 https://host full:/x`: code, what changes in front of the path, and the path. */
function redirectText({scheme, hostname, port, path, statusCode}: JsonMap): string {
  const front = `${textOf(scheme)}://${textOf(hostname)}${port === undefined ? "" : `:${textOf(port)}`}`;
  return [textOf(statusCode) || "302", front === "://" ? "" : front, pathText(mapOf(path))].filter(Boolean).join(" ");
}

function rewriteOf(filters: readonly JsonMap[]): string {
  const rewrite = mapOf(filters.find(({type}) => type === "URLRewrite")?.urlRewrite);
  const {hostname} = rewrite;
  const said = [hostname ? `host:${textOf(hostname)}` : "", pathText(mapOf(rewrite.path))].filter(Boolean);
  return said.length > 0 ? `rewrite ${said.join(" ")}` : "";
}

function pathText({type, replacePrefixMatch, replaceFullPath}: JsonMap): string {
  if (type === "ReplacePrefixMatch") return `prefix:${textOf(replacePrefixMatch) || "/"}`;
  return type === "ReplaceFullPath" ? `full:${textOf(replaceFullPath) || "/"}` : "";
}

function pathOf(match: JsonMap): Pick<Row, "path" | "type"> {
  const {type, value} = mapOf(match.path);
  return {path: textOf(value) || "/", type: textOf(type) || "PathPrefix"};
}

/** What else a match asks for. */
function otherOf({method, headers, queryParams}: JsonMap): string {
  return conditionText([
    ...(isEmpty(method) ? [] : [`method ${textOf(method)}`]),
    ...listOf(headers).map((one) => fieldText("header", mapOf(one))),
    ...listOf(queryParams).map((one) => fieldText("query", mapOf(one))),
  ]);
}

function fieldText(what: string, {name, value, type}: JsonMap): string {
  const isPattern = type === "RegularExpression";
  return `${what}${isPattern ? " pattern" : ""} ${what === "header" ? textOf(name).toLowerCase() : textOf(name)}=${textOf(value)}`;
}

/** Conditions that must all hold besides host and path. */
export function conditionText(conditions: readonly string[]): string {
  return conditions.length > 0 ? `if ${[...conditions].sort().join(" and ")}` : "";
}
