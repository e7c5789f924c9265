import {allOf} from "../../schema/words.ts";
import type {DraftRule} from "./draft.ts";
import type {MiddlewareEffect, RouteContext} from "./middlewares/effect.ts";
import {effectOfSpec} from "./middlewares/effects.ts";
import {isExtension, type MiddlewareName, middlewaresNamed} from "./middlewares/lookup.ts";

export type {MiddlewareName, RouteContext};

/** What becomes of a Middleware. Middlewares that do the same on the route say nothing. */
export interface MiddlewareVerdict {
  /** `namespace/name`: what confirms in `answers.confirmed` that it may be lost. */
  readonly key: string;
  /** `convert`: the route does it too. `drop`: it is not needed. `todo`: it is lost. `block`: it guards access. */
  readonly action: "convert" | "drop" | "todo" | "block";
  /** One sentence about it; undefined where there is nothing to say. */
  readonly why: string | undefined;
}

/** A rule behind its Middlewares. */
export interface Passage {
  /** In place of the rule; several where its matches are rewritten in different ways. */
  readonly rules: readonly DraftRule[];
  readonly verdicts: readonly MiddlewareVerdict[];
}

/** What the Middlewares of a router, in their order, make of a rule. */
export function throughMiddlewares(
  rule: DraftRule,
  names: readonly MiddlewareName[],
  context: RouteContext,
  around: readonly string[] = [],
): Passage {
  let rules: readonly DraftRule[] = [rule];
  const verdicts: MiddlewareVerdict[] = [];
  for (const name of names) {
    const next = throughOne(rules, name, context, around);
    rules = next.rules;
    verdicts.push(...next.verdicts);
  }
  return {rules, verdicts};
}

function throughOne(
  rules: readonly DraftRule[],
  name: MiddlewareName,
  context: RouteContext,
  around: readonly string[],
): Passage {
  const {key, found} = middlewaresNamed(name, context);
  const stays = (action: MiddlewareVerdict["action"], why: string): Passage => ({
    rules,
    verdicts: [{key, action, why: `Middleware \`${key}\` ${why}.`}],
  });
  const [first, ...others] = found;
  if (!first) return stays("block", "is not in the repository, so nobody knows here whether it guards access");
  if (isExtension(found, context)) return {rules: rules.map((rule) => extended(rule, first.name)), verdicts: []};
  if (others.some(({spec}) => JSON.stringify(spec) !== JSON.stringify(first.spec))) {
    return stays("block", "is not the same on all clusters, so it can't be converted");
  }
  const [[type, value] = ["", undefined], ...more] = Object.entries(first.spec ?? {});
  if (more.length > 0 || type === "")
    return stays("block", "can't be read, so nobody knows here whether it guards access");
  if (type === "chain") return throughChain(rules, first.namespace, key, value, context, around);
  const effects = rules.map((rule) => effectOfSpec(type, value, rule, context));
  const lost = effects.find((effect) => "action" in effect);
  if (lost) return stays(lost.action, lost.why);
  const done = effects.filter((effect): effect is Extract<MiddlewareEffect, {rules: unknown}> => "rules" in effect);
  const whys = [...new Set(done.flatMap(({why}) => why ?? []))];
  return {
    rules: done.flatMap((effect) => effect.rules),
    verdicts: [{key, action: "convert", why: whys.length > 0 ? `Middleware \`${key}\` ${allOf(whys)}.` : undefined}],
  };
}

/** A chain is what its members are. */
function throughChain(
  rules: readonly DraftRule[],
  namespace: string | undefined,
  key: string,
  value: unknown,
  context: RouteContext,
  around: readonly string[],
): Passage {
  const members = chainMembers(value, namespace);
  if (!members || around.includes(key)) {
    const why = `Middleware \`${key}\` is a chain whose members can't be read.`;
    return {rules, verdicts: [{key, action: "block", why}]};
  }
  const passages = rules.map((rule) => throughMiddlewares(rule, members, context, [...around, key]));
  return {rules: passages.flatMap((passage) => passage.rules), verdicts: distinct(passages.flatMap((p) => p.verdicts))};
}

function chainMembers(value: unknown, namespace: string | undefined): MiddlewareName[] | undefined {
  const list: unknown = (value as {middlewares?: unknown} | null)?.middlewares;
  if (!Array.isArray(list)) return undefined;
  const names = list.map((member: {name?: unknown; namespace?: unknown} | null): MiddlewareName | undefined => {
    const {name, namespace: own} = member ?? {};
    if (typeof name !== "string" || name.includes("@")) return undefined;
    return {name, namespace: typeof own === "string" ? own : namespace};
  });
  return names.every((name) => name !== undefined) ? (names as MiddlewareName[]) : undefined;
}

/** Verdicts about the same in one rule and another are said once. */
export function distinct(verdicts: readonly MiddlewareVerdict[]): MiddlewareVerdict[] {
  return [...new Map(verdicts.map((verdict) => [JSON.stringify(verdict), verdict])).values()];
}

/** Traefik takes its own Middlewares as filters, from the route's namespace only. */
function extended(rule: DraftRule, name: string): DraftRule {
  const filter = {type: "ExtensionRef", extensionRef: {group: "traefik.io", kind: "Middleware", name}};
  return {...rule, filters: [...rule.filters, filter]};
}
