import {quoted} from "../../../schema/words.ts";
import type {Refusal} from "../../refactoring.ts";
import {areCompatible, type Conditions, takesByElement, takesByLetter, wholePath} from "./conditions.ts";

/** A rule among those for one host. */
export interface RankedRule {
  /** The rule in a sentence. */
  readonly text: string;
  /** The rule to the letter: its length counts. */
  readonly written: string;
  /** Traefik's rank; 0: the length of the rule. */
  readonly priority: number;
  readonly branches: readonly Conditions[];
  /** What becomes of a request that it takes, for comparing. */
  readonly outcome: string;
  /** The names of the Services that it leads to. */
  readonly services: readonly string[];
  /** The Middlewares that keep requests away from them. */
  readonly guards: readonly string[];
}

/**
 * Refuses rules of one host that can take the same request and of which an HTTPRoute would choose another one than
 * Traefik does: that goes by the length of a rule, the Gateway API by what is more specific.
 */
export function orderObstacle(rules: readonly RankedRule[], isTraefik: boolean | undefined): Refusal | undefined {
  const orders = isTraefik === false ? [specified] : [specified, inTraefik];
  for (const [i, rule] of rules.entries()) {
    for (const [places, other] of rules.slice(i + 1).entries()) {
      const before = inIngressRoute(rule, other);
      const isSame = pairsOf(rule, other).every(([a, b]) =>
        orders.every((order) => haveSameSign(before, order(a, b, places + 1))),
      );
      if (!isSame && rule.outcome !== other.outcome) return {refused: sentence(rule, other)};
    }
  }
  return undefined;
}

function sentence(rule: RankedRule, other: RankedRule): string {
  const [by, order] =
    rule.priority || other.priority
      ? ["`priority`", "an HTTPRoute knows no priorities and would not choose the same"]
      : ["the length of a rule", "an HTTPRoute would not choose the same"];
  const names = quoted([rule.text, other.text]).join(" and ");
  return `${names} can take the same request: Traefik chooses by ${by}, ${order}.`;
}

/** The branches of two rules that may take the same request. */
function pairsOf(rule: RankedRule, other: RankedRule): [Conditions, Conditions][] {
  const pairs = rule.branches.flatMap((a) => other.branches.map((b): [Conditions, Conditions] => [a, b]));
  return pairs.filter(([a, b]) => mayBothTake(a, b));
}

/** Whether some request fits both, in Traefik as well as in an HTTPRoute. */
function mayBothTake(a: Conditions, b: Conditions): boolean {
  const [one, other] = [wholePath(a), wholePath(b)];
  if (!areCompatible(a, b)) return false;
  if ([one, other].some(({value}) => value.includes("${"))) return true;
  return [takesByElement, takesByLetter].every((takes) => takes(one, other.value) || takes(other, one.value));
}

/** More than 0 where the first goes before the second; 0 where nobody says it; undefined where it is not known here. */
type Order = number | undefined;

function haveSameSign(a: Order, b: Order): boolean {
  return a !== undefined && b !== undefined && a * b > 0;
}

function inIngressRoute(a: RankedRule, b: RankedRule): Order {
  if (!a.priority && !b.priority) return longer(a.written, b.written);
  if ([a, b].some(({priority, written}) => !priority && written.includes("${"))) return undefined;
  return (a.priority || a.written.length) - (b.priority || b.written.length);
}

const VARIABLE = /\$\{[^{}]*\}/g;

/** By how many letters a text is longer; what is in variables counts for nothing where both have the same. */
function longer(a: string, b: string): Order {
  const [inA, inB] = [a, b].map((text) => (text.match(VARIABLE) ?? []).sort().join());
  return inA === inB ? a.length - b.length : undefined;
}

/** The order of the Gateway API: exact paths, then long prefixes, methods, headers, parameters, and what comes first. */
function specified(a: Conditions, b: Conditions, places: number): Order {
  const [one, other] = [wholePath(a), wholePath(b)];
  if (one.type !== other.type) return one.type === "Exact" ? 1 : -1;
  const byPath = longer(one.value, other.value);
  if (byPath !== 0) return byPath;
  const byMethod = Number(b.method === undefined) - Number(a.method === undefined);
  return byMethod || a.headers.size - b.headers.size || a.query.size - b.query.size || places;
}

/** The order in which Traefik tries the routes of its Gateways, which is not always what the Gateway API says. */
function inTraefik(a: Conditions, b: Conditions, places: number): Order {
  const byLength = longer(wholePath(a).value, wholePath(b).value);
  return byLength === undefined ? undefined : rankInTraefik(a) - rankInTraefik(b) + places;
}

function rankInTraefik(conditions: Conditions): number {
  const {type, value} = wholePath(conditions);
  const ofPrefix = value === "/" ? 1 : 10_000 + value.length * 100;
  const ofMethod = conditions.method === undefined ? 0 : 1000;
  return (
    (type === "Exact" ? 100_000 : ofPrefix) + ofMethod + conditions.headers.size * 100 + conditions.query.size * 10
  );
}
