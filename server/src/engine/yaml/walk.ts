import type {Field} from "./field.ts";

/** A field and everything written below it, in text order. What an alias stands for is met where it is written. */
export function* walk(root: Field): Iterable<Field> {
  const pending = [root];
  for (let field = pending.pop(); field; field = pending.pop()) {
    yield field;
    if (field.isAlias) continue;
    const parts = [...field.entries, ...field.merges, ...field.items];
    for (let i = parts.length - 1; i >= 0; i--) pending.push(parts[i] as Field);
  }
}
