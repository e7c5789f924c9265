import {isNothing, type Node, type NodeList, nodeText} from "./node.ts";
import {Failure} from "./plain.ts";

/** The texts of an item's merge keys, "" for one it has not; a plain item has its own text for the key "". */
type Values = readonly string[];

/** The key values of all items of the lists, each once, in the order in which the merged list has them. */
export function keyValues(lists: readonly NodeList[], keys: readonly string[]): Values[] {
  const found = new Map<string, Values>();
  for (const item of lists.flat()) {
    const values = keys.map((key) => keyText(item, key));
    const id = JSON.stringify(values);
    if (!found.has(id)) found.set(id, values);
  }
  return [...found.values()];
}

function keyText(item: Node, key: string): string {
  if (key === "") return nodeText(item);
  const value = item instanceof Map ? item.get(key) : undefined;
  return isNothing(value) ? "" : nodeText(value);
}

/** With several keys, items that agree in one and contradict each other in none are the same item. */
export function mergedKeyValues(tuples: Values[], keys: readonly string[]): Values[] {
  if (keys.length < 2) return tuples;
  const merged = [...tuples];
  // The first tuple of a round stays what it was when the round began; the second is read as earlier rounds left it.
  for (let first = 0; first < merged.length; first++) {
    const mine = merged[first] ?? [];
    for (let second = 0; second < merged.length; second++) {
      const both = agreed(mine, merged[second] ?? []);
      if (both) {
        merged[first] = both;
        merged[second] = both;
      }
    }
  }
  return merged;
}

function agreed(mine: Values, others: Values): Values | undefined {
  const contradict = mine.some((value, index) => value !== others[index] && value !== "" && others[index] !== "");
  if (contradict || !mine.some((value, index) => value === others[index])) return undefined;
  return mine.map((value, index) => value || (others[index] ?? ""));
}

/** The keys that any item has; all keys where none has one. */
export function validKeys(tuples: readonly Values[], keys: readonly string[]): readonly string[] {
  const used = keys.filter((_, index) => tuples.some((values) => (values[index] ?? "") !== ""));
  return used.length > 0 ? used : keys;
}

/** The first item whose keys have these values; keys without a value don't count unless none has one. */
export function find(list: NodeList | undefined, keys: readonly string[], values: Values): Node | undefined {
  if (keys[0] === "") return list?.find((item) => nodeText(item) === values[0]);
  const wanted = keys.map((key, index) => ({key, value: values[index] ?? ""}));
  const known = wanted.filter(({value}) => value !== "");
  const asked = known.length > 0 ? known : wanted;
  return list?.find((item) => item instanceof Map && asked.every(({key, value}) => holds(item, key, value)));
}

function holds(item: ReadonlyMap<string, Node>, key: string, text: string): boolean {
  return item.has(key) && nodeText(item.get(key)) === text;
}

/** Takes out the items with these key values, and those that are empty. */
export function removeElement(list: NodeList, keys: readonly string[], values: Values): void {
  setElement(list, undefined, keys, values);
}

/** Puts an item in the place of those with the same key values, or at the end. */
export function addElement(list: NodeList, element: Node, keys: readonly string[], values: Values): void {
  setElement(list, element, keys, values);
}

function setElement(list: NodeList, element: Node | undefined, keys: readonly string[], values: Values): void {
  let isPlaced = false;
  const kept = list.flatMap((item) => {
    if (isNothing(item) || (item instanceof Map && item.size === 0)) return [];
    if (!(item instanceof Map) && (keys[0] ?? "") !== "" && (values[0] ?? "") !== "") return [item];
    if (!matches(item, keys, values)) return values.length > 0 ? [item] : [];
    isPlaced = true;
    return element === undefined ? [] : [element];
  });
  list.splice(0, list.length, ...kept);
  if (!isNothing(element) && !isPlaced) list.push(element);
}

/** A value "" matches any value of a field, and a key that has no value any more what the one before it found. */
function matches(item: Node, keys: readonly string[], values: Values): boolean {
  return keys.slice(0, Math.max(values.length, 1)).every((key, index) => {
    const value = values[index];
    if (value === undefined) return false;
    if (key === "") {
      if (item instanceof Map || Array.isArray(item)) throw new Failure("a list of plain values holds another value");
      return nodeText(item) === value;
    }
    if (!(item instanceof Map)) throw new Failure("a list of maps holds another value");
    return item.has(key) && (value === "" || nodeText(item.get(key)) === value);
  });
}

/** Puts the items of another list in, each in the place of those with the same key values. */
export function appendAll(list: NodeList, others: readonly Node[], keys: readonly string[]): void {
  for (const item of others) {
    if (keys[0] === "") {
      setElement(list, item, keys, [nodeText(item)]);
      continue;
    }
    const values: string[] = [];
    for (const key of keys) {
      if (!isNothing(item) && !(item instanceof Map)) throw new Failure("a list of maps holds another value");
      const value = item?.get(key);
      if (value === undefined) list.push(item);
      else values.push(nodeText(value));
    }
    if (keys.length > 1) removeElement(list, keys, values);
    setElement(list, item, keys, values);
  }
}
