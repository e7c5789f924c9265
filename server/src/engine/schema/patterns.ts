import type {SchemaNode} from "./schema.ts";

/** Flux's durations; sources' timeouts do not take hours. */
export const DURATION = "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$";
export const DURATION_WITHOUT_HOURS = "^([0-9]+(\\.[0-9]+)?(ms|s|m))+$";

/** Whether a schema is that of one of Flux's durations. */
export function isDuration(schema: SchemaNode | undefined): boolean {
  return schema?.pattern === DURATION || schema?.pattern === DURATION_WITHOUT_HOURS;
}

/** Whether a fault is about one of Flux's durations, as opposed to something of that form in another's schema. */
export function isDurationFault(problem: {
  readonly schema: SchemaNode | undefined;
  readonly isExternal: boolean;
}): boolean {
  return !problem.isExternal && isDuration(problem.schema);
}

const NAME = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

/** What the patterns of our schemas ask for, in words that complete "must be …". */
const PATTERNS: ReadonlyMap<string, string> = new Map([
  ["^oci://.*$", "an address that starts with `oci://`"],
  ["^(http|https)://.*$", "an address that starts with `http://` or `https://`"],
  ["^(http|https|ssh)://.*$", "an address that starts with `http://`, `https://` or `ssh://`"],
  ["^(http|https|oci)://.*$", "an address that starts with `http://`, `https://` or `oci://`"],
  ["^((http|https|oci)://.*){0,1}$", "an address that starts with `http://`, `https://` or `oci://`"],
  ["^https?://", "an address that starts with `http://` or `https://`"],
  [`^${NAME}$`, "a name of lower-case letters, digits and `-`, as `my-app-1`"],
  [`^${NAME}(\\.${NAME})*$`, "a name of lower-case letters, digits, `-` and `.`, as `my-app.example`"],
  [`^$|^${NAME}(\\.${NAME})*$`, "an API group, as `gateway.networking.k8s.io`, or empty for the core group"],
  [`^(\\*\\.)?${NAME}(\\.${NAME})*$`, "a host name in lower case, as `app.example.com` or `*.example.com`"],
  ["^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$", "a kind, as `Service`"],
  ["^[\\-._a-zA-Z0-9]+$", "a key of letters, digits, `-`, `_` and `.`"],
  ["^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", "a name of lower-case letters, digits and `-`, as `my-app-1`"],
  ["^[a-z0-9]([a-z0-9_-]*[a-z0-9])?$", "an alias of lower-case letters, digits, `-` and `_`, as `my-app`"],
  ["^@([a-z0-9]([a-z0-9_-]*[a-z0-9])?)$", "the alias of a source behind an `@`, as `@my-app`"],
  [
    "^@([a-z0-9]([a-z0-9_-]*[a-z0-9])?)/(.*)$",
    "the alias of a source behind an `@` and a path, as `@my-app/charts/**`",
  ],
  ["^@(artifact)/(.*)$", "a path in the artifact, as `@artifact/`"],
  [
    "^([a-zA-Z0-9_\\-.\\\\\\/]|\\[[0-9]{1,5}\\])+$",
    "a path of keys separated by dots, with `[0]` for list positions, as `ingress.hosts[0]`",
  ],
  ["^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$", "the name of a header, without spaces or colons"],
  ["^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$", "a label's value: letters, digits, `-`, `_` and `.`"],
  ["^v?[0-9]+\\.[0-9]+(\\.[0-9]+)?$", 'a version such as `"2.9"`'],
  ["^([0-9]{1,5}(h|m|s|ms)){1,4}$", "a duration of at most four parts without fractions, as `1h30m`"],
]);

/** What a pattern asks for, in words; the pattern itself where there are none. */
export function patternInWords(pattern: string): string {
  return PATTERNS.get(pattern) ?? `of the form \`${pattern}\``;
}
