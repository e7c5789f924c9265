import {leaf} from "../../../yaml/edit/compose.ts";
import type {DraftMatch, DraftRule} from "../draft.ts";

/** What becomes of the path of a request; null: it stays. */
export type PathRewrite =
  | {readonly type: "ReplaceFullPath"; readonly replaceFullPath: string}
  | {readonly type: "ReplacePrefixMatch"; readonly replacePrefixMatch: string}
  | null;

const EVERYTHING: DraftMatch = {type: "PathPrefix", path: leaf("/"), pathText: "/"};

/** The whole path becomes another one. */
export function fullPath(path: string): PathRewrite {
  return {type: "ReplaceFullPath", replaceFullPath: path};
}

/** What a route matched becomes something else, what is behind it stays. */
export function prefixMatch(path: string): PathRewrite {
  return {type: "ReplacePrefixMatch", replacePrefixMatch: path};
}

/**
 * A rule whose requests get other paths, by what they matched: a rule for each match where they differ, since a prefix
 * can be replaced only in a rule with one. Undefined where some match can't be rewritten like that, or the rule
 * rewrites already.
 */
export function rewritten(
  rule: DraftRule,
  rewrite: (match: DraftMatch) => PathRewrite | undefined,
): DraftRule[] | undefined {
  if (rule.filters.some(rewritesPath)) return undefined;
  const matches = rule.matches.length > 0 ? rule.matches : [EVERYTHING];
  const rewrites = matches.map(rewrite);
  if (rewrites.some((path) => path === undefined)) return undefined;
  const [first] = rewrites;
  const isSame = rewrites.every((path) => JSON.stringify(path) === JSON.stringify(first));
  if (isSame && (matches.length === 1 || first?.type !== "ReplacePrefixMatch")) return [withPath(rule, first ?? null)];
  return matches.map((match, i) => withPath({...rule, matches: [match]}, rewrites[i] ?? null));
}

function withPath(rule: DraftRule, path: PathRewrite): DraftRule {
  return path ? {...rule, filters: [...rule.filters, {type: "URLRewrite", urlRewrite: {path}}]} : rule;
}

function rewritesPath(filter: object): boolean {
  return "type" in filter && (filter.type === "URLRewrite" || filter.type === "RequestRedirect");
}

/** What is left of a path without a prefix, in whole elements; undefined where it does not start with it. */
export function withoutPrefix(path: string, prefix: string): string | undefined {
  const bare = prefix.replace(/\/$/, "");
  if (path === bare || path === prefix) return "/";
  return path.startsWith(`${bare}/`) ? path.slice(bare.length) : undefined;
}
