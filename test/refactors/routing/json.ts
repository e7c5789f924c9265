/** Plain values, as they come out of YAML. */
export type Json = null | boolean | number | string | readonly Json[] | JsonMap;
export type JsonMap = {readonly [key: string]: Json | undefined};

/** A value as a map; an empty one where it is none. */
export function mapOf(value: Json | undefined): JsonMap {
  return isMap(value) ? value : {};
}

/** Whether a value is a map. */
export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as a list; an empty one where it is none. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** The text of a scalar, as it would be printed; nothing for null. */
export function textOf(value: Json | undefined): string {
  return value === null || value === undefined || typeof value === "object" ? "" : String(value);
}

/** The value below some keys. */
export function at(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>((inner, key) => mapOf(inner)[key], value);
}

/** What Go templates and sprig take for empty: nothing, "", 0, false, and collections without items. */
export function isEmpty(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isMap(value)) return Object.keys(value).length === 0;
  return !value;
}

/** Defaults under values as Helm merges them: maps key by key, everything else is replaced. */
export function merge(defaults: JsonMap, values: JsonMap): JsonMap {
  const merged: Record<string, Json | undefined> = {...defaults};
  for (const [key, value] of Object.entries(values)) {
    const below = defaults[key];
    merged[key] = isMap(below) && isMap(value) ? merge(below, value) : value;
  }
  return merged;
}
