import {type Outcome, refactorAll} from "../../../server/src/engine/features/refactoring.ts";
import {INGRESS_TO_ROUTE} from "../../../server/src/engine/refactors/ingressToRoute/index.ts";
import {type Answers, withAnswers} from "../../../server/src/engine/refactors/refactoring.ts";
import {schemas, workspaceOf} from "../../support/check.ts";
import {type Case, repositoryOf} from "./cases.ts";

/** What came of a case. */
export interface Converted {
  /** All files as they are afterwards. */
  readonly files: ReadonlyMap<string, string>;
  readonly outcomes: readonly Outcome[];
  /** Why something stayed as it was: refusals, and questions that nobody can answer for a person. */
  readonly reasons: readonly string[];
  /** What people are told that works differently afterwards. */
  readonly warnings: readonly string[];
  /** What had to be confirmed. */
  readonly confirmed: readonly string[];
}

/** Converts a case in a repository of its own; what guards access is confirmed. */
export async function convert(one: Case): Promise<Converted> {
  const files = new Map(Object.entries(repositoryOf(one)));
  const workspace = workspaceOf(files);
  let answers: Answers = {};
  for (let round = 0; round < 5; round++) {
    const batch = await refactorAll(workspace, schemas, INGRESS_TO_ROUTE, [one.path], answers);
    if (!batch) throw new Error("It was ended.");
    const more = confirmationIn(batch.outcomes);
    if (more) {
      answers = withAnswers(answers, more);
      continue;
    }
    const after = new Map([...files, ...batch.texts]);
    for (const file of batch.deleted) after.delete(file);
    const reasons = batch.outcomes.flatMap(({proposal}) =>
      "refused" in proposal ? [proposal.refused] : "asks" in proposal ? [proposal.asks] : [],
    );
    const warnings = batch.outcomes.flatMap(({proposal}) =>
      "notes" in proposal ? proposal.notes.filter(({weight}) => weight === "warning").map(({text}) => text) : [],
    );
    return {files: after, outcomes: batch.outcomes, reasons, warnings, confirmed: answers.confirmed ?? []};
  }
  throw new Error(`${one.id}: no end of questions`);
}

/** The answers that confirm what a question names; undefined where no question asks for that. */
function confirmationIn(outcomes: readonly Outcome[]): Answers | undefined {
  for (const {proposal} of outcomes) {
    if (!("asks" in proposal)) continue;
    const choice = proposal.choices.find(({answers}) => answers.confirmed && answers.confirmed.length > 0);
    if (choice) return {confirmed: choice.answers.confirmed ?? []};
  }
  return undefined;
}
