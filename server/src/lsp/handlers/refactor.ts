import {type CancellationToken, LSPErrorCodes, ResponseError} from "vscode-languageserver/node";
import type {Outcome} from "../../engine/features/refactoring.ts";
import type {RefactorAnswer, RefactoredThing} from "../../protocol.ts";
import {applyPlans, isDone} from "../bulk/apply.ts";
import {readRefactorArgument} from "../bulk/argument.ts";
import {type Plan, planAll} from "../bulk/plan.ts";
import type {Session} from "../session.ts";

const SETTLE_MS = 2000;
const POLL_MS = 20;

/** The command `fluxWorkbench.refactor`: does a refactoring wherever it can be done. */
export async function refactor(session: Session, argument: unknown, token: CancellationToken): Promise<RefactorAnswer> {
  const request = readRefactorArgument(argument);
  const refactoring = session.refactorings.find(({id}) => id === request.id);
  if (!refactoring) throw new ResponseError(LSPErrorCodes.RequestFailed, `There is no refactoring ${request.id}.`);
  const plans = await planAll(session, refactoring, request, token);
  if (!plans) return answer(session, [], () => false, {ok: false, message: "Cancelled: nothing was changed."});
  const planned = answer(session, plans, isConverted);
  if (request.dryRun || planned.converted === 0) return planned;
  if (!(await applyPlans(session, refactoring, plans, `${refactoring.title}: ${planned.message}`))) {
    return {...planned, ok: false, converted: 0, withNotes: [], message: "Nothing was changed."};
  }
  await settled(session, plans);
  return answer(session, plans, (outcome, plan) => isConverted(outcome) && isDone(session, plan, outcome));
}

function isConverted({proposal}: Outcome): boolean {
  return "edits" in proposal;
}

/** Some clients tell what has become of their documents after they have answered; a person may have left out something. */
async function settled(session: Session, plans: readonly Plan[]): Promise<void> {
  const isSettled = (): boolean =>
    plans.every((plan) => plan.batch.outcomes.every((one) => !isConverted(one) || isDone(session, plan, one)));
  const deadline = performance.now() + SETTLE_MS;
  while (!isSettled() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  session.projects.sync();
}

function answer(
  {projects}: Session,
  plans: readonly Plan[],
  counts: (outcome: Outcome, plan: Plan) => boolean,
  failure?: {readonly ok: false; readonly message: string},
): RefactorAnswer {
  const all = plans.flatMap((plan) => plan.batch.outcomes.map((outcome) => ({plan, outcome})));
  const converted = new Set(all.flatMap(({plan, outcome}) => (counts(outcome, plan) ? outcome : [])));
  const of = <T>(more: (outcome: Outcome) => T | undefined): (RefactoredThing & T)[] =>
    all.flatMap(({plan: {project}, outcome}) => {
      const found = more(outcome);
      const thing = {uri: projects.uriOf({project, path: outcome.file}), name: outcome.name};
      return found === undefined ? [] : [{...thing, ...found}];
    });
  const withNotes = of((outcome) => {
    const {proposal} = outcome;
    const notes =
      "edits" in proposal && converted.has(outcome) ? proposal.notes.filter(({weight}) => weight === "warning") : [];
    return notes.length === 0 ? undefined : {notes: notes.map(({text}) => text)};
  });
  const refused = of(({proposal}) => ("refused" in proposal ? {reason: proposal.refused} : undefined));
  const questions = of(({proposal}) => ("asks" in proposal ? proposal : undefined));
  const left = all.length - converted.size;
  const message = `${converted.size} converted${left === 0 ? "" : `, ${left} left`}`;
  return {ok: true, message, ...failure, converted: converted.size, withNotes, refused, questions};
}
