import {HTTP_ROUTE} from "../../resources/gateway-api.ts";
import type {Field} from "../../yaml/field.ts";
import {select, stringOr} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

/** The filters that can replace a prefix. */
const FIELDS = ["requestRedirect", "urlRewrite"];

export default defineRule({
  id: "gateway/replace-prefix-without-prefix",
  summary: "A redirect or rewrite that replaces the prefix, in a rule that does not match exactly one prefix.",
  severity: "error",
  types: [HTTP_ROUTE],
  patches: true,

  *check({root}) {
    for (const rule of select(root, "spec.rules[]")) {
      const matched = otherThanOnePrefix(rule);
      if (matched === undefined) continue;
      for (const field of FIELDS) {
        const replacements = [rule, ...onlyBackend(rule, field)].flatMap((owner) => prefixReplacements(owner, field));
        for (const replacement of replacements) {
          yield {
            at: replacement.mark,
            message:
              "`replacePrefixMatch` needs a rule with exactly one match, of type `PathPrefix`, which tells the prefix; " +
              `this rule has ${matched}. The API server rejects the HTTPRoute.`,
          };
        }
      }
    }
  },
});

/** What a rule matches when it is not exactly one prefix; undefined when it is, or when that is not known. */
function otherThanOnePrefix(rule: Field): string | undefined {
  const matches = rule.get("matches");
  // Without `matches`, a rule matches the prefix `/`.
  if (!matches.isList) return undefined;
  const [only, second] = matches.items;
  if (!only) return "no match";
  if (second) return `${matches.items.length} matches`;
  const type = stringOr(only.at("path", "type"), "PathPrefix");
  const isKnown = only.isMap && !only.get("path").isUnknown && type !== undefined;
  return isKnown && type !== "PathPrefix" ? `a match of type \`${type}\`` : undefined;
}

/** The backend that replaces a prefix; the API server overlooks the mistake when there are several. */
function onlyBackend(rule: Field, field: string): Field[] {
  const backends = rule.get("backendRefs").items.filter((backend) => prefixReplacements(backend, field).length === 1);
  return backends.length === 1 ? backends : [];
}

function prefixReplacements(owner: Field, field: string): Field[] {
  return owner
    .get("filters")
    .items.map((filter) => filter.at(field, "path"))
    .filter((path) => path.get("type").string === "ReplacePrefixMatch")
    .map((path) => path.get("replacePrefixMatch"))
    .filter((replacement) => replacement.exists && !replacement.isUnknown);
}
