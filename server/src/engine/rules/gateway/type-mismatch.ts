import {
  BACKEND_TLS_POLICY,
  FILTERS,
  GRPC_FILTER_FIELDS,
  GRPC_ROUTE,
  HTTP_FILTER_FIELDS,
  HTTP_ROUTE,
} from "../../resources/gateway-api.ts";
import {fieldPointer} from "../../schema/check.ts";
import {quoted} from "../../schema/words.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import type {Field} from "../../yaml/field.ts";
import {select} from "../../yaml/select.ts";
import {defineRule, type Report, type RuleContext} from "../rule.ts";

/** A map in which one field says which other field is there. */
interface Choice {
  readonly types: readonly string[];
  readonly at: readonly string[];
  /** What to call the map. */
  readonly name: string;
  readonly selector: string;
  /** The field for each value of the selector. */
  readonly fields: Readonly<Record<string, string>>;
}

const CHOICES: readonly Choice[] = [
  {types: [HTTP_ROUTE], at: FILTERS, name: "filter", selector: "type", fields: HTTP_FILTER_FIELDS},
  {types: [GRPC_ROUTE], at: FILTERS, name: "filter", selector: "type", fields: GRPC_FILTER_FIELDS},
  {
    types: [HTTP_ROUTE],
    at: FILTERS.flatMap((filter) => [`${filter}.requestRedirect.path`, `${filter}.urlRewrite.path`]),
    name: "path",
    selector: "type",
    fields: {ReplaceFullPath: "replaceFullPath", ReplacePrefixMatch: "replacePrefixMatch"},
  },
  {
    types: [HTTP_ROUTE],
    at: FILTERS.map((filter) => `${filter}.externalAuth`),
    name: "authorization",
    selector: "protocol",
    fields: {HTTP: "http", GRPC: "grpc"},
  },
  {
    types: [BACKEND_TLS_POLICY],
    at: ["spec.validation.subjectAltNames[]"],
    name: "subject name",
    selector: "type",
    fields: {Hostname: "hostname", URI: "uri"},
  },
];

export default defineRule({
  id: "gateway/type-mismatch",
  summary: "A `type` that does not fit the field beside it.",
  severity: "error",
  judgesWhole: true,
  supersedes: ["schema/empty-field"],
  types: [HTTP_ROUTE, GRPC_ROUTE, BACKEND_TLS_POLICY],
  patches: true,

  *check(context) {
    for (const choice of CHOICES) {
      if (!choice.types.includes(context.resource.type)) continue;
      for (const map of choice.at.flatMap((path) => select(context.root, path))) yield* mismatch(context, choice, map);
    }
  },
});

function* mismatch({resource, workspace}: RuleContext, choice: Choice, map: Field): Iterable<Report> {
  const {name, selector, fields} = choice;
  const chosen = map.get(selector);
  const wanted = Object.hasOwn(fields, chosen.string ?? "") ? fields[chosen.string ?? ""] : undefined;
  if (wanted === undefined) return;
  // What a `${VAR}` leaves behind may be nothing at all.
  const others = Object.values(fields)
    .map((key) => map.get(key))
    .filter((other) => other.key !== wanted && other.exists && !other.isUnknown);
  const [other, ...more] = others;
  if (map.get(wanted).exists) {
    for (const extra of others) {
      yield {
        at: extra.keySpan ?? extra.mark,
        message: `A ${name} with \`${selector}: ${chosen.string}\` can't have \`${extra.key}\`; the API server rejects the ${resource.kind}.`,
        fixes: [{title: `Remove \`${extra.key}\``, edits: removeField(resource.document.file, extra)}],
      };
    }
  } else if (!workspace.mayBeSetByPatch(resource, fieldPointer(map.get(wanted)))) {
    const fitting = Object.keys(fields).find((value) => fields[value] === other?.key);
    const has = other ? ` and has ${quoted(others.map(({key}) => key)).join(" and ")} instead` : "";
    yield {
      at: chosen.mark,
      covers: [map.get(wanted).mark],
      message: `A ${name} with \`${selector}: ${chosen.string}\` needs \`${wanted}\`${has}; the API server rejects the ${resource.kind}.`,
      fixes: [
        fitting && more.length === 0
          ? {title: `Set \`${selector}\` to \`${fitting}\``, edits: replaceScalar(chosen, fitting)}
          : undefined,
      ],
    };
  }
}
