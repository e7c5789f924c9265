import type {Field} from "./field.ts";

/** More items than any manifest has at one path. Lists of aliases to lists of aliases can stand for billions. */
const MAX_ITEMS = 10_000;

/**
 * The fields at a path such as `spec.rules[].filters[]`, where `[]` stands for every item of a list. Items that are
 * there are always found; a last key without `[]` is given whether the map has it or not. `get` finds a key in a map.
 */
export function select(root: Field, path: string, get = (map: Field, key: string): Field => map.get(key)): Field[] {
  let fields = [root];
  for (const step of path.split(".")) {
    const key = step.replace(/\[\]$/, "");
    fields = fields.map((field) => get(field, key));
    if (key !== step) fields = itemsOf(fields);
  }
  return fields;
}

function itemsOf(lists: readonly Field[]): Field[] {
  const found: Field[] = [];
  for (const list of lists) {
    for (const item of list.items) if (found.push(item) >= MAX_ITEMS) return found;
  }
  return found;
}

/** The text of a field, or what is assumed where it is left out; undefined where only the cluster knows. */
export function stringOr(field: Field, assumed: string): string | undefined {
  return field.exists ? field.string : assumed;
}

/** The number of a field, or what is assumed where it is left out; undefined where only the cluster knows. */
export function numberOr(field: Field, assumed: number): number | undefined {
  return field.exists ? field.number : assumed;
}
