import {isOpenText} from "../../../resources/substitution.ts";
import {quoted} from "../../../schema/words.ts";
import type {DraftRule} from "../draft.ts";
import type {MiddlewareEffect} from "./effect.ts";

/** The fields of Traefik's `headers` that a route can do, and by which filter. */
const CUSTOM: Readonly<Record<string, readonly [type: string, field: string]>> = {
  customRequestHeaders: ["RequestHeaderModifier", "requestHeaderModifier"],
  customResponseHeaders: ["ResponseHeaderModifier", "responseHeaderModifier"],
};

/** The name of a header, as the Gateway API takes it. */
const NAME = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]{1,256}$/;
/** How many headers a filter can set, and how many it can remove. */
const LIMIT = 16;

/** Headers that Traefik sets or, where they are empty, removes. */
export function headersEffect(value: unknown, rule: DraftRule): MiddlewareEffect {
  const fields = Object.entries(Object(value) as Record<string, unknown>);
  if (fields.some(([field]) => field === "allowedHosts")) {
    return {action: "block", why: "guards access: it lets in requests for some hosts only (`allowedHosts`)"};
  }
  const others = fields.flatMap(([field]) => (CUSTOM[field] ? [] : [field]));
  if (others.length > 0) {
    return {action: "todo", why: `sets headers by ${quoted(others).join(", ")}, which a route does not`};
  }
  let filters = rule.filters;
  for (const [field, headers] of fields) {
    const next = withHeaders(filters, field, headers);
    if (!next) return {action: "todo", why: `sets headers (\`${field}\`) that can't be converted`};
    filters = next;
  }
  return {rules: [{...rule, filters}]};
}

function withHeaders(filters: readonly object[], field: string, headers: unknown): object[] | undefined {
  const [type = "", key = ""] = CUSTOM[field] ?? [];
  const entries = Object.entries(Object(headers) as Record<string, unknown>);
  // A rule has one filter of a type, and the host of a request is no header that it could set.
  const isFree = !filters.some((filter) => "type" in filter && filter.type === type);
  const areKnown = entries.every(
    ([name, text]) => NAME.test(name) && name.toLowerCase() !== "host" && typeof text === "string" && !isOpenText(text),
  );
  const areDistinct = new Set(entries.map(([name]) => name.toLowerCase())).size === entries.length;
  const set = entries.flatMap(([name, text]) => (text === "" ? [] : [{name, value: text}]));
  const remove = entries.flatMap(([name, text]) => (text === "" ? [name] : []));
  if (!isFree || !areKnown || !areDistinct || set.length > LIMIT || remove.length > LIMIT) return undefined;
  if (entries.length === 0) return [...filters];
  const modifier = {...(set.length > 0 && {set}), ...(remove.length > 0 && {remove})};
  return [...filters, {type, [key]: modifier}];
}
