import type {TextEdit} from "../../../text/edit.ts";
import type {Span} from "../../../text/span.ts";
import type {Comment} from "../../../yaml/comments.ts";
import {composeFlow, type Entry, type Layout, partOf} from "../../../yaml/edit/compose.ts";
import {afterDeeperComments, columnOf, linesOf} from "../../../yaml/edit/lines.ts";
import type {Field} from "../../../yaml/field.ts";
import type {YamlFile} from "../../../yaml/parse.ts";
import {plainValue} from "../../../yaml/value.ts";
import type {Answers, Refusal} from "../../refactoring.ts";
import {DROPPED} from "../annotations/edits.ts";
import type {Draft} from "../draft.ts";
import {commentsIn, sharedOut, specText} from "../httpRoute/spec.ts";
import {settledAnchors} from "./anchors.ts";
import type {Reading} from "./backends.ts";
import {type Cut, cutOf, placeOf} from "./cut.ts";
import {layoutOfIngress, routeEntries, sharedEntries} from "./layout.ts";
import {furtherId} from "./names.ts";
import type {IngressPlan} from "./plan.ts";
import {superfluousSwitches} from "./switches.ts";

/** The edits inside of a block of ingresses, all but its name. */
export interface BlockEdits {
  readonly edits: readonly TextEdit[];
  /** The identifiers of routes that are there beside those of the ingresses. */
  readonly added: readonly string[];
}

/** What is to be written where. */
interface Slot {
  readonly span: Span;
  readonly entries: readonly Entry[];
  readonly layout: Layout;
  readonly isFlow: boolean;
  readonly comments: readonly Comment[];
}

/** Makes routes of ingresses, each in its place. `taken`: identifiers that no new route can have. */
export function blockEdits(
  plans: readonly IngressPlan[],
  taken: ReadonlySet<string>,
  reading: Reading,
  answers: Answers,
): BlockEdits | Refusal {
  const {file, root} = reading.resource.document;
  const switches = superfluousSwitches(plans, root.at("spec", "values", "route"), reading.versions);
  const added: string[] = [];
  const cuts: Cut[] = [];
  const slots: Slot[] = [];
  for (const plan of plans) {
    const cut = cutOf(file, plan, switches, answers);
    if ("refused" in cut) return cut;
    const further = furtherIds(plan, new Set([...taken, ...added]));
    if (further.length > 0 && plan.field.isFlow) {
      return {refused: `\`${plan.id}\` becomes several routes, and has to be written without braces for that.`};
    }
    cuts.push(cut);
    added.push(...further);
    slots.push(...slotsOf(plan, cut, further, reading, answers));
  }
  const gone = cuts.flatMap((cut) => cut.gone);
  const pieces = slots.map(({span, entries}) => ({at: span.start, entries}));
  const settled = settledAnchors(root, gone, pieces);
  if ("lost" in settled) {
    return {refused: `The anchor \`&${settled.lost}\` is used by something that stays, and has no place in the route.`};
  }
  const written = slots.map(({span, layout, isFlow, comments}, i): TextEdit => {
    const {entries = []} = settled.pieces[i] ?? {};
    return {span, newText: isFlow ? composeFlow(entries) : specText(entries, layout, comments)};
  });
  return {edits: [...cuts.flatMap((cut) => cut.edits), ...settled.edits, ...written], added};
}

function furtherIds({id, drafts}: IngressPlan, taken: ReadonlySet<string>): string[] {
  const ids = new Set(taken);
  return drafts.slice(1).map((draft) => {
    const further = furtherId(id, draft, ids);
    ids.add(further);
    return further;
  });
}

/** The first route of an ingress takes the place of its hosts, the others come behind the ingress. */
function slotsOf(
  plan: IngressPlan,
  {home, entries: gone}: Cut,
  further: readonly string[],
  reading: Reading,
  answers: Answers,
): Slot[] {
  const {field, drafts} = plan;
  const {file, root} = reading.resource.document;
  if (!home) return [];
  const layout = layoutOfIngress(file, root, field);
  const all = drafts.map((draft: Draft) => routeEntries(draft, plan));
  const found = gone.flatMap((span) => commentsIn(file, span, all));
  const shares = sharedOut(answers.comments ? [...found, ...droppedParts(field)] : found, all);
  const column = columnOf(file, field.keySpan?.start ?? 0);
  const shared = sharedEntries(plan, reading.versions);
  return all.map((entries, i): Slot => {
    const id = further[i - 1];
    const comments = shares[i] ?? [];
    if (id === undefined) return {span: placeOf(file, home), entries, layout, isFlow: field.isFlow, comments};
    const inner: Entry[] = [[id, {entries: [...shared, ...entries]}]];
    return {span: behind(file, plan, column), entries: inner, layout: {...layout, column}, isFlow: false, comments};
  });
}

/** Comments about what no route has, in its place. */
function droppedParts(field: Field): Comment[] {
  const isHeard = !field.get("defaultBackend").exists;
  const dropped = field.entries.filter(({key}) => key === "tls" || (key === "hosts" && !isHeard));
  return dropped.map((entry) => {
    const at = entry.keySpan?.start ?? entry.span.start;
    const text = composeFlow([[String(entry.key), partOf(plainValue(entry).value)]]);
    return {span: {start: at, end: at}, text: DROPPED + text, isBehind: false};
  });
}

function behind(file: YamlFile, {field}: IngressPlan, column: number): Span {
  const end = afterDeeperComments(file, linesOf(file, field).end, column);
  return {start: end, end};
}
