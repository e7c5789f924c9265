import {routePathFaults} from "../../../resources/url-paths.ts";
import {ANYTHING, type Conditions, joinedOf, type PathCondition} from "./conditions.ts";

/** The language of a rule: that of Traefik 2, that of Traefik 3, or whichever of them it can be read in. */
export type Syntax = "v2" | "v3" | "either";

/** What a matcher means: branches of which one has to fit. */
export interface Meaning {
  readonly branches: readonly Conditions[];
  /** The language that it takes to be read like this. */
  readonly syntax: Syntax;
}

/** The branches of a matcher, or what keeps a route from doing the same, as the end of a sentence. */
type Read = (values: readonly string[]) => readonly Conditions[] | string;

interface Row {
  readonly syntax: Syntax;
  /** Whether it takes so many values. */
  readonly takes: (count: number) => boolean;
  readonly read: Read;
}

const HOST = ofSeveral(hostOf);
const PATH = ofSeveral((value) => pathOf("Exact", value));
const PREFIX = ofSeveral((value) => pathOf("PathPrefix", value));
const METHOD = ofSeveral(methodOf);

/** What each matcher means that a route can do too. */
const MATCHERS: Readonly<Record<string, readonly Row[]>> = {
  Host: HOST,
  HostHeader: HOST.map((row) => ({...row, syntax: "v2"})),
  Path: PATH,
  PathPrefix: PREFIX,
  Method: METHOD,
  Header: [{syntax: "v3", takes: (count) => count === 2, read: headersOf}],
  Headers: [{syntax: "v2", takes: (count) => count % 2 === 0, read: headersOf}],
  Query: [
    {syntax: "v3", takes: (count) => count <= 2, read: queryOf},
    {syntax: "v2", takes: () => true, read: queryOfPairs},
  ],
};

/** Matchers that an HTTPRoute has nothing for, and what else is to be said of them. */
const WITHOUT_COUNTERPART: Readonly<Record<string, string>> = {
  ClientIP: ": it decides by the address of the client who gets in",
  HeaderRegexp: "",
  HeadersRegexp: "",
  HostRegexp: "",
  PathRegexp: "",
  QueryRegexp: "",
};

/** What a matcher means in a language, or why a route can't do the same, as the end of a sentence. */
export function meaningOf(written: string, values: readonly string[], syntax: Syntax): Meaning | string {
  const names = [...Object.keys(MATCHERS), ...Object.keys(WITHOUT_COUNTERPART)];
  const name = names.find((known) => isSpelling(written, known)) ?? "";
  const more = WITHOUT_COUNTERPART[name];
  if (more !== undefined) return `has no counterpart in an HTTPRoute${more}`;
  const rows = (MATCHERS[name] ?? []).filter(
    (row) => row.takes(values.length) && (row.syntax === syntax || [row.syntax, syntax].includes("either")),
  );
  if (values.includes("")) return "has an empty value, which Traefik does not take";
  // A parameter that is written with its value is one thing for Traefik 2, and a strange name for Traefik 3.
  if (name === "Query" && syntax === "either" && values.some((value) => value.includes("="))) {
    return "means one thing to Traefik 2 and another to Traefik 3: set `syntax`";
  }
  const [row] = rows;
  if (!row) return "is nothing that Traefik understands";
  const branches = row.read(values);
  return typeof branches === "string" ? branches : {branches, syntax: row.syntax};
}

/** Traefik knows each matcher as it is written here, in lower and upper case, and with the first letter alone upper. */
function isSpelling(written: string, name: string): boolean {
  const lower = name.toLowerCase();
  return [name, lower, name.toUpperCase(), name.charAt(0) + lower.slice(1)].includes(written);
}

/** A matcher with one value; in Traefik 2 it takes several, of which one has to fit. */
function ofSeveral(readOne: (value: string) => Conditions | string): Row[] {
  const read: Read = (values) => {
    const branches = values.map(readOne);
    return branches.find((branch) => typeof branch === "string") ?? (branches as Conditions[]);
  };
  return [
    {syntax: "either", takes: (count) => count === 1, read},
    {syntax: "v2", takes: (count) => count > 1, read},
  ];
}

const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const HOSTNAME = new RegExp(`^(\\*\\.)?${LABEL}(\\.${LABEL})*$`);

/** A text in which a letter stands for each variable. */
function withoutVariables(text: string): string {
  return text.replace(/\$\{[^{}]*\}/g, "x");
}

function hostOf(value: string): Conditions | string {
  const host = value.replace(/\$\{[^{}]*\}|[A-Z]/g, (part) => (part.length === 1 ? part.toLowerCase() : part));
  const known = withoutVariables(host);
  const isAddress = /^[\d.]+$/.test(known);
  if (!HOSTNAME.test(known) || isAddress || known.length > 253) return "is not a hostname that an HTTPRoute may have";
  return {...ANYTHING, host};
}

function pathOf(type: PathCondition["type"], value: string): Conditions | string {
  const known = withoutVariables(value);
  const [fault] = known.includes("%") ? ["can't contain `%`"] : routePathFaults(known);
  if (fault !== undefined) return `has a path that ${fault} in an HTTPRoute`;
  if (known.length > 1024) return "has a path that is too long for an HTTPRoute";
  return {...ANYTHING, path: {type, value}};
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];

function methodOf(value: string): Conditions | string {
  const method = value.toUpperCase();
  return METHODS.includes(method) ? {...ANYTHING, method} : "has a method that an HTTPRoute does not know";
}

const NAME = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]{1,256}$/;

function pairOf(where: "headers" | "query", name: string, value: string): Conditions | string {
  // Braces are a pattern for Traefik 2, and a variable for Flux; how other letters are sent is up to the client.
  const isPlain = /^[ -z|~]{1,1024}$/.test(value);
  if (!NAME.test(name) || !isPlain) {
    return `has a ${where === "query" ? "parameter" : "header"} that an HTTPRoute can't compare`;
  }
  const key = where === "headers" ? name.toLowerCase() : name;
  return {...ANYTHING, [where]: new Map([[key, {name, value}]])};
}

function headersOf(values: readonly string[]): readonly Conditions[] | string {
  return allAtOnce(values.flatMap((name, i) => (i % 2 === 0 ? [pairOf("headers", name, values[i + 1] ?? "")] : [])));
}

function queryOf([name = "", value]: readonly string[]): readonly Conditions[] | string {
  if (value === undefined) return "asks for a parameter without a value, which an HTTPRoute can't";
  return allAtOnce([pairOf("query", name, value)]);
}

function queryOfPairs(values: readonly string[]): readonly Conditions[] | string {
  const pairs = values.some((value) => value.includes("="))
    ? values.map((value) => [value.slice(0, Math.max(value.indexOf("="), 0)), value.slice(value.indexOf("=") + 1)])
    : values.flatMap((name, i) => (i % 2 === 0 ? [[name, values[i + 1] ?? ""]] : []));
  return allAtOnce(pairs.map(([name = "", value = ""]) => pairOf("query", name, value)));
}

function allAtOnce(parts: readonly (Conditions | string)[]): readonly Conditions[] | string {
  let all: Conditions = ANYTHING;
  for (const part of parts) {
    if (typeof part === "string") return part;
    const joined = joinedOf(all, part);
    if (joined === undefined || joined === "unclear") return "asks for one name twice";
    all = joined;
  }
  return [all];
}
