import type {TextEdit} from "../../text/edit.ts";
import type {Field} from "../field.ts";
import type {YamlFile} from "../parse.ts";
import {startsLine, wholeLines} from "./lines.ts";

/**
 * Removes an entry of a map, or an item of a list, with its lines. Comments on lines of their own stay.
 * Undefined where that can't be done without touching something else: flow style, the only entry, an entry that
 * starts on the dash of its list item, an anchor that others use.
 */
export function removeField(file: YamlFile, field: Field): TextEdit[] | undefined {
  const {parent} = field;
  if (!parent || parent.isAlias || parent.isFlow || definesAnchor(field)) return undefined;
  const siblings = parent.isList ? parent.items.length : parent.entries.length;
  if (siblings < 2) return undefined;
  const start = parent.isList ? dashOf(file, field) : field.keySpan?.start;
  if (start === undefined || !startsLine(file, start)) return undefined;
  const end = Math.max(field.span.end, field.keySpan?.end ?? start);
  return [{span: withoutTrailingComments(file, wholeLines(file, {start, end})), newText: ""}];
}

/** An anchor in what is removed may be what an alias elsewhere stands for. */
function definesAnchor(field: Field): boolean {
  if (field.isAlias) return false;
  if (field.anchor !== undefined) return true;
  return [...field.entries, ...field.items].some(definesAnchor);
}

function dashOf(file: YamlFile, item: Field): number | undefined {
  const {start} = item.span;
  const line = file.lines.lineStart(file.lines.positionAt(start).line);
  const dash = /^\s*-\s+(?:[&!]\S+\s+)*$/.exec(file.text.slice(line, start));
  return dash ? line + file.text.slice(line, start).indexOf("-") : undefined;
}

/** A block scalar's span can reach over the blank and comment lines that follow it; those are not part of it. */
function withoutTrailingComments(file: YamlFile, span: {start: number; end: number}): {start: number; end: number} {
  const lines = file.text.slice(span.start, span.end).split(/(?<=\n)/);
  const firstIndent = /^\s*/.exec(lines[0] ?? "")?.[0].length ?? 0;
  let end = span.end;
  while (lines.length > 1) {
    const last = lines[lines.length - 1] ?? "";
    const indentation = /^\s*/.exec(last)?.[0].length ?? 0;
    if (last.trim() !== "" && !(last.trim().startsWith("#") && indentation <= firstIndent)) break;
    end -= last.length;
    lines.pop();
  }
  return {start: span.start, end};
}
