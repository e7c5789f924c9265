import type {LineIndex, Position} from "../text/lines.ts";
import {readFlow} from "./flow.ts";
import {documentLines, isDocumentEnd, type Level, type Line, Outline, type OutlineEntry, readLine} from "./outline.ts";

/** Something that can be typed at a cursor. */
export interface Place {
  /** Path of the map that gets a key, of the list that gets an item, or of the value that is typed. */
  readonly path: readonly (string | number)[];
  /** `line`: first on its line, or behind a dash, so that a key can follow; `value`: behind `key: `; `flow`: in brackets. */
  readonly position: "line" | "value" | "flowKey" | "flowValue";
  /** Entries of the map around the cursor, without the one that is being typed. */
  readonly present: ReadonlyMap<string, OutlineEntry>;
  /** Entries of the document's root. */
  readonly root: ReadonlyMap<string, OutlineEntry>;
  readonly line: number;
  /** Where the keys of the map around the cursor stand. */
  readonly keyColumn: number;
  /** The word at the cursor, as columns of its line; it is replaced. */
  readonly start: number;
  readonly end: number;
  /** A colon follows the word: it is the key of an entry that is there already. */
  readonly isKeyed: boolean;
  /** The cursor stands right behind the colon, where a space is missing. */
  readonly needsSpace: boolean;
}

/** A text in a block scalar (`patch: |`) that may be YAML itself. */
export interface BlockText {
  readonly first: number;
  readonly last: number;
}

const NO_ENTRIES: ReadonlyMap<string, OutlineEntry> = new Map();

/**
 * What can be typed at a position, judged by lines and indentation. In a list that stands in the column of its key,
 * that can be an item or the next key. `within` are the lines of the text when it is one in a block scalar.
 */
export function placesAt(
  lines: LineIndex,
  position: Position,
  within: BlockText = documentLines(lines, position.line),
): Place[] | BlockText {
  const outline = new Outline();
  for (let line = within.first; line < position.line; line++) feed(outline, lines, line);
  const text = lines.lineText(position.line);
  const head = text.slice(0, position.character);
  const tail = text.slice(position.character);
  if (/(^|\s)#/.test(head) || isDocumentEnd(text)) return [];
  const blank: Line = {dashes: [], column: head.length, key: undefined, valueColumn: head.length, value: ""};
  const line = readLine(head) ?? blank;
  if (!outline.reaches(line)) return blockText(outline.levels.at(-1), lines, within) ?? [];
  const places =
    line.key === undefined ? contentPlaces(outline, line, head, tail) : valuePlaces(outline, line, head, tail);
  // What stands below the cursor belongs to the same maps.
  for (let below = position.line + 1; below <= within.last; below++) feed(outline, lines, below);
  const root = outline.root?.entries ?? NO_ENTRIES;
  return places.map((place) => ({...place, root, line: position.line}));
}

type Draft = Omit<Place, "root" | "line">;

function feed(outline: Outline, lines: LineIndex, number: number): void {
  const line = readLine(lines.lineText(number));
  if (line) outline.add(line, number);
}

/** Places behind `key: `. */
function valuePlaces(outline: Outline, line: Line, head: string, tail: string): Draft[] {
  const key = line.key ?? "";
  outline.open(line);
  const map = outline.mapAt(line.column);
  map.last = key;
  map.value = "";
  const path = Outline.path(outline.levels);
  const isAtColon = head.endsWith(":");
  if (isAtColon && /^\S/.test(tail)) return [];
  const value = head.slice(line.valueColumn);
  if (/^[{[]/.test(value)) return flowPlaces(path, value, head, tail);
  if (/^[|>&*!]/.test(value)) return [];
  const start = isAtColon ? head.length : line.valueColumn;
  const end = head.length + (/^[^\s,#]*/.exec(tail)?.[0].length ?? 0);
  const {column: keyColumn} = line;
  return [
    {path, position: "value", present: map.entries, keyColumn, start, end, isKeyed: false, needsSpace: isAtColon},
  ];
}

/** Places at the start of a line, or behind the dash of an item. */
function contentPlaces(outline: Outline, line: Line, head: string, tail: string): Draft[] {
  const {dashes, column} = line;
  const word = head.slice(column);
  const list = outline.levels.at(-1);
  const isAtList = dashes.length === 0 && list?.kind === "list" && list.column === column;
  const item = Outline.path(outline.levels.slice(0, -1));
  outline.open(line);
  if (/^[{[]/.test(word)) return flowPlaces(Outline.path(outline.levels), word, head, tail);
  if (!/^["']?[\w./$-]*$/.test(word)) return [];
  const base = {
    position: "line" as const,
    keyColumn: column,
    start: Math.min(column, head.length),
    end: head.length + (word === "" ? 0 : (/^[\w./-]*["']?/.exec(tail)?.[0].length ?? 0)),
    isKeyed: /^[\w./-]*["']?\s*:(\s|$)/.test(tail),
    needsSpace: false,
  };
  const places: Draft[] = [];
  if (isAtList && word === "") places.push({...base, path: item, present: NO_ENTRIES});
  // In the column of a list there is a key only when the list stands in the column of its own key.
  if (isAtList && outline.levels.at(-1)?.column !== column) return places;
  const map = outline.mapAt(column);
  places.push({...base, path: Outline.path(outline.levels.slice(0, -1)), present: map.entries});
  map.last = "";
  map.value = "";
  return places;
}

function flowPlaces(path: readonly (string | number)[], value: string, head: string, tail: string): Draft[] {
  const flow = readFlow(value);
  if (!flow) return [];
  const entry = {line: 0, keyColumn: 0, valueColumn: 0};
  return [
    {
      path: [...path, ...flow.path],
      position: flow.position === "key" ? "flowKey" : "flowValue",
      present: new Map([...flow.present].map(([key, value]) => [key, {...entry, value}])),
      keyColumn: 0,
      start: head.length - flow.word.length,
      end: head.length + (/^[\w./-]*/.exec(tail)?.[0].length ?? 0),
      isKeyed: /^[\w./-]*["']?\s*:/.test(tail),
      needsSpace: head.endsWith(":"),
    },
  ];
}

/** The lines of the block scalar that the cursor is in, when it is one. */
function blockText(level: Level | undefined, lines: LineIndex, within: BlockText): BlockText | undefined {
  if (!level || !/^(?:[&!]\S*\s+)*\|/.test(level.value)) return undefined;
  const first = level.line + 1;
  let last = first;
  for (let line = first; line <= within.last; line++) {
    const indentation = lines.lineText(line).search(/\S/);
    if (indentation >= 0 && indentation <= level.column) break;
    last = line;
  }
  return {first, last};
}
