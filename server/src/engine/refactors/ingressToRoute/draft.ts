import {type Entry, type Leaf, leaf, type MapPart, type Part, partOf} from "../../yaml/edit/compose.ts";

/** How a path of a route is compared. */
export type PathType = "Exact" | "PathPrefix" | "RegularExpression";

/** The paths of one host as an ingress has them; no host: whatever host is asked for. */
export interface HostRules {
  readonly host: Leaf | undefined;
  /** What tells hosts apart: the value behind aliases and quotes. */
  readonly hostText: string | undefined;
  readonly paths: readonly PathRule[];
}

/** One path and where it leads. */
export interface PathRule {
  readonly type: PathType;
  /** Left out: everything, which is `/`. */
  readonly path: Leaf | undefined;
  /** The value behind aliases and quotes. */
  readonly pathText: string;
  /** An item of `backendRefs`. */
  readonly backend: MapPart;
}

/** A route in the making: all its rules are for all its hostnames. */
export interface Draft {
  /** None: every host. */
  readonly hostnames: readonly Leaf[];
  /** The values of `hostnames`. */
  readonly hostTexts: readonly string[];
  readonly rules: readonly DraftRule[];
}

export interface DraftRule {
  /** None: every request. */
  readonly matches: readonly DraftMatch[];
  /** HTTPRouteFilters as plain data. */
  readonly filters: readonly object[];
  /** Items of `backendRefs`; none where the rule answers by itself, as a redirect does. */
  readonly backends: readonly MapPart[];
}

export interface DraftMatch {
  readonly type: PathType;
  readonly path: Leaf;
  readonly pathText: string;
  /** `headers`, `queryParams`, `method` as plain data. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/**
 * Routes for the hosts of one ingress, in their order. The rules of a route are for all its hostnames, so hosts share
 * one only where all their paths lead to the same.
 */
export function draftsOf(hosts: readonly HostRules[]): Draft[] {
  const drafts = new Map<string, {hostnames: Leaf[]; hostTexts: string[]; rules: readonly DraftRule[]}>();
  for (const {host, hostText, paths} of joined(hosts)) {
    const rules = paths.map(ruleOf);
    const key = JSON.stringify([host === undefined, paths.map(identity)]);
    const draft = drafts.get(key) ?? {hostnames: [], hostTexts: [], rules};
    if (host && hostText !== undefined) {
      draft.hostnames.push(host);
      draft.hostTexts.push(hostText);
    }
    drafts.set(key, draft);
  }
  return [...drafts.values()];
}

/** Hosts that are written twice, once with the paths of both. */
function joined(hosts: readonly HostRules[]): HostRules[] {
  const byHost = new Map<string, HostRules>();
  for (const rules of hosts) {
    const key = JSON.stringify(rules.hostText ?? null);
    const known = byHost.get(key);
    const fresh = rules.paths.filter((path) => !known?.paths.some((other) => identity(other) === identity(path)));
    byHost.set(key, known ? {...known, paths: [...known.paths, ...fresh]} : rules);
  }
  return [...byHost.values()];
}

function identity({type, pathText, backend}: PathRule): string {
  return JSON.stringify([type, pathText, textOf(backend)]);
}

/** A part without the places it comes from. */
function textOf(part: Part): unknown {
  if ("text" in part) return part.text.replace(/^&\S+ /, "");
  if ("items" in part) return part.items.map(textOf);
  return part.entries.map(([key, value]) => [key, textOf(value)]);
}

function ruleOf({type, path, pathText, backend}: PathRule): DraftRule {
  const isEverything = type === "PathPrefix" && pathText === "/";
  return {
    matches: isEverything ? [] : [{type, path: path ?? leaf(pathText), pathText}],
    filters: [],
    backends: [backend],
  };
}

/** `hostnames` of a draft as an entry; none for a route of every host. */
export function hostnameEntries({hostnames}: Draft, isFlow = false): Entry[] {
  return hostnames.length === 0 ? [] : [["hostnames", {items: hostnames, isFlow}]];
}

/** `rules` of a draft as an entry. */
export function ruleEntries({rules}: Draft): Entry[] {
  return [["rules", {items: rules.map(ruleParts)}]];
}

function ruleParts({matches, filters, backends}: DraftRule): Part {
  const entries: Entry[] = [];
  if (matches.length > 0) entries.push(["matches", {items: matches.map(matchParts)}]);
  if (filters.length > 0) entries.push(["filters", partOf(filters)]);
  if (backends.length > 0) entries.push(["backendRefs", {items: backends}]);
  return {entries};
}

function matchParts({type, path, more = {}}: DraftMatch): Part {
  const location: MapPart = {
    entries: [
      ["type", leaf(type)],
      ["value", path],
    ],
  };
  return {entries: [["path", location], ...Object.entries(more).map(([key, value]): Entry => [key, partOf(value)])]};
}
