import {BACKEND_TLS_POLICY, ROUTES} from "../../resources/gateway-api.ts";
import type {Resource} from "../../resources/resource.ts";
import {removeItem} from "../../yaml/edit/item.ts";
import type {Field} from "../../yaml/field.ts";
import {select, stringOr} from "../../yaml/select.ts";
import {plainValue} from "../../yaml/value.ts";
import {defineRule, type Report} from "../rule.ts";

/** Lists of references, and which fields make two references one target, with their defaults. */
const LISTS = [
  {
    types: ROUTES,
    list: "spec.parentRefs",
    target: {group: "gateway.networking.k8s.io", kind: "Gateway", name: "", namespace: ""},
  },
  {types: [BACKEND_TLS_POLICY], list: "spec.targetRefs", target: {group: "", kind: "", name: ""}},
];

/** Of more references in one list the schema tells, and the API server looks no further. */
const MAX_REFERENCES = 32;

/** What tells references to one target apart. Only the CRDs of the experimental channel look at the port. */
const STANDARD = ["sectionName"];
const EXPERIMENTAL = ["sectionName", "port"];

export default defineRule({
  id: "gateway/ambiguous-reference",
  summary: "Two references to one parent or target that no `sectionName` tells apart.",
  severity: "error",
  types: LISTS.flatMap(({types}) => types),
  patches: true,

  *check({resource}) {
    for (const {types, list, target} of LISTS) {
      if (!types.includes(resource.type)) continue;
      const groups = new Map<string, Field[]>();
      for (const reference of select(resource.root, `${list}[]`)) {
        const key = targetOf(reference, target);
        if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), reference]);
      }
      for (const group of groups.values()) if (group.length <= MAX_REFERENCES) yield* ambiguity(resource, group);
    }
  },
});

/** What a reference points to, as one text; undefined where that is not known. */
function targetOf(reference: Field, defaults: Readonly<Record<string, string>>): string | undefined {
  const parts = Object.entries(defaults).map(([key, assumed]) => stringOr(reference.get(key), assumed));
  return reference.isMap && parts.every((part) => part !== undefined) ? JSON.stringify(parts) : undefined;
}

function* ambiguity(resource: Resource, group: readonly Field[]): Iterable<Report> {
  const experimental = firstPair(group, EXPERIMENTAL);
  // Alpha versions are there in the experimental channel alone.
  const standard = resource.version.includes("alpha") ? experimental : firstPair(group, STANDARD);
  const pair = standard ?? experimental;
  if (!pair) return;
  const [earlier, later] = pair;
  const {file} = resource.document;
  const isTwin = JSON.stringify(plainValue(earlier).value) === JSON.stringify(plainValue(later).value);
  const target = `${stringOr(later.get("kind"), "Gateway")} \`${later.get("name").string}\``;
  yield {
    at: later.markOfKey,
    message: isTwin
      ? `${target} is referenced twice in the same way; the API server rejects that.`
      : message(target, standard !== undefined, experimental !== undefined),
    ...((!standard || !experimental) && {severity: "warning"}),
    related: [{file: file.path, span: earlier.markOfKey, message: "The first reference to it"}],
    fixes: [isTwin ? {title: "Remove the second reference", safe: true, edits: removeItem(file, later)} : undefined],
  };
}

function firstPair(group: readonly Field[], keys: readonly string[]): [Field, Field] | undefined {
  for (const [i, later] of group.entries()) {
    const earlier = group.slice(0, i).find((other) => isAmbiguous(other, later, keys));
    if (earlier) return [earlier, later];
  }
  return undefined;
}

/** Either both have a key or none, and the keys they have must differ in one. */
function isAmbiguous(a: Field, b: Field, keys: readonly string[]): boolean {
  const pairs = keys.map((key) => [a.get(key), b.get(key)] as const);
  if (pairs.some(([one, other]) => one.exists !== other.exists)) return true;
  return pairs.every(([one, other]) => !one.isUnknown && !other.isUnknown && one.scalar === other.scalar);
}

function message(target: string, isStandard: boolean, isExperimental: boolean): string {
  if (!isExperimental) {
    return (
      `Only \`port\` tells this reference to ${target} from another, and only the experimental channel of the ` +
      "Gateway API allows that; with the standard channel the API server rejects it. Set a `sectionName` in each."
    );
  }
  if (!isStandard) {
    return (
      `Of the references to ${target} some have a \`port\` and some have none; with the experimental channel of the ` +
      "Gateway API the API server rejects that."
    );
  }
  return `Every reference to ${target} needs a \`sectionName\` of its own; the API server rejects them otherwise.`;
}
