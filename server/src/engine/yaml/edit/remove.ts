import type {TextEdit} from "../../text/edit.ts";
import type {Field} from "../field.ts";
import type {YamlFile} from "../parse.ts";
import {linesOf, startsLine} from "./lines.ts";

/**
 * Removes an entry of a map, or an item of a list, with its lines. Comments on lines of their own stay.
 * Undefined where that can't be done without touching something else: flow style, the only entry, an entry that
 * starts on the dash of its list item, an anchor that others use, a text before it that would grow.
 */
export function removeField(file: YamlFile, field: Field): TextEdit[] | undefined {
  const {parent} = field;
  if (!parent || parent.isAlias || parent.isFlow || definesAnchor(field)) return undefined;
  const siblings = parent.isList ? parent.items.length : parent.entries.length;
  if (siblings < 2) return undefined;
  const start = parent.isList ? dashOf(file, field) : field.keySpan?.start;
  if (start === undefined || !startsLine(file, start) || isBehindKeptText(file, field)) return undefined;
  return [{span: linesOf(file, field), newText: ""}];
}

/** An anchor in what is removed may be what an alias elsewhere stands for. */
export function definesAnchor(field: Field): boolean {
  if (field.isAlias) return false;
  if (field.anchor !== undefined) return true;
  return [...field.entries, ...field.items].some(definesAnchor);
}

/**
 * Whether a block text that keeps its blank lines (`|+`) may stand right before a field: those behind the field would
 * become part of it.
 */
export function isBehindKeptText(file: YamlFile, {parent, keySpan, span}: Field): boolean {
  return parent !== undefined && /[|>]\d?\+/.test(file.text.slice(parent.span.start, (keySpan ?? span).start));
}

/** Where the dash of an item of a block list stands, when both start on one line. An empty item starts behind its dash. */
export function dashOf(file: YamlFile, item: Field): number | undefined {
  const {start} = item.span;
  const line = file.lines.lineStart(file.lines.positionAt(start).line);
  const before = file.text.slice(line, start);
  return /^\s*-\s*(?:[&!]\S+\s+)*$/.test(before) ? line + before.indexOf("-") : undefined;
}
