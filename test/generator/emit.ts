import {type Json, Verbatim} from "./sample.ts";
import {isMap, type Path, pointer} from "./tree.ts";

/** A document as text, and the zero-based line on which each of its values begins. */
export interface Emitted {
  readonly text: string;
  lineOf(path: Path): number;
}

interface Child {
  readonly item: Json;
  /** The dash, or the key with its colon. */
  readonly start: string;
  readonly step: string | number;
}

/** Writes a value as block-style YAML, one value a line. */
export function emit(root: Json): Emitted {
  const lines: string[] = [];
  const places = new Map<string, number>([["", 0]]);

  /** Appends a value behind `head`: its key with the colon, or the dash of an item. */
  const write = (value: Json, head: string, indent: string, path: Path): void => {
    places.set(pointer(path), lines.length);
    if (Array.isArray(value)) {
      const items = value.map((item, i) => ({item, start: "-", step: i}));
      writeAll(items, head, "[]", indent, path);
    } else if (isMap(value)) {
      const entries = Object.entries(value).map(([key, item]) => ({item, start: `${keyText(key)}:`, step: key}));
      writeAll(entries, head, "{}", indent, path);
    } else {
      lines.push(`${head} ${value instanceof Verbatim ? value.text : JSON.stringify(value)}`);
    }
  };

  const writeAll = (children: readonly Child[], head: string, empty: string, indent: string, path: Path): void => {
    // What is in an item begins behind its dash; what is below a key begins on the next line.
    const isItem = head.endsWith("-");
    if (children.length === 0) lines.push(`${head} ${empty}`);
    else if (!isItem) lines.push(head);
    for (const [i, {item, start, step}] of children.entries()) {
      const margin = i === 0 && isItem ? `${head} ` : `${indent}  `;
      write(item, `${margin}${start}`, `${indent}  `, [...path, step]);
    }
  };

  if (!isMap(root)) throw new TypeError("a document is a map");
  for (const [key, value] of Object.entries(root)) write(value, `${keyText(key)}:`, "", [key]);
  return {
    text: `${lines.join("\n")}\n`,
    lineOf(path) {
      const line = places.get(pointer(path));
      if (line === undefined) throw new Error(`nothing stands at ${pointer(path)}`);
      return line;
    },
  };
}

function keyText(key: string): string {
  return /^[A-Za-z][\w.-]*$/.test(key) ? key : JSON.stringify(key);
}
