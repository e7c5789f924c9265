import type {Span} from "../../../text/span.ts";
import {type Entry, type Leaf, leafOf, leavesOf, withTexts} from "../../../yaml/edit/compose.ts";
import type {Field} from "../../../yaml/field.ts";
import {walk} from "../../../yaml/walk.ts";

/** An alias, or what one stands for, by where it is written: names can be given again. */
interface Use {
  readonly name: string;
  /** Where the value with the anchor starts. */
  readonly target: number | undefined;
}

/** The fields of a document by where they start. */
export type FieldsByStart = ReadonlyMap<number, Field>;

/** The fields of a document, those with a scalar or an alias, by where they start. */
export function fieldsByStart(root: Field): FieldsByStart {
  const leaves = [...walk(root)].filter((field) => field.isAlias || field.type === "scalar" || field.anchor);
  return new Map(leaves.map((field) => [field.span.start, field]));
}

/** The field that a leaf is a copy of; undefined for one of our own. */
export function copiedFrom(leaf: Leaf, fields: FieldsByStart): Field | undefined {
  const field = leaf.from === undefined ? undefined : fields.get(leaf.from);
  return field && leafOf(field).text === leaf.text ? field : undefined;
}

/**
 * Entries that take the place of a part of a document, with anchors and aliases that mean the same in their new order:
 * an anchor whose value goes away moves to the first place that stays, one that nobody refers to any more goes. The
 * name of an anchor that something outside needs and that has no new place, if there is one. Without `region` the
 * entries are for a document of their own.
 */
export function settledAnchors(
  entries: readonly Entry[],
  fields: FieldsByStart,
  region: Span | undefined,
): readonly Entry[] | {readonly lost: string} {
  const leaves = leavesOf({entries});
  const copies = leaves.map((leaf) => copiedFrom(leaf, fields));
  const outside = region
    ? [...fields.values()].filter(({span}) => span.start < region.start || span.start >= region.end)
    : [];
  const behind = outside.filter(({span, isAlias}) => isAlias && region && span.start >= region.end).map(useOf);
  const used = new Set([...fields.values()].filter(({isAlias}) => isAlias).map((field) => useOf(field).target));
  /** The anchors that a name stands for at the place that is looked at. */
  const known = new Map<string, number>();
  for (const {anchor, span} of outside)
    if (anchor && region && span.start < region.start) known.set(anchor, span.start);

  const texts = copies.map((field, i): string | undefined => {
    if (!field || (!field.isAlias && field.anchor === undefined)) return leaves[i]?.text;
    const {name, target} = field.isAlias ? useOf(field) : {name: field.anchor ?? "", target: field.span.start};
    if (target !== undefined && known.get(name) === target) return `*${name}`;
    const source = target === undefined ? undefined : fields.get(target);
    if (source?.type !== "scalar") return undefined;
    const isNeeded = [
      ...copies.slice(i + 1).map((later) => later && refersTo(later)),
      ...behind.map((use) => use.target),
    ];
    const {text} = leafOf(source);
    const value = text.replace(/^&\S+ /, "");
    if (!isNeeded.includes(target) && used.has(target)) return value;
    if (!isNeeded.includes(target) && !region) return value;
    known.set(name, source.span.start);
    return `&${name} ${value}`;
  });
  const lost = behind.find(({name, target}) => isIn(target, region) && known.get(name) !== target);
  const broken = texts.indexOf(undefined);
  if (lost || broken >= 0) return {lost: lost?.name ?? useOf(copies[broken] as Field).name};
  let at = 0;
  return withTexts(entries, () => texts[at++] ?? "");
}

function isIn(offset: number | undefined, region: Span | undefined): boolean {
  return offset !== undefined && region !== undefined && offset >= region.start && offset < region.end;
}

function useOf(field: Field): Use {
  return {name: field.written.slice(1), target: field.target?.range?.[0]};
}

function refersTo(field: Field): number | undefined {
  return field.isAlias ? useOf(field).target : undefined;
}
