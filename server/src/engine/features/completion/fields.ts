import {compareMinors} from "../../resources/flux-versions.ts";
import type {SchemaNode} from "../../schema/schema.ts";
import {scalarText} from "../../yaml/edit/scalar.ts";
import {describeField, typeName} from "../describe.ts";
import type {Place} from "../place.ts";
import type {CompletionContext} from "./context.ts";
import {type Completion, RANK} from "./item.ts";
import {escaped} from "./snippet.ts";

/** Fields of `metadata` that people write; the others the API server fills in. */
const WRITTEN_METADATA = new Set(["name", "namespace", "labels", "annotations"]);

/** The fields that the map at a place does not have yet; `excluded` are those that what it has rules out. */
export function fieldCompletions(
  context: CompletionContext,
  place: Place,
  node: SchemaNode,
  excluded: ReadonlySet<string> = new Set(),
): Completion[] {
  const missing = missingFields(context, place, node).filter(([key]) => !excluded.has(key));
  return missing.map(([key, schema]) => {
    const text = scalarText(key);
    return {
      ...describe(context, place, node, key, schema),
      label: key,
      snippet: place.isKeyed ? escaped(text) : entrySnippet(context, place, key, schema),
    };
  });
}

/** A new item of a list of maps: one with what is required, and one for every field it can begin with. */
export function itemCompletions(context: CompletionContext, place: Place, node: SchemaNode): Completion[] {
  const column = place.start + 2;
  const {required = []} = node;
  const whole: Completion[] =
    required.length > 1
      ? [
          {
            label: `- ${required.join(", ")}`,
            kind: "field",
            detail: "new item",
            span: context.span(place),
            snippet: `- ${context.writer().item(node, column)}`,
            rank: RANK.first,
          },
        ]
      : [];
  const single = missingFields(context, place, node).map(([key, schema]) => ({
    ...describe(context, place, node, key, schema),
    label: `- ${key}`,
    snippet: `- ${context.writer().entry(key, schema, column)}`,
  }));
  return [...whole, ...single];
}

function missingFields(
  {schemas, flux}: CompletionContext,
  {present, path}: Place,
  node: SchemaNode,
): [string, SchemaNode][] {
  return Object.entries(node.properties ?? {})
    .map(([key, schema]): [string, SchemaNode] => [key, schemas.resolve(schema)])
    .filter(([key, schema]) => {
      const since = schema["x-since"];
      const isTooNew = since !== undefined && compareMinors(since, flux) > 0;
      // The cluster writes the status.
      return !present.has(key) && !isTooNew && !(path.length === 0 && key === "status");
    });
}

function entrySnippet(context: CompletionContext, place: Place, key: string, schema: SchemaNode): string {
  if (place.position === "flowKey") return `${escaped(scalarText(key))}: ${context.writer().flow(schema)}`;
  return context.writer().entry(key, schema, place.start);
}

function describe(
  {schemas, span}: CompletionContext,
  place: Place,
  parent: SchemaNode,
  key: string,
  schema: SchemaNode,
): Omit<Completion, "label" | "snippet"> {
  const isRequired = parent.required?.includes(key) ?? false;
  const isRare = place.path.at(-1) === "metadata" && !WRITTEN_METADATA.has(key);
  const usual = isRequired ? RANK.required : isRare ? RANK.rare : RANK.usual;
  return {
    kind: "field",
    detail: typeName(schemas, schema) + (isRequired ? ", required" : ""),
    documentation: describeField(schemas, key, schema, isRequired),
    span: span(place),
    rank: schema.deprecated ? RANK.deprecated : usual,
    ...(schema.deprecated && {isDeprecated: true}),
  };
}
