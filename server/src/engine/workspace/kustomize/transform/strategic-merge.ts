import {addElement, appendAll, find, keyValues, mergedKeyValues, removeElement, validKeys} from "./keyed-list.ts";
import {type MergeShape, mergeShapeOf} from "./merge-keys.ts";
import {isNothing, KEPT_NULL, type Node, type NodeList, nodeText} from "./node.ts";
import {addedMapDirective, takeListDirective, takeMapDirective} from "./patch-directive.ts";
import {Failure} from "./plain.ts";
import {inStyleOf} from "./quotes.ts";

/** What a walk leaves in place of a value: undefined and null take the field away. */
type Merged = Node | typeof KEPT_NULL | undefined;

/** Stands for a value inside a known type that has nothing special inside. */
const NOTHING_SPECIAL: MergeShape = {};

/**
 * Merges a patch into a value, both of which it changes, as kyaml's `merge2` does with the option to prepend. It keeps
 * to kyaml's own order of things, because some of what comes out (for items without their merge key, say) follows from
 * nothing else. Undefined when the patch deletes the value.
 */
export function mergeNodes(dest: Node | undefined, patch: Node | undefined, inherited?: MergeShape): Merged {
  const shape = inherited ?? shapeOf(dest) ?? shapeOf(patch);
  const model = isNothing(dest) ? patch : dest;
  if (isNothing(model)) return mergeMaps(dest, patch, shape);
  for (const value of [dest, patch]) {
    if (!isNothing(value) && nodeType(value) !== nodeType(model)) {
      throw new Failure(`a patch can't merge a ${nodeType(patch)} into a ${nodeType(dest)}`);
    }
  }
  if (model instanceof Map) return mergeMaps(dest, patch, shape);
  if (!Array.isArray(model)) return patch === undefined ? dest : patch;
  if (shape?.mergeKeys) return mergeLists(dest, patch, shape.mergeKeys, shape.items ?? NOTHING_SPECIAL);
  return patch === undefined ? dest : patch;
}

function nodeType(node: Node | undefined): string {
  return Array.isArray(node) ? "list" : node instanceof Map ? "map" : "plain value";
}

/** Anything with an apiVersion and a kind is taken for an object, wherever it stands. */
function shapeOf(node: Node | undefined): MergeShape | undefined {
  if (!(node instanceof Map)) return undefined;
  return mergeShapeOf(nodeText(node.get("apiVersion")), nodeText(node.get("kind")));
}

function mergeMaps(dest: Node | undefined, patch: Node | undefined, shape: MergeShape | undefined): Merged {
  const target = targetMap(dest, patch);
  if (!(target instanceof Map)) return target;
  const source = patch instanceof Map ? patch : undefined;
  for (const name of new Set([...target.keys(), ...(source?.keys() ?? [])])) {
    const child = shape && (ownField(shape, name) ?? NOTHING_SPECIAL);
    const value = mergeNodes(target.get(name), source?.get(name), child);
    if (value === KEPT_NULL) target.set(name, null);
    else if (isNothing(value)) target.delete(name);
    else target.set(name, inStyleOf(target.get(name), value));
  }
  return target;
}

function ownField({fields}: MergeShape, name: string): MergeShape | undefined {
  return fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** The map that the fields are merged into; the patch itself where the object has none or the patch replaces it. */
function targetMap(dest: Node | undefined, patch: Node | undefined): Merged {
  if (isNothing(dest)) {
    if (patch instanceof Map && addedMapDirective(patch) === "delete") return undefined;
    // A null that the patch doesn't mention stays; one that the patch brings does not.
    return patch === undefined && dest === null ? KEPT_NULL : patch;
  }
  if (patch === null) return undefined;
  const directive = patch instanceof Map ? takeMapDirective(patch) : "merge";
  if (directive === "delete") return undefined;
  return directive === "replace" ? patch : dest;
}

function mergeLists(
  dest: Node | undefined,
  patch: Node | undefined,
  mergeKeys: readonly string[],
  itemShape: MergeShape,
): Merged {
  const target = targetList(dest, patch);
  if (!target) return undefined;
  const source = Array.isArray(patch) ? patch : [];
  const keys = mergeKeys.length > 0 ? mergeKeys : [""];
  const tuples = mergedKeyValues(keyValues([source, target], keys), keys);
  if (tuples.length === 0) return target;
  const used = validKeys(tuples, keys);
  const merged: NodeList = [];
  for (const tuple of tuples) {
    const values = tuple.filter((_, index) => used.includes(keys[index] ?? ""));
    const item = mergeNodes(find(target, used, values), find(source, used, values), itemShape);
    if (item === KEPT_NULL || isNothing(item) || (item instanceof Map && item.size === 0)) {
      removeElement(target, used, values);
      continue;
    }
    setKeys(item, used, values);
    addElement(merged, item, used, values);
  }
  appendAll(merged, target, used);
  return merged;
}

/** The list that holds the object's items; the patch itself where the object has none or the patch replaces it. */
function targetList(dest: Node | undefined, patch: Node | undefined): NodeList | undefined {
  if (!Array.isArray(dest)) return Array.isArray(patch) ? patch : undefined;
  if (patch === null) return undefined;
  const directive = Array.isArray(patch) ? takeListDirective(patch) : "merge";
  if (directive === "delete") return undefined;
  return directive === "replace" && Array.isArray(patch) ? patch : dest;
}

/** An item that was found by a part of the keys gets the rest, which another item of the same list has. */
function setKeys(item: Node, keys: readonly string[], values: readonly string[]): void {
  if (!(item instanceof Map)) return;
  keys.forEach((key, index) => {
    const value = values[index] ?? "";
    if (value !== "" && !item.has(key)) item.set(key, value);
  });
}
