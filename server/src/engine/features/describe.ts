import type {Schemas} from "../ports.ts";
import {isDuration, patternInWords} from "../schema/patterns.ts";
import type {SchemaNode} from "../schema/schema.ts";
import {anyOf, quoted} from "../schema/words.ts";

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  array: "list",
  object: "map",
};

/** The type of a field in a few words: `text`, `list of maps`, `duration`. */
export function typeName(schemas: Schemas, schema: SchemaNode): string {
  const node = schemas.resolve(schema);
  if (isDuration(node)) return "duration";
  if (node.properties) return "map";
  if (node.items) return `list of ${plural(typeName(schemas, node.items))}`;
  if (typeof node.additionalProperties === "object") {
    return `map of ${plural(typeName(schemas, node.additionalProperties))}`;
  }
  const types = typeof node.type === "string" ? [node.type] : [...(node.type ?? [])];
  if (types.length === 0) return node.enum ? "text" : "any value";
  return anyOf(types.map((type) => TYPES[type] ?? type));
}

/** Everything the schema says about a field, as Markdown. */
export function describeField(schemas: Schemas, name: string, schema: SchemaNode, isRequired: boolean): string {
  const node = schemas.resolve(schema);
  const head = `**${name}**: ${typeName(schemas, node)}${isRequired ? ", required" : ""}`;
  return [head, descriptionOf(node), constraints(node)].filter((part) => part !== "").join("\n\n");
}

/** The description of a schema as Markdown. Upstream writes plain text, in which `<name>` is no HTML. */
export function descriptionOf({description}: SchemaNode): string {
  const parts = (description ?? "").trim().split(/(`[^`]*`)/);
  return parts.map((part, i) => (i % 2 === 1 ? part : part.replaceAll("<", "\\<"))).join("");
}

function constraints(node: SchemaNode): string {
  const {minimum, maximum} = node;
  const since = node["x-since"];
  const sentences = [
    node.deprecated && "Deprecated.",
    node.enum && node.enum.length > 1 && `Allowed: ${quoted(node.enum).join(", ")}.`,
    node.default !== undefined && `Default: \`${JSON.stringify(node.default).replace(/^"(.*)"$/, "$1")}\`.`,
    node.pattern !== undefined && !isDuration(node) && !node.enum && `Must be ${patternInWords(node.pattern)}.`,
    minimum !== undefined && maximum !== undefined && `From ${minimum} to ${maximum}.`,
    minimum !== undefined && maximum === undefined && `At least ${minimum}.`,
    minimum === undefined && maximum !== undefined && `At most ${maximum}.`,
    since !== undefined && `Since Flux ${since}.`,
  ];
  return sentences.filter((sentence) => typeof sentence === "string").join(" ");
}

function plural(type: string): string {
  return /^(text|map|list|number|duration|whole number)\b/.test(type) && !type.includes(" or ")
    ? type.replace(/^(text|map|list|number|duration|whole number)/, "$1s")
    : type === "any value"
      ? "any values"
      : `values (${type})`;
}
