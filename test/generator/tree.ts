import {type Json, Verbatim} from "./sample.ts";
import {type FullSchema, resolve} from "./schema.ts";

export type Path = readonly (string | number)[];

/** A value in a document and the schema that holds for it. */
export interface Place {
  readonly path: Path;
  readonly schema: FullSchema;
  readonly value: Json;
}

/** A path as a JSON pointer. */
export function pointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Every value of a document that its schema says something about, parents first. */
export function places(value: Json, schema: FullSchema, path: Path = []): Place[] {
  const node = resolve(schema);
  const here = {path, schema: node, value};
  if (isMap(value)) {
    return [
      here,
      ...Object.entries(value).flatMap(([key, child]) => {
        const childSchema = schemaOf(node, key);
        return childSchema ? places(child, childSchema, [...path, key]) : [];
      }),
    ];
  }
  const {items} = node;
  if (Array.isArray(value) && items) return [here, ...value.flatMap((item, i) => places(item, items, [...path, i]))];
  return [here];
}

/** The schema of an entry of a map. */
export function schemaOf(node: FullSchema, key: string): FullSchema | undefined {
  const {properties, additionalProperties} = node;
  if (properties && Object.hasOwn(properties, key)) return properties[key];
  return typeof additionalProperties === "object" ? additionalProperties : undefined;
}

/** Whether a value is a map. */
export function isMap(value: Json | undefined): value is {[key: string]: Json} {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Verbatim);
}

/** The document with another value at a path; `undefined` takes away what is there. */
export function withValue(root: Json, [step, ...rest]: Path, value: Json | undefined): Json {
  if (step === undefined) return value ?? null;
  if (Array.isArray(root)) {
    return root.flatMap((item, i) => {
      if (i !== step) return [item];
      return rest.length === 0 && value === undefined ? [] : [withValue(item, rest, value)];
    });
  }
  if (!isMap(root)) throw new TypeError(`there is no ${step} to change`);
  const {[step]: old, ...others} = root;
  if (rest.length === 0 && value === undefined) return others;
  const changed = withValue(old ?? {}, rest, value);
  return Object.hasOwn(root, step)
    ? Object.fromEntries(Object.entries(root).map(([key, child]) => [key, key === String(step) ? changed : child]))
    : {...root, [step]: changed};
}
