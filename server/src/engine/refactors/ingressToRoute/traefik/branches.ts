import type {Refusal} from "../../refactoring.ts";
import {type Conditions, joinedOf} from "./conditions.ts";
import {meaningOf, type Syntax} from "./matchers.ts";
import type {Rule} from "./rule.ts";

/** A rule as branches of which one has to fit. */
export interface Reading {
  readonly branches: readonly Conditions[];
  /** Whether the rule is one for Traefik 2, although nothing says so. */
  readonly isOnlyV2: boolean;
}

/** An HTTPRoute can't have more matches. */
const MAX_BRANCHES = 128;

/** The branches of a rule; what an HTTPRoute has no counterpart for is named. */
export function readRule(rule: Rule, syntax: Syntax): Reading | Refusal {
  const found = new Set<Syntax>();
  const branches = branchesOf(rule, syntax, found);
  if ("refused" in branches) return branches;
  if (found.has("v2") && found.has("v3")) {
    return {refused: `\`${rule.text}\` mixes the rules of Traefik 2 with those of Traefik 3.`};
  }
  if (branches.length === 0) return {refused: `No request can fit \`${rule.text}\`.`};
  return {branches, isOnlyV2: found.has("v2") && syntax === "either"};
}

function branchesOf(rule: Rule, syntax: Syntax, found: Set<Syntax>): readonly Conditions[] | Refusal {
  if ("not" in rule) return {refused: `\`${rule.text}\` has no counterpart in an HTTPRoute.`};
  if ("matcher" in rule) {
    const meaning = meaningOf(rule.matcher, rule.values, syntax);
    if (typeof meaning === "string") return {refused: `\`${rule.text}\` ${meaning}.`};
    found.add(meaning.syntax);
    return meaning.branches;
  }
  const [left, right] = "all" in rule ? rule.all : rule.any;
  const first = branchesOf(left, syntax, found);
  if ("refused" in first) return first;
  const second = branchesOf(right, syntax, found);
  if ("refused" in second) return second;
  const count = "any" in rule ? first.length + second.length : first.length * second.length;
  if (count > MAX_BRANCHES) return {refused: `\`${rule.text}\` has more branches than an HTTPRoute can have matches.`};
  return "any" in rule ? [...first, ...second] : bothOf(first, second, rule.text);
}

function bothOf(
  first: readonly Conditions[],
  second: readonly Conditions[],
  text: string,
): readonly Conditions[] | Refusal {
  const joined: Conditions[] = [];
  for (const left of first) {
    for (const right of second) {
      const both = joinedOf(left, right);
      if (both === "unclear") return {refused: `\`${text}\` asks for one thing in two ways, which an HTTPRoute can't.`};
      if (both) joined.push(both);
    }
  }
  return joined;
}
