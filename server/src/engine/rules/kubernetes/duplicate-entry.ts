import {KEYED_LISTS, type KeyedList} from "../../resources/keyed-lists.ts";
import {removeItem} from "../../yaml/edit/item.ts";
import type {Field} from "../../yaml/field.ts";
import {select} from "../../yaml/select.ts";
import {plainValue} from "../../yaml/value.ts";
import {defineRule, type Report, type RuleContext} from "../rule.ts";

export default defineRule({
  id: "kubernetes/duplicate-entry",
  summary: "Two entries of a list with the same key, or the same value where each can be there once.",
  severity: "error",
  types: [...new Set(KEYED_LISTS.flatMap(({types}) => types))],

  *check(context) {
    const {resource, root, workspace} = context;
    // A merge patch, whatever it sets, makes kustomize merge the twins in all lists whose keys it knows: those of
    // built-in kinds, whose groups have no dot here.
    if (!resource.group.includes(".") && workspace.mayBeSetByPatch(resource, "/metadata")) return;
    for (const keyed of KEYED_LISTS) {
      if (!keyed.types.includes(resource.type)) continue;
      for (const list of select(root, keyed.list)) yield* duplicates(context, keyed, list);
    }
  },
});

function* duplicates({resource}: RuleContext, keyed: KeyedList, list: Field): Iterable<Report> {
  const {file} = resource.document;
  const seen = new Map<string, Field>();
  const shared = keyed.shares === undefined ? [] : (list.parent?.get(keyed.shares).items ?? []);
  for (const item of [...list.items, ...shared]) {
    const key = keyOf(item, keyed);
    if (key === undefined) continue;
    const first = seen.get(key);
    seen.set(key, first ?? item);
    if (!first) continue;
    const isTwin = JSON.stringify(plainValue(first).value) === JSON.stringify(plainValue(item).value);
    yield {
      at: (keyed.keys[0] === undefined ? item : item.get(keyed.keys[0])).mark,
      message: `\`${first.parent?.key}\` has an entry with ${key} already. It can be there once; when Flux applies the ${resource.kind}, the API server rejects it.`,
      related: [{file: file.path, span: first.mark, message: "The first entry"}],
      fixes: [
        isTwin && first.parent?.key === item.parent?.key
          ? {title: "Remove the second entry", safe: true, edits: removeItem(file, item)}
          : undefined,
      ],
    };
  }
}

/** What the API server takes as the identity of an entry, in words; undefined where that is not known. */
function keyOf(item: Field, {keys, defaults = {}}: KeyedList): string | undefined {
  if (keys.length === 0) return item.isUnknown || item.type !== "scalar" ? undefined : `\`${item.scalar}\``;
  const parts = keys.map((key) => {
    const field = item.get(key);
    if (field.isUnknown || field.isMap || field.isList) return undefined;
    const value = field.exists ? field.scalar : defaults[key];
    return value === undefined || value === "" ? undefined : `\`${key}: ${value}\``;
  });
  return parts.every((part) => part !== undefined) ? parts.join(" and ") : undefined;
}
