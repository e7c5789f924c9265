import {Failure, fieldOf, isList, isMap, type PlainObject, textOf, withField, withoutField} from "./plain.ts";

/**
 * Applies the operations of a JSON 6902 patch as the Go library `evanphx/json-patch` v4 does, which is more lenient
 * than the RFC: `replace` and `copy` don't mind that a field of a map is missing, and indexes may count from the end.
 */
export function jsonPatch(object: PlainObject, operations: readonly unknown[]): PlainObject {
  let document: unknown = object;
  for (const operation of operations) document = apply(document, operation);
  if (!isMap(document)) throw new Failure("a JSON patch leaves something that is not an object");
  return document;
}

function apply(document: unknown, operation: unknown): unknown {
  const op = fieldOf(operation, "op");
  const value = fieldOf(operation, "value");
  switch (op) {
    case "add":
      return changeAt(document, pathOf(operation, "path"), (container, key) => add(container, key, value ?? null));
    case "remove":
      return changeAt(document, pathOf(operation, "path"), remove);
    case "replace":
      return replace(document, pathOf(operation, "path"), value ?? null);
    case "move": {
      const from = pathOf(operation, "from");
      const moved = valueAt(document, from);
      const rest = changeAt(document, from, remove);
      return changeAt(rest, pathOf(operation, "path"), (container, key) => add(container, key, moved));
    }
    case "copy": {
      const copied = valueAt(document, pathOf(operation, "from"));
      return changeAt(document, pathOf(operation, "path"), (container, key) => add(container, key, copied));
    }
    case "test":
      test(document, pathOf(operation, "path"), value);
      return document;
    default:
      throw new Failure(`a JSON patch has the unknown operation \`${textOf(op)}\``);
  }
}

/** A JSON pointer, and what stands before its first slash is nothing to the library. */
interface Path {
  readonly text: string;
  readonly keys: readonly string[];
}

function pathOf(operation: unknown, name: "path" | "from"): Path {
  const text = fieldOf(operation, name);
  if (typeof text !== "string") throw new Failure(`an operation of a JSON patch has no \`${name}\``);
  const keys = text.split("/").slice(1);
  return {text, keys: keys.map((key) => key.replace(/~[01]/g, (code) => (code === "~1" ? "/" : "~")))};
}

type Container = PlainObject | readonly unknown[];

/** The document with the map or list changed that the path's last key stands in. */
function changeAt(document: unknown, path: Path, change: (container: Container, key: string) => Container): unknown {
  const step = (value: unknown, index: number): Container => {
    const key = path.keys[index];
    if (key === undefined || !(isMap(value) || isList(value))) throw missing(path);
    if (index === path.keys.length - 1) return change(value, key);
    const next = step(get(value, key, path), index + 1);
    return isList(value) ? value.with(indexOf(value, key, path), next) : withField(value, key, next);
  };
  return step(document, 0);
}

/** What stands at a path; null where the last key of a map is missing. */
function valueAt(document: unknown, path: Path): unknown {
  if (path.keys.length === 0) throw missing(path);
  return path.keys.reduce((value, key) => {
    if (!(isMap(value) || isList(value))) throw missing(path);
    return get(value, key, path);
  }, document);
}

function get(container: Container, key: string, path: Path): unknown {
  return isList(container) ? container[indexOf(container, key, path)] : (fieldOf(container, key) ?? null);
}

function add(container: Container, key: string, value: unknown): Container {
  if (!isList(container)) return withField(container, key, value);
  if (key === "-") return [...container, value];
  const index = number(key);
  const place = index < 0 ? index + container.length + 1 : index;
  if (place < 0 || place > container.length) throw new Failure(`a JSON patch has the index \`${key}\` beyond its list`);
  return [...container.slice(0, place), value, ...container.slice(place)];
}

function remove(container: Container, key: string): Container {
  if (isList(container)) {
    const index = indexOf(container, key, {text: key, keys: [key]});
    return container.filter((_, place) => place !== index);
  }
  if (!Object.hasOwn(container, key)) throw new Failure(`a JSON patch removes \`${key}\`, which is not there`);
  return withoutField(container, key);
}

function replace(document: unknown, path: Path, value: unknown): unknown {
  if (path.text === "") {
    if (isMap(value) || isList(value)) return value;
    throw new Failure("a JSON patch replaces the whole object with a plain value");
  }
  return changeAt(document, path, (container, key) =>
    isList(container) ? container.with(indexOf(container, key, path), value) : withField(container, key, value),
  );
}

function test(document: unknown, path: Path, value: unknown): void {
  const found = path.text === "" ? document : valueAt(document, path);
  const isEqual = found === null ? value === null || value === undefined : equal(found, value);
  if (!isEqual) throw new Failure(`a JSON patch's test of \`${path.text}\` fails`);
}

function equal(left: unknown, right: unknown): boolean {
  if (isMap(left)) {
    const names = Object.keys(left);
    return (
      isMap(right) &&
      names.length === Object.keys(right).length &&
      names.every((name) => Object.hasOwn(right, name) && equal(left[name], right[name]))
    );
  }
  if (!isList(left)) return left === right;
  if (!isList(right) || left.length !== right.length) return false;
  return left.every((item, index) => {
    // The library follows a null pointer there.
    if (item === null || right[index] === null) throw new Failure("a JSON patch tests a list that holds null");
    return equal(item, right[index]);
  });
}

/** An index as Go reads numbers. */
function number(key: string): number {
  if (!/^[-+]?\d+$/.test(key)) throw new Failure(`a JSON patch has \`${key}\` for an index`);
  return Number(key);
}

function indexOf(list: readonly unknown[], key: string, path: Path): number {
  const index = number(key);
  const place = index < 0 ? index + list.length : index;
  if (place < 0 || place >= list.length) throw missing(path);
  return place;
}

function missing(path: Path): Failure {
  return new Failure(`a JSON patch has the path \`${path.text}\`, which is not there`);
}
