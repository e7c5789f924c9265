import type {Span} from "../../../text/span.ts";
import {type Comment, commentsOf} from "../../../yaml/comments.ts";
import {compose, type Entry, type Layout, type Leaf, layoutOf, leaf, leavesOf} from "../../../yaml/edit/compose.ts";
import {lineBreak, linesOf, startsLine, wholeLines} from "../../../yaml/edit/lines.ts";
import type {Field} from "../../../yaml/field.ts";
import type {YamlFile} from "../../../yaml/parse.ts";
import {type Draft, hostnameEntries, ruleEntries} from "../draft.ts";
import type {RoutePlan} from "./plan.ts";

/** The entries of the `spec` of a route, in the order in which people write them. */
export function specEntries(draft: Draft, {parent, sectionName, classAt}: RoutePlan): Entry[] {
  const {name, namespace} = parent;
  const reference: Entry[] = [
    ["name", leaf(name, classAt)],
    ...(namespace === undefined ? [] : [["namespace", leaf(namespace)] as const]),
    ...(sectionName === undefined ? [] : [["sectionName", leaf(sectionName)] as const]),
  ];
  return [["parentRefs", {items: [{entries: reference}]}], ...hostnameEntries(draft), ...ruleEntries(draft)];
}

/** The lines of a block that is replaced: those below its key, or what stands behind it in braces. */
export function blockBelow(file: YamlFile, block: Field): Span | undefined {
  const key = block.keySpan;
  if (!key || block.isAlias || !block.isMap || !startsLine(file, key.start)) return undefined;
  const {end} = linesOf(file, block);
  if (block.isFlow) return {start: block.span.start, end};
  const head = wholeLines(file, key);
  return block.span.start >= head.end ? {start: head.end, end} : undefined;
}

/** The comments in a part of a file; those behind something that goes stand on lines of their own from now on. */
export function commentsIn(file: YamlFile, {start, end}: Span, routes: readonly (readonly Entry[])[]): Comment[] {
  const lineOf = (offset: number): number => file.lines.positionAt(offset).line;
  const kept = new Set(
    routes.flatMap((entries) => leavesOf({entries}).flatMap(({from}) => (from === undefined ? [] : [lineOf(from)]))),
  );
  return commentsOf(file.text)
    .filter(({span}) => span.start >= start && span.end <= end)
    .map((comment) => ({...comment, isBehind: comment.isBehind && kept.has(lineOf(comment.span.start))}));
}

/** What several routes have to share out: each comment goes to the route that has what the comment stood at. */
export function sharedOut(comments: readonly Comment[], routes: readonly (readonly Entry[])[]): Comment[][] {
  const homes = routes
    .flatMap((entries, route) => leavesOf({entries}).flatMap(({from}) => (from === undefined ? [] : [{from, route}])))
    .sort((a, b) => a.from - b.from);
  const shares = routes.map((): Comment[] => []);
  for (const comment of comments) {
    const before = homes.findLast(({from}) => from < comment.span.start);
    const next = homes.find(({from}) => from > comment.span.start);
    const home = (comment.isBehind ? before : next) ?? next ?? before;
    shares[home?.route ?? 0]?.push(comment);
  }
  return shares;
}

/**
 * The text of a `spec` with the comments of the old one. Those behind all that was taken over, as in `tls`, stand at its
 * end.
 */
export function specText(entries: readonly Entry[], layout: Layout, comments: readonly Comment[]): string {
  const last = Math.max(-1, ...leavesOf({entries}).map(({from = -1}: Leaf) => from));
  const left = comments.filter(({span, isBehind}) => !isBehind && span.start > last);
  const text = compose(
    entries,
    layout,
    comments.filter((comment) => !left.includes(comment)),
  );
  return text + left.map((comment) => " ".repeat(layout.column) + comment.text + layout.newline).join("");
}

/** The layout of the entries of a `spec`: its own, or in braces that of the `metadata`. */
export function specLayout(file: YamlFile, root: Field): Layout {
  const block = [root.get("spec"), root.get("metadata")].find((map) => map.isMap && !map.isFlow);
  return block ? layoutOf(file, block) : {column: 2, step: 2, dash: 2, newline: lineBreak(file)};
}
