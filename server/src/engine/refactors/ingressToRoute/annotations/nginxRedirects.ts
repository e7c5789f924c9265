import {leaf} from "../../../yaml/edit/compose.ts";
import type {Draft, DraftRule} from "../draft.ts";
import {redirectsToHttps} from "../redirects.ts";
import {type Annotation, type Finding, isOn, type Situation} from "./row.ts";

/** The status codes that a route can redirect with. */
const CODES = [301, 302, 303, 307, 308];

/** All requests are redirected: nginx asks nobody else then. A temporal redirect goes before a permanent one. */
export function redirect({name, text}: Annotation, {drafts, others}: Situation): Finding {
  const isTemporal = name === "temporal-redirect";
  if (text?.trim() === "") return {action: "drop"};
  const temporal = others.get("temporal-redirect");
  if (!isTemporal && temporal && temporal.raw.trim() !== "") {
    return {action: "drop", why: "does nothing: `temporal-redirect` goes before it"};
  }
  const lost: Finding = {
    action: "block",
    why: "redirects all requests in a way that can't be converted; the route would serve the app, which the ingress never did",
  };
  const code = codeOf(others.get(`${name}-code`), isTemporal ? 302 : 301);
  const target = text === undefined ? undefined : redirectTarget(text.trim());
  if (!target || code === undefined) return lost;
  const filter = {type: "RequestRedirect", requestRedirect: {...target, statusCode: code}};
  const redirected = ({matches}: DraftRule): DraftRule => ({matches, filters: [filter], backends: []});
  return {action: "convert", drafts: drafts.map((draft) => ({...draft, rules: draft.rules.map(redirected)}))};
}

/** The status code; undefined for one that a route can't have or nobody knows here. */
function codeOf(annotation: Annotation | undefined, otherwise: number): number | undefined {
  if (!annotation) return otherwise;
  if (annotation.text === undefined) return undefined;
  const code = Number(annotation.text);
  // Nginx takes its own default for what is no redirect.
  if (!Number.isInteger(code) || code < 300 || code > 308) return otherwise;
  return CODES.includes(code) ? code : undefined;
}

/** A URL without a query, a fragment or variables of nginx: scheme, host, port and path. */
const TARGET_URL = /^(https?):\/\/([A-Za-z0-9.-]+)(?::(\d{1,5}))?(\/[^?#$\s]*)?$/;

/** Where a URL leads, as a route says it: a path of its own, or the one that was asked for. */
function redirectTarget(text: string): object | undefined {
  const keepsPath = text.endsWith("$request_uri");
  const [, scheme, host, port, path] = TARGET_URL.exec(text.replace(/\$request_uri$/, "")) ?? [];
  const hostname = host?.toLowerCase();
  if (!hostname || !isHostname(hostname) || (keepsPath && path !== undefined)) return undefined;
  return {
    scheme,
    hostname,
    ...(port !== undefined && {port: Number(port)}),
    ...(!keepsPath && {path: {type: "ReplaceFullPath", replaceFullPath: path ?? "/"}}),
  };
}

/** Whether the Gateway API takes a text as the name of a host: no address, no wildcard, in small letters. */
export function isHostname(text: string): boolean {
  return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(text) && !/^[\d.]+$/.test(text);
}

/** Requests for `/` itself are redirected. */
export function appRoot({text}: Annotation, {drafts}: Situation): Finding {
  const path = text?.trim();
  // Nginx leaves out what is no path.
  if (path !== undefined && !path.startsWith("/")) return {action: "drop"};
  const isPlain = path !== undefined && /^\/[-A-Za-z0-9/._~!&'()*+,;=:@%]*$/.test(path);
  const isTaken = drafts.some(({rules}) => rules.some((rule) => rule.matches.some(isRoot)));
  if (!isPlain || isTaken) {
    return {action: "todo", why: "redirects requests for `/` in a way that can't be converted"};
  }
  // Where everything is redirected, nothing is left for this.
  if (drafts.every(({rules}) => rules.every(redirects))) return {action: "drop"};
  const filter = {
    type: "RequestRedirect",
    requestRedirect: {path: {type: "ReplaceFullPath", replaceFullPath: path}, statusCode: 302},
  };
  const rule: DraftRule = {
    matches: [{type: "Exact", path: leaf("/"), pathText: "/"}],
    filters: [filter],
    backends: [],
  };
  return {action: "convert", drafts: drafts.map((draft): Draft => ({...draft, rules: [rule, ...draft.rules]}))};
}

function isRoot({type, pathText}: {readonly type: string; readonly pathText: string}): boolean {
  return type === "Exact" && pathText === "/";
}

/** Whether a rule answers with a redirect. */
export function redirects({filters}: DraftRule): boolean {
  return filters.some((filter) => "type" in filter && filter.type === "RequestRedirect");
}

/** Https for all is the business of the Gateway: a route of its own on the listener for http. */
export function sslRedirect({name, text}: Annotation, situation: Situation): Finding {
  if (text === undefined)
    return {action: "todo", why: "decides whether http is redirected to https; the Gateway has to"};
  if (!isOn(text)) {
    if (name === "force-ssl-redirect") return {action: "drop"};
    return {action: "todo", why: "serves http without a redirect; the route has to be on a listener for http too"};
  }
  if (redirectsToHttps(situation)) return {action: "drop", why: "is not needed: the Gateway redirects http to https"};
  const {namespace, name: gateway} = situation.parent;
  const where = namespace ? `${namespace}/${gateway}` : gateway;
  return {
    action: "todo",
    why: `is not carried over: nothing in the repository redirects http to https on Gateway \`${where}\`; add an HTTPRoute that does on its listener for http`,
  };
}
