import type {TextEdit} from "../../../text/edit.ts";
import type {Span} from "../../../text/span.ts";
import {type Entry, leafOf, leavesOf, withTexts} from "../../../yaml/edit/compose.ts";
import type {Field} from "../../../yaml/field.ts";
import {walk} from "../../../yaml/walk.ts";

/** Entries that are to be written at a place of a file. */
export interface Piece {
  readonly at: number;
  readonly entries: readonly Entry[];
}

/** Pieces whose anchors and aliases mean what they meant, and what that changes around them. */
export interface Settled {
  readonly pieces: readonly Piece[];
  readonly edits: readonly TextEdit[];
}

/** An anchor or an alias where the result has it. */
interface Mention {
  readonly at: number;
  /** As it is written in the file. */
  readonly field: Field;
  /** Which leaf of the pieces it is; undefined for one that stays where it is. */
  readonly leaf: number | undefined;
}

/**
 * Makes aliases mean the same when parts of a document go away and pieces of these stand in another order: an anchor
 * whose value goes away moves to the first place that still refers to it, one that nothing refers to any more goes. The
 * name of an anchor for which that is not possible, if there is one.
 */
export function settledAnchors(
  root: Field,
  gone: readonly Span[],
  pieces: readonly Piece[],
): Settled | {readonly lost: string} {
  const fields = [...walk(root)].filter(({isAlias, anchor}) => isAlias || anchor !== undefined);
  const byStart = new Map(fields.map((field) => [field.span.start, field]));
  const leaves = pieces.flatMap(({at, entries}) => leavesOf({entries}).map((leaf) => ({at, leaf})));
  const copies = leaves.flatMap(({at, leaf: {text, from}}, i): Mention[] => {
    const field = from === undefined ? undefined : byStart.get(from);
    return field && leafOf(field).text === text ? [{at, field, leaf: i}] : [];
  });
  const staying = fields
    .filter(({span}) => !gone.some(({start, end}) => span.start >= start && span.start < end))
    .map((field): Mention => ({at: field.span.start, field, leaf: undefined}));
  const mentions = [...staying, ...copies].sort((a, b) => a.at - b.at);
  const texts = leaves.map(({leaf}) => leaf.text);
  const edits: TextEdit[] = [];
  const wasUsed = new Set(fields.map(targetOf));
  /** Where the value starts that a name stands for, at the place that is looked at. */
  const known = new Map<string, number>();

  for (const [i, {field, leaf}] of mentions.entries()) {
    const name = field.isAlias ? field.written.slice(1) : (field.anchor ?? "");
    const target = targetOf(field) ?? (field.isAlias ? undefined : field.span.start);
    if (target === undefined) continue;
    const isNeeded = mentions.slice(i + 1).some((later) => targetOf(later.field) === target);
    const write = (text: string): void => {
      if (leaf === undefined) edits.push({span: field.span, newText: text});
      else texts[leaf] = text;
    };
    if (known.get(name) === target) {
      if (!field.isAlias) write(`*${name}`);
    } else if (field.isAlias) {
      const source = byStart.get(target);
      if (source?.type !== "scalar" || source.isAlias) return {lost: name};
      const value = leafOf(source).text.replace(/^&\S+ /, "");
      write(isNeeded ? `&${name} ${value}` : value);
      if (isNeeded) known.set(name, target);
    } else if (leaf !== undefined && !isNeeded && wasUsed.has(target)) {
      write(leafOf(field).text.replace(/^&\S+ /, ""));
    } else known.set(name, target);
  }
  let next = 0;
  const take = (): string => texts[next++] ?? "";
  const settled = pieces.map(({at, entries}) => ({
    at,
    entries: withTexts(entries, take),
  }));
  return {pieces: settled, edits};
}

/** Where the value starts that an alias stands for. */
function targetOf({isAlias, target}: Field): number | undefined {
  return isAlias ? target?.range?.[0] : undefined;
}
