import {allOf, quoted} from "../../../schema/words.ts";
import type {Note, Refusal} from "../../refactoring.ts";
import {
  areCompatible,
  type Conditions,
  isEverything,
  isImplied,
  type PathCondition,
  takesByElement,
  takesByLetter,
  wholePath,
} from "./conditions.ts";
import type {RankedRule} from "./precedence.ts";

/**
 * What the prefixes of the rules of one host mean in an HTTPRoute: it compares them in whole elements, Traefik letter
 * by letter. Refused where a request would get past Middlewares that guard it today.
 */
export function prefixNotes(rules: readonly RankedRule[]): Note[] | Refusal {
  const notes: Note[] = [];
  for (const rule of rules) {
    for (const branch of rule.branches) {
      const {path} = branch;
      if (path?.type !== "PathPrefix" || isEverything(path)) continue;
      const note = path.value.endsWith("/") ? gained(rule, branch, path, rules) : lost(rule, branch, path, rules);
      if (note && "refused" in note) return note;
      if (note) notes.push(note);
    }
  }
  return notes;
}

/** `/api/` takes `/api` too, once it is that of an HTTPRoute. */
function gained(
  rule: RankedRule,
  branch: Conditions,
  path: PathCondition,
  rules: readonly RankedRule[],
): Note | Refusal | undefined {
  const bare = path.value.slice(0, -1);
  const owners = rules.filter((other) => takes(other, branch, bare, takesByLetter, areCompatible));
  const guarded = owners.find((owner) => missing(owner, rule).length > 0);
  if (guarded) return pastGuards(bare, guarded, rule, "of a route");
  const others = owners.filter((owner) => owner.outcome !== rule.outcome);
  if (others.length === 0 && owners.some((owner) => takes(owner, branch, bare, takesByLetter, isImplied))) {
    return undefined;
  }
  const before = others.length === 0 ? "" : `, and goes to ${textsOf(others)} there`;
  return {
    weight: "warning",
    text: `\`${bare}\` is not part of the prefix \`${path.value}\` in Traefik${before}; in the route it is.`,
  };
}

/** `/api` takes `/apis` no more, once it is that of an HTTPRoute. */
function lost(
  rule: RankedRule,
  branch: Conditions,
  path: PathCondition,
  rules: readonly RankedRule[],
): Note | Refusal | undefined {
  const values = rules.flatMap((other) => other.branches.map((one) => wholePath(one).value));
  const near = values.filter((value) => takesByLetter(path, value) && !takesByElement(path, value));
  const heirsOf = (sample: string): RankedRule[] =>
    rules.filter((other) => takes(other, branch, sample, takesByElement, areCompatible));
  const samples = [`${path.value}x`, ...near].filter((sample) => {
    const heirs = heirsOf(sample);
    const isKept = heirs.some((heir) => takes(heir, branch, sample, takesByElement, isImplied));
    return !isKept || heirs.some(({outcome}) => outcome !== rule.outcome);
  });
  if (samples.length === 0) return undefined;
  const others = rules.filter(
    (other) => samples.some((sample) => heirsOf(sample).includes(other)) && other.outcome !== rule.outcome,
  );
  const unguarded = others.find((heir) => missing(rule, heir).length > 0);
  if (unguarded) return pastGuards(samples[0] ?? "", rule, unguarded, "of Traefik");
  const after = others.length === 0 ? "" : ` They go to ${textsOf(others)} then.`;
  return {
    weight: "warning",
    text:
      `Traefik compares the prefix \`${path.value}\` letter by letter, so that it takes paths like \`${samples[0]}\`; ` +
      `the route takes \`${path.value}\` and what is below it.${after}`,
  };
}

/** Whether a rule takes a path, from requests that have what a branch asks for. */
function takes(
  rule: RankedRule,
  branch: Conditions,
  path: string,
  how: (condition: PathCondition, path: string) => boolean,
  among: (one: Conditions, branch: Conditions) => boolean,
): boolean {
  return rule.branches.some((one) => among(one, branch) && how(wholePath(one), path));
}

/** The guards of a rule that another one to the same Service does not have. */
function missing(rule: RankedRule, other: RankedRule): string[] {
  const isSame = rule.services.some((service) => other.services.includes(service));
  return isSame ? rule.guards.filter((guard) => !other.guards.includes(guard)) : [];
}

function pastGuards(path: string, from: RankedRule, to: RankedRule, whose: string): Refusal {
  const names = allOf(quoted(missing(from, to)));
  return {
    refused: `Requests for paths like \`${path}\` would get past Middleware ${names}, to \`${to.text}\`: a prefix ${whose} takes them too.`,
  };
}

function textsOf(rules: readonly RankedRule[]): string {
  return allOf(quoted(rules.map(({text}) => text)));
}
