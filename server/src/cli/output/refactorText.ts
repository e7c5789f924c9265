import path from "node:path";
import type {Outcome} from "../../engine/features/refactoring.ts";
import type {Change, Note, Proposal, Question, Refusal} from "../../engine/refactors/refactoring.ts";
import {optionsFor} from "../answers.ts";
import type {Host} from "../host.ts";
import type {FileChange, RefactorReport} from "../refactor.ts";
import {unifiedDiff} from "./diff.ts";
import {COLOURED, PLAIN, type Style} from "./style.ts";

/** An outcome whose proposal is known to be of one sort. */
type Of<T extends Proposal> = Outcome & {readonly proposal: T};

/** How an outcome is named: its file as seen from where the command was called, and the object. */
type Naming = (outcome: Outcome) => string;

/**
 * The diff, as `git apply` and `patch -p1` read it, then what became of everything. They skip what stands behind a
 * diff, so that the whole can be piped to them.
 */
export function refactorText(report: RefactorReport, host: Host): string {
  const {root, changes, outcomes} = report;
  const style = host.hasColours ? COLOURED : PLAIN;
  const named: Naming = ({file, name}) => `${style.bold(path.relative(host.cwd, path.join(root, file)))}: ${name}`;
  const changed = outcomes.filter((outcome): outcome is Of<Change> => "edits" in outcome.proposal);
  const refused = outcomes.filter((outcome): outcome is Of<Refusal> => "refused" in outcome.proposal);
  const asked = outcomes.filter((outcome): outcome is Of<Question> => "asks" in outcome.proposal);
  const blocks = [
    ...changedBlocks(changed, named, style),
    section(
      "refused",
      refused.flatMap((outcome) => [named(outcome), `  ${outcome.proposal.refused}`]),
    ),
    section("needs an answer", questionLines(asked, named)),
    [summary(report, changed, refused.length, asked.length)],
  ].filter((lines) => lines.length > 0);
  const diff = changes.map((change) => changeDiff(change, report)).join("");
  return [style.diff(diff), ...blocks.map((lines) => `${lines.join("\n")}\n`)].filter((text) => text !== "").join("\n");
}

/** The diff of one file, byte order mark included. */
export function changeDiff({path: file, before, after}: FileChange, {withBom}: RefactorReport): string {
  const whole = (text: string | undefined): string | undefined =>
    text !== undefined && withBom.has(file) ? `\ufeff${text}` : text;
  return unifiedDiff(file, whole(before), whole(after), 3);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];
}

/** What was converted, each with what is to be said of it; what is to be said of several stands once, behind them. */
function changedBlocks(changed: readonly Of<Change>[], named: Naming, style: Style): string[][] {
  const notes = groupBy(
    changed.flatMap((outcome) => notesOf(outcome).map((note) => ({outcome, text: noteText(note, style)}))),
    ({text}) => text,
  );
  const own = (outcome: Of<Change>): string[] =>
    notesOf(outcome)
      .map((note) => noteText(note, style))
      .filter((text) => notes.get(text)?.length === 1);
  const lines = (outcome: Of<Change>): string[] => [named(outcome), ...own(outcome).map((text) => `  ${text}`)];
  const shared = [...notes].filter(([, uses]) => uses.length > 1);
  return [
    section("converted", changed.filter((outcome) => outcome.proposal.notes.length === 0).flatMap(lines)),
    section("converted, with notes", changed.filter((outcome) => outcome.proposal.notes.length > 0).flatMap(lines)),
    section(
      "notes about several",
      shared.flatMap(([text, uses]) => [
        text,
        ...(uses.length === changed.length ? ["  for all of them"] : uses.map(({outcome}) => `  ${named(outcome)}`)),
      ]),
    ),
  ];
}

/** The notes of a change, each once. */
function notesOf({proposal: {notes}}: Of<Change>): Note[] {
  return [...groupBy(notes, ({weight, text}) => `${weight} ${text}`).values()].flatMap(([note]) => note ?? []);
}

function noteText({weight, text}: Note, style: Style): string {
  return `${style.severity(weight, weight)}: ${text}`;
}

/** Each question once, with the options that answer it and what asks it. */
function questionLines(asked: readonly Of<Question>[], named: Naming): string[] {
  const questions = groupBy(asked, ({proposal}) => JSON.stringify([proposal.asks, proposal.choices]));
  return [...questions.values()].flatMap((outcomes) => {
    const {asks = "", choices = []} = outcomes[0]?.proposal ?? {};
    return [
      ...outcomes.map(named),
      `  ${asks}`,
      ...choices.map(({title, answers}) => `    ${optionsFor(answers)}  # ${title}`),
    ];
  });
}

function summary(report: RefactorReport, changed: readonly Of<Change>[], refused: number, asked: number): string {
  if (report.outcomes.length === 0) return "There is nothing to convert.";
  const withNotes = changed.filter(({proposal}) => proposal.notes.length > 0).length;
  const counts = [
    changed.length > 0 ? `${changed.length} converted${withNotes > 0 ? ` (${withNotes} with notes)` : ""}` : [],
    refused > 0 ? `${refused} refused` : [],
    asked > 0 ? `${asked} ${asked === 1 ? "needs" : "need"} an answer` : [],
  ].flat();
  const written = report.changes.length === 0 || report.isWritten ? "" : " Nothing is written yet: --write does that.";
  return `${counts.join(", ")}.${written}`;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
