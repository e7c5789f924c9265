import {Failure, fieldOf, groupVersionOf, isList, isMap, type PlainObject, textOf, withField} from "./plain.ts";

/** Where objects have a field that a transformer sets, as kustomize's configuration writes it. */
export interface FieldSpec {
  readonly path: string;
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  /** Whether the field and the maps around it are made where they are missing. */
  readonly create?: boolean;
}

/** How a transformer sets what stands at the end of a path, and what is made there when nothing does. */
export interface Setter {
  readonly creates?: "map" | "text";
  set(value: unknown): unknown;
}

/** Whether the objects of a type have the field at all. */
export function appliesTo(spec: FieldSpec, object: PlainObject): boolean {
  const {group, version} = groupVersionOf(object);
  return (
    (!spec.kind || spec.kind === textOf(fieldOf(object, "kind"))) &&
    (!spec.group || spec.group === group) &&
    (!spec.version || spec.version === version)
  );
}

/** The object with all fields set that the specs name. */
export function setFields(object: PlainObject, specs: readonly FieldSpec[], setter: Setter): PlainObject {
  let result = object;
  for (const spec of specs) {
    if (!appliesTo(spec, result)) continue;
    const changed = setAt(result, splitPath(spec.path), spec, setter);
    if (isMap(changed)) result = changed;
  }
  return result;
}

/** The parts of a path; a leading slash says nothing, and `\/` is a slash in a name. */
function splitPath(path: string): string[] {
  const parts = path.split("/");
  const named = parts.length > 1 && parts[0] === "" ? parts.slice(1) : parts;
  return named.reduce<string[]>((names, part) => {
    const last = names.at(-1);
    if (last?.endsWith("\\")) names[names.length - 1] = `${last.slice(0, -1)}/${part}`;
    else names.push(part);
    return names;
  }, []);
}

function setAt(value: unknown, path: readonly string[], spec: FieldSpec, setter: Setter): unknown {
  if (path.length === 0) return setter.set(value);
  if (value === null || value === undefined) return value;
  if (isList(value)) {
    const items = value.map((item) => setAt(item, path, spec, setter));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isMap(value)) throw new Failure(`a plain value stands where \`${spec.path}\` needs a map or a list`);
  return setInMap(value, path, spec, setter);
}

function setInMap(map: PlainObject, path: readonly string[], spec: FieldSpec, setter: Setter): unknown {
  const [part = "", ...rest] = path;
  const isSequence = part.endsWith("[]");
  const name = isSequence ? part.slice(0, -2) : part;
  // In a path of kyaml's, these would be the item of a list.
  if (name === "" || /^(?:[-+]?\d+|[-*]|\[.*\])$/.test(name)) throw new Failure(`\`${spec.path}\` names no field`);
  const creates = spec.create && setter.creates && !isSequence ? (rest.length > 0 ? "map" : setter.creates) : undefined;
  const exists = Object.hasOwn(map, name);
  if (!exists && !creates) return map;
  const found = exists ? map[name] : null;
  const value = found ?? (isSequence ? [] : creates === "map" ? {} : creates === "text" ? "" : null);
  return withField(map, name, setAt(value, rest, spec, setter));
}

/** Sets entries of the map that a path leads to, as kustomize sets labels and annotations. */
export function entrySetter(entries: Readonly<Record<string, string>>): Setter {
  return {
    creates: "map",
    set(value) {
      if (value === null) return value;
      if (!isMap(value)) throw new Failure("labels or annotations are not a map");
      return Object.entries(entries).reduce((map, [name, text]) => withField(map, name, text), value);
    },
  };
}

/** Sets the plain value that a path leads to. */
export function scalarSetter(set: (value: unknown) => unknown): Setter {
  return {
    creates: "text",
    set(value) {
      if (isMap(value) || isList(value)) throw new Failure("a map or a list stands where kustomize sets a plain value");
      return set(value);
    },
  };
}
