/** A JSON object. It is never changed; what a step returns shares the parts that stayed the same. */
export type PlainObject = {readonly [key: string]: unknown};

/** What kustomize would fail with; ends a step. */
export class Failure extends Error {}

/** Whether a value is a map. */
export function isMap(value: unknown): value is PlainObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is a list; unlike `Array.isArray`, it leaves the items unknown. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** A field of a map, and of nothing else: not of a list, not what JavaScript's objects inherit. */
export function fieldOf(value: unknown, name: string): unknown {
  return isMap(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The value at the end of a path of field names. */
export function lookUp(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce(fieldOf, value);
}

/** The map with one field set, or the map itself where the field has that value. */
export function withField(map: PlainObject, name: string, value: unknown): PlainObject {
  return Object.hasOwn(map, name) && map[name] === value ? map : {...map, [name]: value};
}

/** The map without one field, or the map itself where it has none of that name. */
export function withoutField(map: PlainObject, name: string): PlainObject {
  if (!Object.hasOwn(map, name)) return map;
  const {[name]: _, ...rest} = map;
  return rest;
}

/** How a scalar is written: kustomize compares values by that, so that `80` equals `"80"`. Lists and maps have none. */
export function textOf(value: unknown): string {
  return value === undefined || (typeof value === "object" && value !== null) ? "" : String(value);
}

/** A field of the metadata when it is a known text. */
export function metadataText(object: PlainObject, name: string): string {
  const value = lookUp(object, "metadata", name);
  return value === null ? "" : textOf(value);
}

/** The group and version of an `apiVersion`. */
export function groupVersionOf(object: PlainObject): {readonly group: string; readonly version: string} {
  const apiVersion = textOf(fieldOf(object, "apiVersion"));
  const slash = apiVersion.indexOf("/");
  return {group: slash < 0 ? "" : apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1)};
}
