import {allOf, quoted} from "../../../schema/words.ts";
import type {Answers, Question} from "../../refactoring.ts";

/** Something that guards access and does not go along. */
export interface Blocked {
  /** What confirms it, in `answers.confirmed`. */
  readonly key: string;
  /** A sentence. */
  readonly why: string | undefined;
  /** Another one that this only completes: who confirms that has confirmed both. */
  readonly with?: string;
  /** What is confirmed one by one instead. */
  readonly guards?: readonly Blocked[];
}

/** The question that stands before a route without its guards; undefined where all of it is confirmed. */
export function confirmationOf(all: readonly Blocked[], {confirmed = []}: Answers): Question | undefined {
  const blocked = all.flatMap((one) => one.guards ?? [one]);
  const open = blocked.filter((one) => !confirmed.includes(one.key) && !(one.with && confirmed.includes(one.with)));
  const mains = open.filter((one) => !blocked.some(({key}) => key === one.with));
  if (mains.length === 0) return undefined;
  const parts = open.filter((one) => !mains.includes(one));
  const keys = [...new Set(mains.map(({key}) => key))];
  const names = allOf(quoted(keys));
  const reasons = [...new Set(mains.flatMap(({why}) => why ?? []))].join(" ");
  const along = parts.length > 0 ? ` With it go ${allOf(quoted([...new Set(parts.map(({key}) => key))]))}.` : "";
  const asks = `${reasons}${along} Nothing of it is in the route: confirm ${names} where the app is safe without it.`;
  return {asks, choices: [{title: `without ${names}`, answers: {confirmed: keys}, confirms: reasons + along}]};
}
