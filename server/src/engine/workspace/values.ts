/** What stands at a path of a plain object; undefined where nothing does. */
export function valueAt(object: unknown, path: readonly (string | number)[]): unknown {
  let value = object;
  for (const step of path) {
    value = typeof value === "object" && value !== null ? (value as Record<string | number, unknown>)[step] : undefined;
  }
  return value;
}

/** The items of a list at a path of a plain object; none for anything else. */
export function itemsAt(object: unknown, path: readonly (string | number)[]): readonly unknown[] {
  const value = valueAt(object, path);
  return Array.isArray(value) ? value : [];
}
