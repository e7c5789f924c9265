import {isOpenText} from "../../../resources/substitution.ts";
import type {DraftMatch, DraftRule} from "../draft.ts";
import {redirectsToHttps} from "../redirects.ts";
import type {MiddlewareEffect, RouteContext} from "./effect.ts";
import {headersEffect} from "./headers.ts";
import {fullPath, type PathRewrite, prefixMatch, rewritten, withoutPrefix} from "./rewrites.ts";

type Effect = (value: unknown, rule: DraftRule, context: RouteContext) => MiddlewareEffect;

/** What each type of Middleware does to a rule, in Traefik's order of its documentation. */
const EFFECTS: Readonly<Record<string, Effect>> = {
  addPrefix,
  basicAuth: guard("guards access: it asks for a password"),
  buffering: lost("limits and buffers the bodies of requests"),
  circuitBreaker: lost("stops requests to a service that fails"),
  compress: lost("compresses answers"),
  contentType: lost("sets the content type of answers"),
  digestAuth: guard("guards access: it asks for a password"),
  errors: lost("answers errors with pages of another service"),
  forwardAuth: guard("guards access: it asks another service whether to let a request in"),
  grpcWeb: lost("turns gRPC-Web requests into gRPC"),
  headers: headersEffect,
  inFlightReq: lost("limits how many requests are under way"),
  ipAllowList: guard("guards access: it lets in some addresses only"),
  ipWhiteList: guard("guards access: it lets in some addresses only"),
  passTLSClientCert: guard("hands the certificates of clients to the app, which may decide by them who gets in"),
  rateLimit: lost("limits how many requests come in"),
  redirectRegex: guard("redirects requests by a pattern, which a route can't do"),
  redirectScheme,
  replacePath,
  replacePathRegex: guard("rewrites paths by a pattern, which a route can't do"),
  retry: lost("repeats requests that fail"),
  stripPrefix,
  stripPrefixRegex: guard("rewrites paths by a pattern, which a route can't do"),
};

/** What a Middleware of one type and value does to a rule. */
export function effectOfSpec(type: string, value: unknown, rule: DraftRule, context: RouteContext): MiddlewareEffect {
  const effect = Object.hasOwn(EFFECTS, type) ? EFFECTS[type] : undefined;
  if (effect) return effect(value, rule, context);
  const what = type === "plugin" ? "is a plugin" : `is of type \`${type}\``;
  return {action: "block", why: `${what}, and nobody knows here whether that guards access`};
}

function guard(why: string): Effect {
  return () => ({action: "block", why});
}

function lost(what: string): Effect {
  return () => ({action: "todo", why: `${what}, which a route does not`});
}

const UNCLEAR: MiddlewareEffect = {action: "block", why: "changes paths in a way that a route can't"};

function addPrefix(value: unknown, rule: DraftRule): MiddlewareEffect {
  const prefix = textIn(value, "prefix")?.replace(/\/$/, "");
  if (!prefix?.startsWith("/")) return UNCLEAR;
  const rewrite = ({type, pathText}: DraftMatch): PathRewrite | undefined => {
    if (isOpenText(pathText) || type === "RegularExpression") return undefined;
    const path = pathText === "/" && type === "PathPrefix" ? prefix : prefix + pathText;
    return type === "Exact" ? fullPath(path) : prefixMatch(path);
  };
  return converted(rewritten(rule, rewrite));
}

function replacePath(value: unknown, rule: DraftRule): MiddlewareEffect {
  const path = textIn(value, "path");
  return path?.startsWith("/") ? converted(rewritten(rule, () => fullPath(path))) : UNCLEAR;
}

function stripPrefix(value: unknown, rule: DraftRule): MiddlewareEffect {
  const {prefixes, forceSlash}: {prefixes?: unknown; forceSlash?: unknown} = Object(value);
  const known =
    Array.isArray(prefixes) && prefixes.every((prefix) => typeof prefix === "string" && !isOpenText(prefix));
  if (!known || forceSlash === false) return UNCLEAR;
  const rewrite = ({type, pathText}: DraftMatch): PathRewrite | undefined => {
    if (isOpenText(pathText) || type === "RegularExpression") return undefined;
    // Traefik takes the first that fits, letter by letter; what a route compares in whole elements is left out here.
    const prefix: string | undefined = prefixes.find(
      (one: string) => pathText.startsWith(one) || one.startsWith(pathText),
    );
    if (prefix === undefined) return null;
    const rest = withoutPrefix(pathText, prefix);
    if (rest === undefined) return type === "Exact" && !pathText.startsWith(prefix) ? null : undefined;
    return type === "Exact" ? fullPath(rest) : prefixMatch(rest);
  };
  const rules = rewritten(rule, rewrite);
  const isRewritten = rules?.some(({filters}) => filters.length > rule.filters.length);
  return converted(
    rules,
    isRewritten ? "becomes a `URLRewrite`; the app no longer gets `X-Forwarded-Prefix`" : undefined,
  );
}

function redirectScheme(value: unknown, _rule: DraftRule, context: RouteContext): MiddlewareEffect {
  const {scheme, port = "443"}: {scheme?: unknown; port?: unknown} = Object(value);
  if (scheme !== "https") return {action: "block", why: "redirects to another scheme than `https`"};
  if (String(port) !== "443") return {action: "todo", why: `redirects to port ${port}, which a route does not`};
  if (redirectsToHttps(context)) return {action: "drop", why: "is not needed: the Gateway redirects to `https`"};
  return {action: "todo", why: "redirects to `https`, and no route of the Gateway in the repository does"};
}

function converted(rules: readonly DraftRule[] | undefined, why?: string): MiddlewareEffect {
  return rules ? {rules, ...(why !== undefined && {why})} : UNCLEAR;
}

function textIn(value: unknown, key: string): string | undefined {
  const text: unknown = Object(value)[key];
  return typeof text === "string" && !isOpenText(text) ? text : undefined;
}
