import {isOpenText} from "../../../resources/substitution.ts";
import {leaf} from "../../../yaml/edit/compose.ts";
import type {Draft, DraftMatch, DraftRule} from "../draft.ts";
import {fullPath, prefixMatch, rewritten} from "../middlewares/rewrites.ts";
import {isHostname, redirects} from "./nginxRedirects.ts";
import {type Annotation, type Finding, isOn, type Situation} from "./row.ts";

/** What of a path is a pattern and no plain text. */
const PATTERN = /[()|*+?^$[\]{}\\]/;

/** What shows a path to be a pattern, to `patternIn` too, which refuses routes with such paths. */
const CAPTURING = /[()*[\]|^\\]|\$$/;

const LIKE_NGINX =
  "uses regular expressions, which each implementation of the Gateway API reads in its own way; try them";

/** Paths as nginx reads them once an ingress of the host asks for regular expressions: patterns stay patterns. */
export function regexPaths({text}: Annotation, {drafts, others}: Situation): Finding {
  if (text !== undefined && !isOn(text)) return {action: "drop"};
  // Where paths are rewritten, that decides what becomes of them.
  if (isRewriting(others.get("rewrite-target"))) return {action: "drop"};
  return patterns(drafts);
}

function patterns(drafts: readonly Draft[]): Finding {
  const asPattern = (match: DraftMatch): DraftMatch => {
    const plain = plainPrefix(match.pathText);
    if (plain === match.pathText) return match;
    if (plain !== undefined) return {...match, type: "PathPrefix", path: leaf(plain), pathText: plain};
    const pathText = `(?i)^${match.pathText}${match.pathText.endsWith("$") ? "" : ".*"}`;
    return {...match, type: "RegularExpression", path: leaf(pathText), pathText};
  };
  const changed = drafts.map((draft) => ({
    ...draft,
    rules: draft.rules.map((rule) => ({...rule, matches: rule.matches.map(asPattern)})),
  }));
  const matches = changed.flatMap(({rules}) => rules.flatMap((rule) => rule.matches));
  const isLost = matches.some(({type}) => type === "RegularExpression");
  return isLost ? {action: "todo", why: LIKE_NGINX, drafts: changed} : {action: "convert", drafts: changed};
}

/**
 * The plain prefix that a path stands for: itself, or what is before `/(.*)`; undefined for other patterns. Of `/a.*`
 * there is none: it is the beginning of `/ab` too, which a route's prefix `/a` is not.
 */
function plainPrefix(path: string): string | undefined {
  if (isOpenText(path) || path.includes("{{")) return path;
  const plain = path.replace(/(?:\(\.\*\)|\.\*)\$?$/, "");
  if (PATTERN.test(plain) || !plain.startsWith("/")) return undefined;
  return plain === path || plain.endsWith("/") ? plain : undefined;
}

function isRewriting(annotation: Annotation | undefined): boolean {
  return annotation !== undefined && annotation.raw.trim() !== "";
}

/** The path that the app sees instead of the one that was asked for. */
export function rewriteTarget({raw, text}: Annotation, {drafts}: Situation): Finding {
  const target = text?.trim();
  if (raw.trim() === "") return {action: "drop"};
  const changed = target === undefined ? undefined : rewrittenDrafts(drafts, target);
  if (changed) return {action: "convert", drafts: changed};
  const why = "rewrites paths in a way that can't be converted; the app gets them as they are asked for";
  // A pattern without its rewrite leads elsewhere. It stays as it is written, and as such no route may have it.
  const isPattern = drafts.some(({rules}) =>
    rules.some(({matches}) => matches.some((match) => CAPTURING.test(match.pathText))),
  );
  return isPattern ? {action: "todo", why} : {...patterns(drafts), action: "todo", why};
}

function rewrittenDrafts(drafts: readonly Draft[], target: string): Draft[] | undefined {
  const changed = drafts.map((draft) => {
    const rules = draft.rules.map((rule) => rewrittenRule(rule, target));
    return rules.some((list) => list === undefined)
      ? undefined
      : {...draft, rules: rules.flatMap((list) => list ?? [])};
  });
  return changed.some((draft) => draft === undefined) ? undefined : (changed as Draft[]);
}

function rewrittenRule(rule: DraftRule, target: string): DraftRule[] | undefined {
  if (redirects(rule)) return [rule];
  const [match] = rule.matches;
  const path = match?.pathText ?? "/";
  if (rule.matches.length > 1 || isOpenText(path) || path.includes("{{")) return undefined;
  if (!PATTERN.test(path)) {
    // Nginx rewrites nothing where the target is the path itself, and everything to the target elsewhere.
    if (path === target) return [rule];
    return /^\/[^$?\s]*$/.test(target) ? rewritten(rule, () => fullPath(target)) : undefined;
  }
  const prefix = strippedPrefix(path, target);
  if (!match || prefix === undefined) return undefined;
  if (prefix === "/") return [{...rule, matches: []}];
  const plain: DraftRule = {...rule, matches: [{...match, type: "PathPrefix", path: leaf(prefix), pathText: prefix}]};
  return rewritten(plain, () => prefixMatch("/"));
}

/** The prefix that a pattern and its target take off a path, where they do nothing else. */
function strippedPrefix(path: string, target: string): string | undefined {
  const [, before = "", behind] = /^(\/.*?|)(\/\(\.\*\)|\(\/\|\$\)\(\.\*\))\$?$/.exec(path) ?? [];
  if (behind === undefined || PATTERN.test(before)) return undefined;
  if (target !== (behind.startsWith("/") ? "/$1" : "/$2")) return undefined;
  return before === "" ? "/" : before;
}

/** The host that the app sees instead of the one that was asked for. */
export function upstreamHost({raw, text}: Annotation, {drafts}: Situation): Finding {
  if (raw.trim() === "") return {action: "drop"};
  const hostname = text?.trim() ?? "";
  if (!isHostname(hostname)) {
    return {
      action: "todo",
      why: "sets the host that the app sees; a `URLRewrite` filter of a route takes plain names only",
    };
  }
  const withHost = (rule: DraftRule): DraftRule => {
    if (redirects(rule)) return rule;
    const rest = rule.filters.filter((filter) => !isRewrite(filter));
    const urlRewrite = {hostname, ...rule.filters.find(isRewrite)?.urlRewrite};
    return {...rule, filters: [...rest, {type: "URLRewrite", urlRewrite}]};
  };
  return {action: "convert", drafts: drafts.map((draft) => ({...draft, rules: draft.rules.map(withHost)}))};
}

function isRewrite(filter: object): filter is {type: "URLRewrite"; urlRewrite: object} {
  return "type" in filter && filter.type === "URLRewrite";
}
