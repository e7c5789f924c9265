import {type JsonMap, textOf} from "./json.ts";
import type {Row} from "./table.ts";

/** A row without its host. */
export type Rewritten = Omit<Row, "host">;

/** Capturing paths that do no more than to take a prefix away, with the rewrite target that belongs to each. */
const TAKEN_AWAY: readonly {readonly path: RegExp; readonly target: string}[] = [
  {path: /^(.*)\/\(\.\*\)$/, target: "/$1"},
  {path: /^(.+)\(\/\|\$\)\(\.\*\)$/, target: "/$2"},
];

/** What the annotations of ingress-nginx make of a row; they hold for all paths of an Ingress. */
export function rewrittenByNginx(annotations: JsonMap): (row: Row) => Row[] {
  const of = (key: string): string => textOf(annotations[`nginx.ingress.kubernetes.io/${key}`]);
  const redirect = redirectOf(of);
  const root = of("app-root");
  const host = of("upstream-vhost");
  return (row) => {
    const seen = rewritten(row, of("rewrite-target"), of("use-regex") === "true");
    if (redirect) return [{...seen, service: redirect, port: "", extra: ""}];
    const changed = rewrittenHost(seen, host);
    if (!root) return [changed];
    // nginx asks for this before it looks for a location.
    const toRoot = {host: row.host, path: "/", type: "Exact", service: `(redirect 302 full:${root})`, port: ""};
    return changed.type === "Exact" && changed.path === "/" ? [toRoot] : [changed, toRoot];
  };
}

function rewrittenHost(row: Row, host: string): Row {
  return host ? {...row, extra: `rewrite host:${host}${row.extra ? row.extra.replace(/^rewrite/, "") : ""}`} : row;
}

function rewritten(row: Row, target: string, usesRegex: boolean): Row {
  // A path without a pattern is meant as a prefix, whatever nginx makes of its dots.
  const isRegex = usesRegex && isPattern(row.path);
  // A path that is its own target stays as it is.
  if (target === row.path || (!target && !isRegex)) return row;
  // A capture at the end that nothing is made of: as much as the prefix before it.
  const captured = target ? undefined : /^(.*)\/\(\.\*\)$/.exec(row.path)?.[1];
  if (captured !== undefined && !isPattern(captured)) return {...row, type: "PathPrefix", path: captured || "/"};
  if (!target) return isRegex ? asPattern(row) : row;
  for (const {path, target: goesWith} of TAKEN_AWAY) {
    const prefix = path.exec(row.path)?.[1];
    if (prefix === undefined || target !== goesWith || isPattern(prefix)) continue;
    return {...row, type: "PathPrefix", ...(prefix ? {path: prefix, extra: "rewrite prefix:/"} : {path: "/"})};
  }
  if (!target.includes("$") && !isRegex && !isPattern(row.path)) return {...row, extra: `rewrite full:${target}`};
  return {...asPattern(row), extra: `rewrite ${target}`};
}

/** nginx takes a pattern for the beginning of a path and does not mind the case; a route takes it for all of a path. */
function asPattern(row: Row): Row {
  return {...row, type: "RegularExpression", path: `(?i)^${row.path}${row.path.endsWith("$") ? "" : ".*"}`};
}

function isPattern(path: string): boolean {
  return /[()*+?|[\]^$\\]/.test(path.replaceAll(/\$\{\w+[^}]*\}/g, ""));
}

/** A temporal redirect wins over a permanent one. */
function redirectOf(of: (key: string) => string): string {
  const [url, code] = of("temporal-redirect")
    ? [of("temporal-redirect"), of("temporal-redirect-code") || "302"]
    : [of("permanent-redirect"), of("permanent-redirect-code") || "301"];
  if (!url) return "";
  const parts = /^(https?:\/\/[^/$]+)(\/[^$]*|\$request_uri)?$/.exec(url);
  if (!parts) return `(redirect ${code} to ${url})`;
  const [, front, path = "/"] = parts;
  return path.startsWith("$") ? `(redirect ${code} ${front})` : `(redirect ${code} ${front} full:${path})`;
}
