import type {TextEdit} from "../../../text/edit.ts";
import type {Span} from "../../../text/span.ts";
import {removeEntries} from "../../../yaml/edit/entries.ts";
import {linesOf, startsLine} from "../../../yaml/edit/lines.ts";
import type {Field} from "../../../yaml/field.ts";
import type {YamlFile} from "../../../yaml/parse.ts";
import {walk} from "../../../yaml/walk.ts";
import type {Answers, Refusal} from "../../refactoring.ts";
import {annotationEdits} from "../annotations.ts";
import {INGRESS_KEYS, type IngressPlan} from "./plan.ts";

/** What of an ingress does not go along. */
export interface Cut {
  /** The entry in whose place the route is written; undefined for an ingress without one. */
  readonly home: Field | undefined;
  /** The edits that take everything else out. */
  readonly edits: readonly TextEdit[];
  /** What is not there any more: entries as a whole. */
  readonly entries: readonly Span[];
  /** All of it, annotations included. */
  readonly gone: readonly Span[];
}

/** Takes out of an ingress what a route has not, and switches that are not to be there. */
export function cutOf(file: YamlFile, plan: IngressPlan, switches: readonly Field[], answers: Answers): Cut | Refusal {
  const {field, id, verdicts} = plan;
  const isSwitch = ({keySpan}: Field): boolean => switches.some((one) => one.keySpan?.start === keySpan?.start);
  const removed = field.entries.filter((entry) => INGRESS_KEYS.includes(String(entry.key)) || isSwitch(entry));
  const home = removed.find(({key}) => key === "hosts") ?? removed.find(({key}) => key === "defaultBackend");
  const annotations = field.get("annotations");
  const aside = annotations.exists ? annotationEdits(file, annotations, verdicts, answers) : [];
  if (!aside) {
    const lost = `The annotations of \`${id}\` can't be changed without losing an anchor that something else uses.`;
    return {refused: lost};
  }
  // Where anchors go is settled for the whole block at once.
  const kept = aside.filter((edit) => !isAlias(field, edit));
  const isEmptied = field.isFlow && kept.some((edit) => holds(edit.span, annotations.keySpan));
  const others = removed.filter((entry) => entry !== home);
  const edits = removal(file, field, isEmptied ? [...others, annotations] : others);
  if (!edits || removed.some((entry) => !isApart(file, entry))) {
    return {refused: `\`${id}\` is written in a way that can't be changed in its place.`};
  }
  // In braces, what goes has to go at once: neighbours share a comma.
  const dropped = isEmptied ? kept.filter((edit) => !holds(edit.span, annotations.keySpan)) : kept;
  const entries = removed.map((entry) => placeOf(file, entry));
  return {home, edits: [...edits, ...dropped], entries, gone: [...entries, ...kept.map(({span}) => span)]};
}

function isAlias(field: Field, {span}: TextEdit): boolean {
  let root = field;
  while (root.parent) root = root.parent;
  return [...walk(root)].some((one) => one.isAlias && one.span.start === span.start);
}

function holds(span: Span, inner: Span | undefined): boolean {
  return inner !== undefined && span.start <= inner.start && span.end >= inner.end;
}

/** What an entry takes: its lines, or what it takes in braces. */
export function placeOf(file: YamlFile, entry: Field): Span {
  if (!entry.parent?.isFlow) return linesOf(file, entry);
  return {start: entry.keySpan?.start ?? entry.span.start, end: entry.contentEnd};
}

function isApart(file: YamlFile, {keySpan, parent}: Field): boolean {
  return keySpan !== undefined && (parent?.isFlow === true || startsLine(file, keySpan.start));
}

function removal(file: YamlFile, parent: Field, entries: readonly Field[]): TextEdit[] | undefined {
  if (entries.length === 0) return [];
  if (parent.isFlow) return removeEntries(file, entries);
  return entries.map((entry) => ({span: linesOf(file, entry), newText: ""}));
}
