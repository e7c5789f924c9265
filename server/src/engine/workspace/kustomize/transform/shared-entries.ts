import {fieldOf, isList, isMap, type PlainObject, withField} from "./plain.ts";
import type {Step} from "./step.ts";

type Path = readonly string[];

/** Labels or annotations of one name that are a single value to kustomize. */
interface SharedEntry {
  readonly name: string;
  /** Paths of the maps that hold it; the items of lists by their indexes. */
  readonly holders: readonly Path[];
}

/**
 * Where a transformer adds a label in several places of an object, kustomize puts one and the same value there. A later
 * patch or transformer that overwrites it in one place overwrites it in all: a patch of `metadata.labels` in an overlay
 * changes the selector too, if the base got both from `commonLabels`. A JSON patch ends that, because it reads the
 * object anew.
 */
export class SharedEntries {
  static readonly none = new SharedEntries([]);
  readonly #entries: readonly SharedEntry[];

  private constructor(entries: readonly SharedEntry[]) {
    this.#entries = entries;
  }

  /** The object that a step leaves, and what is shared in it. */
  after(step: Step, before: PlainObject, after: PlainObject): {object: PlainObject; shared: SharedEntries} {
    if (step.type === "jsonPatch") return {object: after, shared: SharedEntries.none};
    const object = this.#entries.reduce((current, entry) => spread(entry, before, current), after);
    const kept = this.#entries.map((entry) => held(entry, object)).filter(({holders}) => holders.length > 1);
    const added = step.type === "labels" || step.type === "annotations" ? addedBy(step.pairs, before, after) : [];
    return {object, shared: new SharedEntries([...kept, ...added])};
  }
}

/** The entry in the places that still have it. */
function held({name, holders}: SharedEntry, object: PlainObject): SharedEntry {
  return {name, holders: holders.filter((path) => valueAt(object, path, name) !== undefined)};
}

/** Gives all places the value that one of them got; of several values, the one that is written last. */
function spread(entry: SharedEntry, before: PlainObject, after: PlainObject): PlainObject {
  const {name, holders} = held(entry, after);
  const written = holders.findLast((path) => valueAt(after, path, name) !== valueAt(before, path, name));
  if (!written) return after;
  const value = valueAt(after, written, name);
  return holders.reduce((object, path) => asMap(setAt(object, path, name, value), object), after);
}

function addedBy(pairs: Readonly<Record<string, string>>, before: PlainObject, after: PlainObject): SharedEntry[] {
  return Object.keys(pairs).flatMap((name) => {
    const holders = addedIn(before, after, name, []).sort(comparePaths);
    return holders.length > 1 ? [{name, holders}] : [];
  });
}

/** The paths of the maps that have an entry which they had not. */
function addedIn(before: unknown, after: unknown, name: string, path: Path): Path[] {
  if (before === after || typeof after !== "object" || after === null) return [];
  const own = isMap(after) && Object.hasOwn(after, name) && !hasEntry(before, name) ? [path] : [];
  const inner = Object.entries(after).filter(([key]) => own.length === 0 || key !== name);
  return [...own, ...inner.flatMap(([key, value]) => addedIn(childOf(before, key), value, name, [...path, key]))];
}

function hasEntry(value: unknown, name: string): boolean {
  return isMap(value) && Object.hasOwn(value, name);
}

function childOf(value: unknown, key: string): unknown {
  return isList(value) ? value[Number(key)] : fieldOf(value, key);
}

function valueAt(object: PlainObject, path: Path, name: string): unknown {
  const value = fieldOf(path.reduce<unknown>(childOf, object), name);
  return isMap(value) || isList(value) || value === null ? undefined : value;
}

function setAt(value: unknown, path: Path, name: string, written: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return isMap(value) ? withField(value, name, written) : value;
  const changed = setAt(childOf(value, key), rest, name, written);
  if (isList(value)) return value.with(Number(key), changed);
  return isMap(value) ? withField(value, key, changed) : value;
}

function asMap(value: unknown, otherwise: PlainObject): PlainObject {
  return isMap(value) ? value : otherwise;
}

/** Kustomize merges the fields of a map in the order of their names. */
function comparePaths(left: Path, right: Path): number {
  const index = left.findIndex((key, place) => key !== right[place]);
  if (index < 0) return left.length - right.length;
  return (left[index] ?? "") < (right[index] ?? "") ? -1 : 1;
}
