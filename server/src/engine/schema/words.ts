import {closest, distance} from "fastest-levenshtein";
import type {Resource} from "../resources/resource.ts";
import type {SchemaNode} from "./schema.ts";

const TYPES: Readonly<Record<string, string>> = {
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
  null: "empty",
};

/** What a schema wants, in words: "a whole number or a text". */
export function typeInWords(type: SchemaNode["type"]): string {
  const types = typeof type === "string" ? [type] : [...(type ?? [])];
  return anyOf(types.map((name) => TYPES[name] ?? name));
}

/** What a map of this schema is, in words: what it can't do without is named. */
export function mapInWords(schema: SchemaNode | undefined): string {
  const needed = schema?.required ?? [];
  return needed.length === 0 || needed.length > 3 ? "a map" : `a map with ${allOf(quoted(needed))}`;
}

/** A text cut to what fits into a sentence. */
export function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

/** `a`, `a and b`, `a, b and c`. */
export function allOf(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** `a`, `a or b`, `a, b or c`. */
export function anyOf(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** Code marks around each. */
export function quoted(words: readonly unknown[]): string[] {
  return words.map((word) => `\`${word}\``);
}

/** The candidate that a misspelt word most likely was meant to be; undefined when none is near. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  const others = candidates.filter((candidate) => candidate !== word);
  const sameLetters = others.find((candidate) => candidate.toLowerCase() === word.toLowerCase());
  if (sameLetters) return sameLetters;
  if (others.length === 0) return undefined;
  const near = closest(word, others);
  // One slip in four letters is a slip; more is another word.
  return distance(word.toLowerCase(), near.toLowerCase()) <= Math.max(1, Math.floor(word.length / 4))
    ? near
    : undefined;
}

/** Who would refuse a document of this kind, as the subject of a sentence. */
export function judgeOf(resource: Resource, problem?: {readonly isExternal: boolean}): string {
  if (resource.type === "config") return "Flux Workbench";
  if (problem?.isExternal) return "the schema that the document names";
  return resource.group === "kustomize.config.k8s.io" ? "kustomize" : "the API server";
}

/** What becomes of a value or field that is wrong, as the end of a sentence. */
export function verdictOf(resource: Resource, problem?: {readonly isExternal: boolean}): string {
  return `${judgeOf(resource, problem)} ${resource.type === "config" ? "ignores" : "rejects"} it`;
}

/** Nobody knows whether the cluster agrees with a schema that a document names itself. */
export function severityOf(problem: {readonly isExternal: boolean}): {readonly severity?: "warning"} {
  return problem.isExternal ? {severity: "warning"} : {};
}

/** What to call a resource's kind in a sentence. */
export function kindInWords(resource: Resource): string {
  return resource.type === "config" ? ".flux-workbench.yaml" : resource.kind;
}
