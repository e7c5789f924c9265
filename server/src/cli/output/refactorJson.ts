import type {Proposal} from "../../engine/refactors/refactoring.ts";
import {optionsFor} from "../answers.ts";
import type {RefactorReport} from "../refactor.ts";
import {changeDiff} from "./refactorText.ts";

/** The report for programs; the shape is part of the interface and never changes within a version. */
export function refactorJson(report: RefactorReport): string {
  const {root, refactoring, outcomes, changes, isWritten} = report;
  const json = {
    version: 1,
    root,
    refactoring: refactoring.id,
    written: isWritten,
    outcomes: outcomes.map(({file, name, proposal}) => ({file, name, ...resultOf(proposal)})),
    files: changes.map((change) => ({
      file: change.path,
      change: change.before === undefined ? "created" : change.after === undefined ? "deleted" : "changed",
      diff: changeDiff(change, report),
    })),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function resultOf(proposal: Proposal): object {
  if ("refused" in proposal) return {result: "refused", reason: proposal.refused};
  if ("edits" in proposal) {
    return {result: "converted", notes: proposal.notes.map(({weight, text}) => ({weight, text}))};
  }
  const choices = proposal.choices.map(({title, answers}) => ({title, options: optionsFor(answers)}));
  return {result: "asked", asks: proposal.asks, choices};
}
