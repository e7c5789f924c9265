import {quoted} from "../../../schema/words.ts";
import {leaf, leavesOf, type MapPart} from "../../../yaml/edit/compose.ts";
import type {Note, Refusal} from "../../refactoring.ts";
import type {Draft, DraftMatch, DraftRule} from "../draft.ts";
import {type MiddlewareVerdict, type RouteContext, throughMiddlewares} from "../middlewares.ts";
import {type Conditions, isEverything, type NamedValues, wholePath} from "./conditions.ts";
import {orderObstacle, type RankedRule} from "./precedence.ts";
import {prefixNotes} from "./prefixes.ts";
import type {Router} from "./routers.ts";

/** A router with its services as a route has them. */
export interface Served {
  readonly router: Router;
  readonly backends: readonly MapPart[];
}

/** The routes of an IngressRoute, and what is to be said of them. */
export interface Drafted {
  readonly drafts: readonly Draft[];
  readonly notes: readonly Note[];
  readonly verdicts: readonly MiddlewareVerdict[];
}

/** What one host asks of one router. */
interface Share {
  readonly served: Served;
  readonly branches: readonly Conditions[];
}

/** A route before it is a draft. */
interface RouteInMaking {
  readonly hosts: (string | undefined)[];
  readonly rules: readonly DraftRule[];
  readonly shares: readonly Share[];
}

/** Routes for routers: one for all hosts that the same is served for. */
export function draftsOfRouters(all: readonly Served[], context: RouteContext): Drafted | Refusal {
  const hosts = new Map<string | undefined, Share[]>();
  for (const served of all) {
    for (const host of new Set(served.router.branches.map((branch) => branch.host))) {
      const branches = served.router.branches.filter((branch) => branch.host === host);
      hosts.set(host, [...(hosts.get(host) ?? []), {served, branches}]);
    }
  }
  const notes = new Map<string, Note>();
  const verdicts = new Map<string, MiddlewareVerdict>();
  const routes = new Map<string, RouteInMaking>();
  for (const [host, shares] of hosts) {
    const ranked = shares.map((share) => rankedOf(share, context));
    const obstacle = orderObstacle(ranked, context.parent.isTraefik);
    if (obstacle) return obstacle;
    const found = prefixNotes(ranked);
    if ("refused" in found) return found;
    for (const note of found) notes.set(note.text, note);
    const key = JSON.stringify([host === undefined, ranked.map(({outcome}, i) => [outcome, matchKeys(shares[i])])]);
    const route = routes.get(key);
    if (route) {
      route.hosts.push(host);
      continue;
    }
    const passages = shares.map(({served: {router, backends}, branches}) =>
      throughMiddlewares({matches: matchesOf(branches, router), filters: [], backends}, router.middlewares, context),
    );
    for (const verdict of passages.flatMap((passage) => passage.verdicts))
      verdicts.set(JSON.stringify(verdict), verdict);
    const rules = passages.flatMap((passage) => passage.rules).map(withoutIdleBackends);
    routes.set(key, {hosts: [host], rules, shares});
  }
  const collision = collisionIn([...routes.values()]);
  if (collision) return collision;
  return {
    drafts: [...routes.values()].map(draftOf),
    notes: [...notes.values()],
    verdicts: [...verdicts.values()],
  };
}

/** Routes whose hosts include one another: a Gateway asks for the host first, Traefik for the rank of the rule. */
function collisionIn(routes: readonly RouteInMaking[]): Refusal | undefined {
  for (const general of routes) {
    for (const special of routes) {
      if (general === special || !general.hosts.some((wide) => special.hosts.some((host) => includes(wide, host))))
        continue;
      const texts = [general, special].flatMap(({shares}) => shares.map(({served}) => served.router.text));
      const names = quoted([...new Set(texts)]).join(" and ");
      return {
        refused: `${names} can take the same host in different ways, and a Gateway does not choose as Traefik does.`,
      };
    }
  }
  return undefined;
}

/** Whether one host, or every host, stands for another one too. */
function includes(wide: string | undefined, host: string | undefined): boolean {
  if (wide === undefined || host === undefined) return wide === undefined && host !== undefined;
  return wide.startsWith("*.") && host !== wide && host.endsWith(wide.slice(1));
}

function rankedOf({served: {router, backends}, branches}: Share, context: RouteContext): RankedRule {
  const {text, match, priority, middlewares} = router;
  const bare: DraftRule = {matches: [], filters: [], backends};
  // What a Gateway of another kind would not do for the route, is what Traefik's does by itself.
  const lost = throughMiddlewares(bare, middlewares, {...context, parent: {...context.parent, isTraefik: false}});
  return {
    text,
    written: String(match.scalar),
    priority,
    branches,
    services: router.services.map((service) => String(service.get("name").scalar)),
    outcome: JSON.stringify([middlewares, backends.map(textsOf)]),
    guards: lost.verdicts.filter(({action}) => action === "block").map(({key}) => key),
  };
}

function textsOf(part: MapPart): string[] {
  return leavesOf(part).map(({text}) => text.replace(/^&\S+ /, ""));
}

function matchKeys(share: Share | undefined): unknown {
  return share?.branches.map(({path, method, headers, query}) => [path, method, [...headers], [...query]]);
}

/** The matches of a rule; none where one of them takes everything. */
function matchesOf(branches: readonly Conditions[], {match}: Router): DraftMatch[] {
  const matches = new Map<string, DraftMatch>();
  for (const branch of branches) {
    const more = moreOf(branch);
    const {type, value} = wholePath(branch);
    if (!more && isEverything(wholePath(branch))) return [];
    const found: DraftMatch = {type, path: leaf(value, match.span.start), pathText: value, ...(more && {more})};
    matches.set(JSON.stringify([type, value, more]), found);
  }
  return [...matches.values()];
}

function moreOf({method, headers, query}: Conditions): Record<string, unknown> | undefined {
  const more = {
    ...(headers.size > 0 && {headers: entriesOf(headers)}),
    ...(query.size > 0 && {queryParams: entriesOf(query)}),
    ...(method !== undefined && {method}),
  };
  return Object.keys(more).length === 0 ? undefined : more;
}

function entriesOf(values: NamedValues): object[] {
  return [...values.values()].map(({name, value}) => ({name, value}));
}

/** A rule that redirects has no backends. */
function withoutIdleBackends(rule: DraftRule): DraftRule {
  const isRedirect = rule.filters.some((filter) => "type" in filter && filter.type === "RequestRedirect");
  return isRedirect ? {...rule, backends: []} : rule;
}

/** Comments above a rule stay above its first match; where it has none, above the hosts. */
function draftOf({hosts, rules, shares: [first]}: RouteInMaking): Draft {
  const hostTexts = hosts.flatMap((host) => host ?? []);
  const from = (rules[0]?.matches.length ?? 0) > 0 ? undefined : first?.served.router.match.span.start;
  return {hostnames: hostTexts.map((host) => leaf(host, from)), hostTexts, rules};
}
