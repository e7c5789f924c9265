import type {Field} from "./field.ts";

/**
 * The fields at a path such as `spec.rules[].filters[]`, where `[]` stands for every item of a list. Items that are
 * there are always found; a last key without `[]` is given whether the map has it or not.
 */
export function select(root: Field, path: string): Field[] {
  let fields = [root];
  for (const step of path.split(".")) {
    const key = step.replace(/\[\]$/, "");
    fields = fields.map((field) => field.get(key));
    if (key !== step) fields = fields.flatMap((field) => field.items);
  }
  return fields;
}

/** The text of a field, or what is assumed where it is left out; undefined where only the cluster knows. */
export function stringOr(field: Field, assumed: string): string | undefined {
  return field.exists ? field.string : assumed;
}

/** The number of a field, or what is assumed where it is left out; undefined where only the cluster knows. */
export function numberOr(field: Field, assumed: number): number | undefined {
  return field.exists ? field.number : assumed;
}
