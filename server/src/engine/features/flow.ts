/** Where a cursor stands in brackets and braces on one line. */
export interface FlowPlace {
  /** Keys and indexes from the outermost bracket down. */
  readonly path: readonly (string | number)[];
  readonly position: "key" | "value";
  /** Keys before the cursor in the same braces, with their values as they are written; "" for maps and lists. */
  readonly present: ReadonlyMap<string, string>;
  /** What is typed of the key or value so far. */
  readonly word: string;
}

interface Bracket {
  readonly isMap: boolean;
  readonly values: Map<string, string>;
  key: string | undefined;
  index: number;
}

/** Reads `text`, which begins with a bracket and ends at the cursor. Undefined when all brackets are closed again. */
export function readFlow(text: string): FlowPlace | undefined {
  const open: Bracket[] = [];
  let word = "";
  let quote = "";
  for (const character of text) {
    const top = open.at(-1);
    if (quote !== "") {
      if (character === quote) quote = "";
      word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word += character;
    } else if (character === "{" || character === "[") {
      open.push({isMap: character === "{", values: new Map(), key: undefined, index: 0});
      word = "";
    } else if (character === "}" || character === "]") {
      open.pop();
      if (open.length === 0) return undefined;
      word = "";
    } else if (character === "," && top) {
      if (top.key !== undefined) top.values.set(top.key, word.trim());
      top.key = undefined;
      top.index++;
      word = "";
    } else if (character === ":" && top?.isMap && top.key === undefined) {
      top.key = word.trim().replace(/^["']|["']$/g, "");
      top.values.set(top.key, "");
      word = "";
    } else {
      word += character;
    }
  }
  const top = open.at(-1);
  if (!top) return undefined;
  const path = open.flatMap((bracket) => (bracket.isMap ? (bracket.key ?? []) : bracket.index));
  const position = top.isMap && top.key === undefined ? "key" : "value";
  return {path, position, present: top.values, word: word.trimStart()};
}
