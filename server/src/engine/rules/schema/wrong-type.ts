import {yamlVersionOf} from "../../schema/check.ts";
import {isDuration, isDurationFault} from "../../schema/patterns.ts";
import type {SchemaNode} from "../../schema/schema.ts";
import {judgeOf, mapInWords, severityOf, shorten, typeInWords, verdictOf} from "../../schema/words.ts";
import {unwrapList, wrapInList} from "../../yaml/edit/indent.ts";
import {quoteScalar, replaceScalar, unquoteScalar} from "../../yaml/edit/scalar.ts";
import type {Field} from "../../yaml/field.ts";
import {plainValue, yaml11Boolean} from "../../yaml/value.ts";
import {defineRule, type ProposedFix, type RuleContext} from "../rule.ts";

/** A key, a colon and a value without the space that makes them an entry of a map. */
const GLUED = /^([A-Za-z][\w.-]*):(?=[^\s/])/;

/** Kustomize makes a text of every annotation of an object, so Flux applies what kubectl refuses. */
const ANNOTATION = /^\/metadata\/annotations\/[^/]+$/;

export default defineRule({
  id: "schema/wrong-type",
  summary: "A value of another type than the field has.",
  severity: "error",
  patches: true,

  *check(context) {
    const {resource} = context;
    for (const problem of context.schemaProblems) {
      const {keyword, params, field, pointer, schema} = problem;
      if (keyword !== "type" || (field.type === "scalar" && isDurationFault(problem))) continue;
      const types = [schema?.type ?? (params.type as SchemaNode["type"]) ?? []].flat();
      const isAnnotation = ANNOTATION.test(pointer) && judgeOf(resource) === "the API server";
      const outcome = isAnnotation ? annotationOutcome(field) : verdictOf(resource, problem);
      yield {
        at: field.mark,
        message: `\`${field.name || resource.kind}\` must be ${wanted(types, schema)}${mistake(context, field, types)}; ${outcome}.`,
        ...(isAnnotation ? {severity: "warning"} : severityOf(problem)),
        fixes: fixes(context, field, schema, types),
      };
    }
  },
});

function wanted(types: readonly string[], schema: SchemaNode | undefined): string {
  if (isDuration(schema)) return "a duration, as `1h30m`";
  return types.length === 1 && types[0] === "object" ? mapInWords(schema) : typeInWords(types);
}

/** What stands there instead, and why it is read as that when it does not look like it. */
function mistake({resource}: RuleContext, field: Field, types: readonly string[]): string {
  if (field.type === "map") return ", not a map";
  if (field.type === "list") return ", not a list";
  if (field.type !== "scalar") return ", not empty";
  const {value} = plainValue(field, yamlVersionOf(resource));
  const text = `\`${shorten(field.style === "block" ? "|" : field.written)}\``;
  if (typeof value === "boolean" && typeof field.scalar === "string")
    return `, but kustomize reads ${text} as ${value}`;
  if (typeof value !== "string") {
    const type = typeof value === "boolean" ? "boolean" : "number";
    return types.includes("string") ? `, but ${text} without quotes is a ${type}` : `, not the ${type} ${text}`;
  }
  if (field.style === "block") return ", not a text";
  if (types.includes("object") && GLUED.test(value)) {
    return `, but ${text} without a space behind its colon is a text`;
  }
  if (types.includes("boolean") && yaml11Boolean(field) !== undefined) return `, but Flux reads ${text} as a text`;
  if (field.style === "quoted" && unquoted(field, types) !== undefined) return `, but ${text} in quotes is a text`;
  return value === "" ? ", not an empty text" : `, not the text \`${shorten(value)}\``;
}

function annotationOutcome(field: Field): string {
  return `Flux makes ${field.type === "scalar" ? "a text of it" : "an empty text of it"}, kubectl refuses the object`;
}

function fixes(
  {resource}: RuleContext,
  field: Field,
  schema: SchemaNode | undefined,
  types: readonly string[],
): (ProposedFix | undefined)[] {
  const {file} = resource.document;
  if (field.type === "list") {
    return types.includes("object") ? [{title: "Take the dash off the only item", edits: unwrapList(file, field)}] : [];
  }
  if (types.includes("array")) {
    const isItem = schema?.items?.type === undefined || schema.items.type === jsonType(field);
    return isItem ? [{title: "Make it the first item of a list", edits: wrapInList(file, field)}] : [];
  }
  if (field.type !== "scalar") return [];
  return [separated(field, schema, types) ?? asBoolean(field, types) ?? requoted(field, schema, types)];
}

function jsonType(field: Field): string {
  return field.type === "map" ? "object" : typeof field.scalar;
}

/** Puts the missing space behind the colon of a key that the map has. */
function separated(field: Field, schema: SchemaNode | undefined, types: readonly string[]): ProposedFix | undefined {
  const key = typeof field.scalar === "string" ? GLUED.exec(field.scalar)?.[1] : undefined;
  if (!key || field.style !== "plain" || !types.includes("object") || !schema?.properties?.[key]) return undefined;
  const at = field.span.start + key.length + 1;
  return {title: "Put a space behind the colon", edits: [{span: {start: at, end: at}, newText: " "}]};
}

function asBoolean(field: Field, types: readonly string[]): ProposedFix | undefined {
  const meant = types.includes("boolean") ? yaml11Boolean(field) : undefined;
  if (meant === undefined) return undefined;
  return {title: `Write \`${meant}\``, safe: true, edits: replaceScalar(field, meant)};
}

/** Quotes make a text of anything, and their absence a number or a boolean of what looks like one. */
function requoted(field: Field, schema: SchemaNode | undefined, types: readonly string[]): ProposedFix | undefined {
  if (types.includes("string")) {
    if (!isAllowed(schema, field.written)) return undefined;
    return {title: `Quote: \`"${field.written}"\``, safe: true, edits: quoteScalar(field)};
  }
  const plain = unquoted(field, types);
  return plain === undefined
    ? undefined
    : {title: `Remove the quotes: \`${plain}\``, safe: true, edits: unquoteScalar(field)};
}

/** What a text is without its quotes, if that has one of the types. */
function unquoted(field: Field, types: readonly string[]): string | undefined {
  const {scalar} = field;
  if (typeof scalar !== "string" || field.style !== "quoted") return undefined;
  if (types.includes("boolean") && /^(?:true|false)$/.test(scalar)) return scalar;
  if (types.includes("integer") && /^-?(?:0|[1-9]\d*)$/.test(scalar)) return scalar;
  return types.includes("number") && /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(scalar) ? scalar : undefined;
}

function isAllowed(schema: SchemaNode | undefined, text: string): boolean {
  if (schema?.enum && !schema.enum.includes(text)) return false;
  return schema?.pattern === undefined || new RegExp(schema.pattern, "u").test(text);
}
