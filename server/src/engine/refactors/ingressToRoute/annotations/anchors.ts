import type {TextEdit} from "../../../text/edit.ts";
import type {Span} from "../../../text/span.ts";
import {scalarText} from "../../../yaml/edit/scalar.ts";
import type {Field} from "../../../yaml/field.ts";
import type {YamlFile} from "../../../yaml/parse.ts";
import {walk} from "../../../yaml/walk.ts";

/**
 * Lets what is left of a document do without the values that go: the first place that has one through its anchor gets
 * the anchor and the value. Undefined where that is not possible.
 */
export function anchorEdits(
  file: YamlFile,
  annotations: Field,
  going: readonly Field[],
  rewritten: readonly Span[],
): TextEdit[] | undefined {
  const document = file.documents.find(
    ({span}) => annotations.span.start >= span.start && annotations.span.start <= span.end,
  );
  const aliases = document ? [...walk(document.root)].filter((field) => field.isAlias) : [];
  const isGoing = ({span}: Field): boolean =>
    going.some((field) => span.start >= (field.keySpan?.start ?? 0) && span.end <= field.span.end);
  const edits: TextEdit[] = [];
  for (const field of going) {
    const uses = aliases.filter((alias) => alias.target === field.node && !isGoing(alias));
    const first = uses.sort((a, b) => a.span.start - b.span.start)[0];
    if (field.anchor === undefined || !first) continue;
    if (
      field.type !== "scalar" ||
      rewritten.some(({start, end}) => first.span.start >= start && first.span.start < end)
    ) {
      return undefined;
    }
    edits.push({span: first.span, newText: `&${field.anchor} ${oneLine(field)}`});
  }
  return edits;
}

/** A scalar as it is written; what is written over several lines in quotes on one. */
function oneLine(field: Field): string {
  const {written, style, scalar} = field;
  return style === "block" || written.includes("\n") ? scalarText(String(scalar)) : written;
}
