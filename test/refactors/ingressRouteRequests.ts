import fc from "fast-check";
import {valueAt} from "../../server/src/engine/workspace/values.ts";

/** A request that asks a router. */
export interface Asked {
  readonly host: string;
  readonly path: string;
  readonly method: string;
  /** The value of the header `X-A`, if it has one. */
  readonly header: string | undefined;
}

/** A rule of Traefik, before it is a text. */
type Rule =
  | {readonly matcher: "Host" | "Path" | "PathPrefix" | "Method" | "X-A"; readonly value: string}
  | {readonly operator: "&&" | "||"; readonly rules: readonly [Rule, Rule]};

/** A router; `service` is where it sends requests. */
export interface Router {
  readonly rule: Rule;
  readonly priority: number;
  readonly service: string;
}

const leaf: fc.Arbitrary<Rule> = fc.oneof(
  {weight: 3, arbitrary: fc.record({matcher: fc.constant("Host" as const), value: fc.constantFrom("a.io", "b.io")})},
  {
    weight: 4,
    arbitrary: fc.record({
      matcher: fc.constantFrom("Path" as const, "PathPrefix" as const),
      value: fc.constantFrom("/", "/x", "/x/", "/xy", "/x/y", "/z"),
    }),
  },
  fc.record({matcher: fc.constant("Method" as const), value: fc.constantFrom("GET", "PUT")}),
  fc.record({matcher: fc.constant("X-A" as const), value: fc.constantFrom("1", "2")}),
);

const tree: fc.Arbitrary<Rule> = fc.letrec<{rule: Rule; joined: Rule}>((tie) => ({
  rule: fc.oneof({maxDepth: 2}, leaf, tie("joined")),
  joined: fc.record({
    operator: fc.constantFrom("&&" as const, "||" as const),
    rules: fc.tuple(tie("rule"), tie("rule")),
  }),
})).rule;

/** Rules as people write them: for a host, with something more. */
const usual: fc.Arbitrary<Rule> = fc
  .tuple(fc.constantFrom("a.io", "b.io"), fc.option(tree, {nil: undefined, freq: 3}))
  .map(([value, more]) =>
    more ? {operator: "&&", rules: [{matcher: "Host", value}, more]} : {matcher: "Host", value},
  );

/** Some routers of one IngressRoute. */
export const routers: fc.Arbitrary<Router[]> = fc.array(
  fc.record({
    rule: fc.oneof({weight: 5, arbitrary: usual}, {weight: 1, arbitrary: tree}),
    priority: fc.constantFrom(0, 0, 0, 0, 5, 30, 60),
    service: fc.constantFrom("s1", "s2", "s3"),
  }),
  {minLength: 1, maxLength: 3},
);

/** A rule as a text. */
export function ruleText(rule: Rule): string {
  if ("matcher" in rule) {
    return rule.matcher === "X-A" ? `Header(\`X-A\`, \`${rule.value}\`)` : `${rule.matcher}(\`${rule.value}\`)`;
  }
  const [left, right] = rule.rules.map((part) => ("operator" in part ? `(${ruleText(part)})` : ruleText(part)));
  return `${left} ${rule.operator} ${right}`;
}

/** All requests worth asking. */
export const REQUESTS: readonly Asked[] = ["a.io", "b.io", "c.io"].flatMap((host) =>
  ["/", "/x", "/x/", "/xy", "/xyz", "/x/y", "/x/yz", "/x/y/z", "/z", "/z/z", "/zz", "/q"].flatMap((path) =>
    ["GET", "PUT", "POST"].flatMap((method) => [undefined, "1", "2"].map((header) => ({host, path, method, header}))),
  ),
);

function fits(rule: Rule, asked: Asked): boolean {
  if ("operator" in rule) {
    return rule.operator === "&&"
      ? rule.rules.every((one) => fits(one, asked))
      : rule.rules.some((one) => fits(one, asked));
  }
  const {matcher, value} = rule;
  if (matcher === "PathPrefix") return asked.path.startsWith(value);
  return {Host: asked.host, Path: asked.path, Method: asked.method, "X-A": asked.header}[matcher] === value;
}

/** Where Traefik sends a request: to the first router by priority, which is the length of the rule where none is set. */
export function inTraefik(all: readonly Router[], asked: Asked): string | undefined {
  const rank = ({priority, rule}: Router): number => priority || ruleText(rule).length;
  const fitting = all.filter(({rule}) => fits(rule, asked)).sort((a, b) => rank(b) - rank(a));
  return fitting[0]?.service;
}

/** Where a Gateway sends a request: to the most specific match of the routes, which all have exact hosts or none. */
export function inGateway(routes: readonly unknown[], asked: Asked): string | undefined {
  const ways = routes.flatMap((route) => {
    const hosts = valueAt(route, ["spec", "hostnames"]) as string[] | undefined;
    if (hosts && !hosts.includes(asked.host)) return [];
    return (valueAt(route, ["spec", "rules"]) as unknown[]).flatMap((rule) =>
      ((valueAt(rule, ["matches"]) ?? [{}]) as unknown[]).flatMap((match) => {
        const rank = rankOf(match, asked);
        const service = String(valueAt(rule, ["backendRefs", 0, "name"]));
        return rank ? [{rank: [hosts ? 1 : 0, ...rank], service}] : [];
      }),
    );
  });
  const compare = (a: readonly number[], b: readonly number[]): number =>
    b.map((one, i) => one - (a[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
  return ways.sort((a, b) => compare(a.rank, b.rank))[0]?.service;
}

/** How specific a match is; undefined where it does not take the request. */
function rankOf(match: unknown, asked: Asked): number[] | undefined {
  const [type, value] = [valueAt(match, ["path", "type"]), String(valueAt(match, ["path", "value"]) ?? "/")];
  const bare = value.replace(/\/$/, "");
  const isIn = type === "Exact" ? asked.path === value : asked.path === bare || asked.path.startsWith(`${bare}/`);
  const [method, header] = [valueAt(match, ["method"]), valueAt(match, ["headers", 0, "value"])];
  if (!isIn || (method !== undefined && method !== asked.method)) return undefined;
  if (header !== undefined && header !== asked.header) return undefined;
  return [type === "Exact" ? 1 : 0, value.length, method ? 1 : 0, header ? 1 : 0];
}
