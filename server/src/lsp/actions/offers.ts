import {proposalFor} from "../../engine/features/refactoring.ts";
import type {Schemas} from "../../engine/ports.ts";
import {type Answers, type Change, type Subject, withAnswers} from "../../engine/refactors/refactoring.ts";
import type {Workspace} from "../../engine/workspace/workspace.ts";

/** More entries than this in one menu help nobody. */
const MAX_OFFERS = 12;
/** How many questions may follow on each other. */
const MAX_QUESTIONS = 4;

/** An entry of a menu: something that can be done, or why it can't. */
export interface Offer {
  readonly title: string;
  readonly outcome: Change | {readonly reason: string};
  /** Why a person has to be shown the result first. */
  readonly confirms?: string;
}

/** Everything that is offered for a subject. A reason why something can't be done is said once. */
export function offersFor(workspace: Workspace, schemas: Schemas, subject: Subject): Offer[] {
  const offers: Offer[] = [];
  const reasons = new Set<string>();
  const add = (offer: Offer): void => {
    if ("reason" in offer.outcome) {
      if (reasons.has(offer.outcome.reason)) return;
      reasons.add(offer.outcome.reason);
    }
    offers.push(offer);
  };
  const follow = (title: string, answers: Answers, confirms: readonly string[], asked: number): void => {
    if (offers.length >= MAX_OFFERS) return;
    const proposal = proposalFor(workspace, schemas, subject, answers);
    if ("edits" in proposal) {
      add({title, outcome: proposal, ...(confirms.length > 0 && {confirms: confirms.join(" ")})});
    } else if ("refused" in proposal) {
      add({title, outcome: {reason: proposal.refused}});
    } else {
      // The choices of a later question say enough by themselves.
      if (asked === 0 || proposal.choices.length === 0) add({title, outcome: {reason: proposal.asks}});
      if (asked === MAX_QUESTIONS) return;
      for (const choice of proposal.choices) {
        const more = choice.confirms === undefined ? confirms : [...confirms, choice.confirms];
        follow(`${title} ${choice.title}`, withAnswers(answers, choice.answers), more, asked + 1);
      }
    }
  };
  follow(subject.title, {}, [], 0);
  for (const {title, answers} of subject.variants ?? []) follow(title, answers, [], 0);
  return offers;
}
