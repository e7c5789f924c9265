import {isOpenText} from "../../../resources/substitution.ts";

/** What a request must have for one branch of a rule to take it. */
export interface Conditions {
  /** Undefined: every host. */
  readonly host?: string;
  /** Undefined: every path. */
  readonly path?: PathCondition;
  readonly method?: string;
  /** By the name, in lower case. */
  readonly headers: NamedValues;
  readonly query: NamedValues;
}

export interface PathCondition {
  readonly type: "Exact" | "PathPrefix";
  readonly value: string;
}

/** Names, as they are compared, with how they are written and the value that they must have. */
export type NamedValues = ReadonlyMap<string, {readonly name: string; readonly value: string}>;

/** No condition at all. */
export const ANYTHING: Conditions = {headers: new Map(), query: new Map()};

/** Conditions that hold at once; undefined where they never do, "unclear" where that depends on more. */
export function joinedOf(a: Conditions, b: Conditions): Conditions | "unclear" | undefined {
  const host = sameOf(a.host, b.host);
  const method = sameOf(a.method, b.method);
  const path = a.path && b.path ? bothPaths(a.path, b.path) : (a.path ?? b.path ?? null);
  const headers = union(a.headers, b.headers);
  const query = union(a.query, b.query);
  if (host === "unclear" || path === "unclear" || !headers || !query) return "unclear";
  if (host === undefined || method === undefined || path === undefined) return undefined;
  return {
    ...(host !== null && {host}),
    ...(path !== null && {path}),
    ...(method !== null && {method}),
    headers,
    query,
  };
}

/** null: no condition; undefined: two that exclude each other. */
function sameOf(a: string | undefined, b: string | undefined): string | null | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b ?? null;
  return [a, b].some((text) => isOpenText(text) || text.startsWith("*")) ? "unclear" : undefined;
}

function bothPaths(a: PathCondition, b: PathCondition): PathCondition | "unclear" | undefined {
  if (a.type === b.type && a.value === b.value) return a;
  if (isEverything(a)) return b;
  if (isEverything(b)) return a;
  if (isOpenText(a.value) || isOpenText(b.value)) return "unclear";
  const [general, special] = a.type === "PathPrefix" && a.value.length <= b.value.length ? [a, b] : [b, a];
  // Of two exact paths that differ neither is the general one.
  return general.type === "PathPrefix" && special.value.startsWith(general.value) ? special : undefined;
}

/** Whether a condition takes all paths. */
export function isEverything({type, value}: PathCondition): boolean {
  return type === "PathPrefix" && value === "/";
}

/** Undefined where one name has two values: a request may have both. */
function union(a: NamedValues, b: NamedValues): NamedValues | undefined {
  return [...b].some(([key, {value}]) => a.has(key) && a.get(key)?.value !== value) ? undefined : new Map([...a, ...b]);
}

/** The path of conditions; all paths where they have none. */
export function wholePath({path}: Conditions): PathCondition {
  return path ?? {type: "PathPrefix", value: "/"};
}

/** Whether Traefik's condition takes a path: a prefix is compared letter by letter. */
export function takesByLetter({type, value}: PathCondition, path: string): boolean {
  return type === "Exact" ? path === value : path.startsWith(value);
}

/** Whether an HTTPRoute's condition takes a path: a prefix is compared in whole elements. */
export function takesByElement({type, value}: PathCondition, path: string): boolean {
  if (type === "Exact") return path === value;
  const bare = value.replace(/\/$/, "");
  return path === bare || path.startsWith(`${bare}/`);
}

/** Whether a request may have what both ask for, paths apart. */
export function areCompatible(a: Conditions, b: Conditions): boolean {
  const haveOneMethod = a.method === undefined || b.method === undefined || a.method === b.method;
  return haveOneMethod && agree(a.headers, b.headers) && agree(a.query, b.query);
}

/** Whether a request that has what `b` asks for has what `a` asks for too, hosts and paths apart. */
export function isImplied(a: Conditions, b: Conditions): boolean {
  const isSubset = (one: NamedValues, other: NamedValues): boolean =>
    [...one].every(([key, {value}]) => other.get(key)?.value === value);
  const isAnyMethod = a.method === undefined || a.method === b.method;
  return isAnyMethod && isSubset(a.headers, b.headers) && isSubset(a.query, b.query);
}

function agree(a: NamedValues, b: NamedValues): boolean {
  return [...a].every(([key, {value}]) => !b.has(key) || b.get(key)?.value === value);
}
