import {isList, isMap, type PlainObject} from "./plain.ts";

/** A copy of a JSON value that a merge may change. Maps, because the name of a field may be any text. */
export type Node = string | number | boolean | null | NodeList | NodeMap;
export type NodeList = Node[];
export type NodeMap = Map<string, Node>;

/** A null that stays in the merged map, unlike one that takes a field away. */
export const KEPT_NULL: unique symbol = Symbol("null");

/** Whether there is no value, or null. */
export function isNothing(node: unknown): node is null | undefined {
  return node === null || node === undefined;
}

/** How a scalar is written; lists and maps count as empty. */
export function nodeText(node: Node | undefined): string {
  return node === undefined || Array.isArray(node) || node instanceof Map ? "" : String(node);
}

/** A copy of a JSON value to merge into. */
export function toNode(value: unknown): Node {
  if (isList(value)) return value.map(toNode);
  if (isMap(value)) return new Map(Object.entries(value).map(([name, field]) => [name, toNode(field)]));
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** The JSON value of a node; where it says the same as `before`, that is `before` itself. */
export function fromNode(node: Node, before: unknown): unknown {
  if (Array.isArray(node)) {
    const old = isList(before) ? before : [];
    const items = node.map((item, index) => fromNode(item, old[index]));
    return isList(before) && same(items, before) ? before : items;
  }
  if (!(node instanceof Map)) return node;
  const old = isMap(before) ? before : {};
  const fields = [...node].map(([name, field]) => [name, fromNode(field, ownValue(old, name))] as const);
  const unchanged = fields.every(([name, value]) => Object.hasOwn(old, name) && old[name] === value);
  return isMap(before) && unchanged && fields.length === Object.keys(old).length ? before : Object.fromEntries(fields);
}

function ownValue(map: PlainObject, name: string): unknown {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

function same(items: readonly unknown[], before: readonly unknown[]): boolean {
  return items.length === before.length && items.every((item, index) => item === before[index]);
}
