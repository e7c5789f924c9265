import {type CST, isMap, isPair, type Node, Parser, parseAllDocuments} from "yaml";

/** A stretch of a text, from the start of a line to the start of another. */
interface Lines {
  readonly start: number;
  readonly end: number;
}

/** A text without the blocks `ingress` and `route` in the values of its HelmReleases. */
export function withoutBlocks(text: string): string {
  return cut(text, blocksOf(text));
}

/** Whether ingresses are left in the values of HelmReleases. */
export function hasIngress(text: string): boolean {
  return parseAllDocuments(text, {uniqueKeys: false}).some(
    (document) => document.get("kind") === "HelmRelease" && document.hasIn(["spec", "values", "ingress"]),
  );
}

/** The comments in the blocks `ingress` and `route` of the values. */
export function commentsInBlocks(text: string): string[] {
  const blocks = blocksOf(text);
  return commentsOf(text)
    .filter(({offset}) => blocks.some(({start, end}) => offset >= start && offset < end))
    .map(({source}) => source);
}

/** All comments of a text. */
export function comments(text: string): string[] {
  return commentsOf(text).map(({source}) => source);
}

/** What one list has more often than another. */
export function lost(before: readonly string[], after: readonly string[]): string[] {
  const left = [...after];
  return before.filter((one) => {
    const found = left.indexOf(one);
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
}

/** A text without its documents of a kind. */
export function withoutDocuments(text: string, kinds: readonly string[]): string {
  const documents = parseAllDocuments(text, {uniqueKeys: false});
  const spans = documents
    .filter((document) => kinds.includes(String(document.get("kind"))))
    .map((document): Lines => ({start: document.range[0], end: document.range[1]}));
  return cut(text, spans);
}

function cut(text: string, spans: readonly Lines[]): string {
  return [...spans]
    .sort((a, b) => b.start - a.start)
    .reduce((rest, {start, end}) => rest.slice(0, start) + rest.slice(end), text);
}

function blocksOf(text: string): Lines[] {
  return parseAllDocuments(text, {uniqueKeys: false})
    .filter((document) => document.get("kind") === "HelmRelease")
    .flatMap((document) => {
      const values = document.getIn(["spec", "values"], true);
      if (!isMap(values)) return [];
      return values.items
        .filter((pair) => isPair(pair) && ["ingress", "route"].includes(String(pair.key)))
        .map((pair) => linesOf(text, pair.key as Node, pair.value as Node | null));
    });
}

/** From the line of the key to the line behind the value; comments that follow with more indent belong to it. */
function linesOf(text: string, key: Node, value: Node | null): Lines {
  const from = key.range?.[0] ?? 0;
  const start = text.lastIndexOf("\n", from - 1) + 1;
  let end = (value?.range ?? key.range)?.[1] ?? from;
  if (end === 0 || text[end - 1] !== "\n") end = lineAfter(text, end);
  const indent = from - start;
  for (;;) {
    const line = text.slice(end, lineAfter(text, end));
    if (!/^\s*#/.test(line) || line.search(/\S/) <= indent) return {start, end};
    end += line.length;
  }
}

function lineAfter(text: string, offset: number): number {
  const found = text.indexOf("\n", offset);
  return found < 0 ? text.length : found + 1;
}

interface Comment {
  readonly offset: number;
  readonly source: string;
}

function commentsOf(text: string): Comment[] {
  const found: Comment[] = [];
  for (const token of new Parser().parse(text)) collect(token, found);
  return found;
}

/** Comments stand in many places of a syntax tree: all of it is gone through. */
function collect(value: unknown, found: Comment[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, found);
  else if (typeof value === "object" && value !== null) {
    const {type, offset, source} = value as Partial<CST.SourceToken>;
    if (type === "comment") found.push({offset: offset ?? 0, source: String(source).trim()});
    else for (const inner of Object.values(value)) collect(inner, found);
  }
}
