import {applyEdits, type TextEdit} from "../../../text/edit.ts";
import {commentsOf} from "../../../yaml/comments.ts";
import {afterDeeperComments, columnOf, lineBreak, linesOf, startsLine, wholeLines} from "../../../yaml/edit/lines.ts";
import type {Field} from "../../../yaml/field.ts";
import type {YamlFile} from "../../../yaml/parse.ts";
import type {Refusal} from "../../refactoring.ts";

/**
 * The ingresses of a block, after the edits in it, at the end of a `route` block that is there already, instead of where
 * they are.
 */
export function joinedWith(
  file: YamlFile,
  route: Field,
  ingress: Field,
  edits: readonly TextEdit[],
): readonly TextEdit[] | Refusal {
  const clash = ingress.entries.find(({key}) => route.get(String(key)).type !== "missing");
  if (clash) return {refused: `There is a route \`${clash.key}\` already, beside the ingress of that name.`};
  const first = ingress.entries[0]?.keySpan;
  const neighbour = route.entries.at(-1);
  const isEmpty = !route.exists || (route.isMap && route.mergedEntries.length === 0 && !route.isAlias);
  if (isEmpty && route.keySpan && ingress.keySpan) return inPlaceOf(file, route, ingress, edits);
  if (
    !first ||
    !neighbour?.keySpan ||
    route.isAlias ||
    route.isFlow ||
    ingress.isFlow ||
    !startsLine(file, first.start)
  ) {
    return {refused: "There is a `route` block already, and the two are not written alike enough to make them one."};
  }
  if (columnOf(file, first.start) !== columnOf(file, neighbour.keySpan.start)) {
    return {refused: "There is a `route` block already, and it is not as deep as the `ingress` block."};
  }
  const whole = linesOf(file, ingress);
  const column = columnOf(file, first.start);
  const end = afterDeeperComments(file, whole.end, column);
  const head = wholeLines(file, ingress.keySpan ?? first);
  const below = {start: head.end, end};
  if (edits.some(({span}) => span.start < below.start || span.end > below.end)) {
    return {refused: "There is a `route` block already, and an anchor would have to move between the two."};
  }
  const margin = " ".repeat(column);
  const aside = commentsOf(file.text).filter(({span}) => span.start >= head.start && span.end <= head.end);
  const above = aside.map(({text}) => margin + text + lineBreak(file)).join("");
  const shifted = edits.map(({span, newText}) => ({
    span: {start: span.start - below.start, end: span.end - below.start},
    newText,
  }));
  const text = applyEdits(file.text.slice(below.start, below.end), shifted);
  const at = afterDeeperComments(file, linesOf(file, route).end, column - 1);
  return [
    {span: {start: head.start, end}, newText: ""},
    {span: {start: at, end: at}, newText: above + text},
  ];
}

/** A `route` that says nothing makes room for one that does. */
function inPlaceOf(
  file: YamlFile,
  route: Field,
  ingress: Field,
  edits: readonly TextEdit[],
): readonly TextEdit[] | Refusal {
  const start = route.keySpan?.start;
  if (start === undefined || !ingress.keySpan || !startsLine(file, start)) {
    return {refused: "There is an empty `route` already: take it out first."};
  }
  return [{span: linesOf(file, route), newText: ""}, {span: ingress.keySpan, newText: "route"}, ...edits];
}
