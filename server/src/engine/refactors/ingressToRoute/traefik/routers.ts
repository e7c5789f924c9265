import type {Resource} from "../../../resources/resource.ts";
import {isOpenText} from "../../../resources/substitution.ts";
import type {Field} from "../../../yaml/field.ts";
import type {Refusal} from "../../refactoring.ts";
import type {MiddlewareName} from "../middlewares.ts";
import {readRule} from "./branches.ts";
import type {Conditions} from "./conditions.ts";
import type {Syntax} from "./matchers.ts";
import {parseRule} from "./rule.ts";
import {serviceObstacle} from "./services.ts";

/** An entry of `routes`: what Traefik makes a router of. */
export interface Router {
  readonly match: Field;
  /** The rule as it is written, without white space around it. */
  readonly text: string;
  readonly branches: readonly Conditions[];
  /** 0: the length of the rule. */
  readonly priority: number;
  readonly middlewares: readonly MiddlewareName[];
  /** Where the Middlewares are named. */
  readonly middlewareFields: readonly Field[];
  readonly services: readonly Field[];
  /** Whether the rule is one for Traefik 2, although nothing says so. */
  readonly isOnlyV2: boolean;
}

const SPEC_FIELDS = ["entryPoints", "ingressClassName", "routes", "tls"];
const ROUTE_FIELDS = ["kind", "match", "middlewares", "priority", "services", "syntax"];
const MIDDLEWARE_FIELDS = ["name", "namespace"];

/** The routers of an IngressRoute, as far as routes can be what they are. */
export function routersOf({root, group}: Resource): readonly Router[] | Refusal {
  const spec = root.get("spec");
  const other = unknownIn(spec, SPEC_FIELDS);
  if (other) return other;
  const routers: Router[] = [];
  for (const route of spec.get("routes").items) {
    const router = routerOf(route, group === "traefik.containo.us");
    if ("refused" in router) return router;
    routers.push(router);
  }
  return routers.length === 0 ? {refused: "The IngressRoute has no routes."} : routers;
}

/** The first field that holds something and that an HTTPRoute has no counterpart for. */
function unknownIn(map: Field, known: readonly string[]): Refusal | undefined {
  const other = map.mergedEntries.find((field) => field.exists && !known.includes(`${field.key}`));
  return other && {refused: `\`${other.name}\` has no counterpart in an HTTPRoute.`};
}

function routerOf(route: Field, isV2: boolean): Router | Refusal {
  const other = unknownIn(route, ROUTE_FIELDS);
  if (other) return other;
  const kind = route.get("kind");
  if (kind.exists && kind.string !== "Rule")
    return {refused: `\`${kind.name}\` is not \`Rule\`, so Traefik leaves it out.`};
  const match = route.get("match");
  const {scalar} = match;
  if (typeof scalar !== "string" || scalar.trim() === "") return {refused: `\`${match.name}\` is not a text.`};
  const syntax = syntaxOf(route.get("syntax"), isV2);
  if (typeof syntax !== "string") return syntax;
  const rule = parseRule(scalar);
  if (!rule) return {refused: `\`${scalar.trim()}\` can't be read as a rule of Traefik.`};
  const reading = readRule(rule, syntax);
  if ("refused" in reading) return reading;
  const priority = route.get("priority");
  if (priority.exists && priority.number === undefined) return {refused: `\`${priority.name}\` is not known here.`};
  const middlewares = middlewaresIn(route.get("middlewares"));
  if ("refused" in middlewares) return middlewares;
  const services = route.get("services").items;
  if (services.length === 0) return {refused: `\`${scalar.trim()}\` leads to no service.`};
  const obstacle = services.map(serviceObstacle).find((why) => why !== undefined);
  if (obstacle !== undefined) return {refused: obstacle};
  return {
    ...reading,
    match,
    text: scalar.trim(),
    priority: priority.number ?? 0,
    middlewares: middlewares.map(([name]) => name),
    middlewareFields: middlewares.map(([, field]) => field),
    services,
  };
}

function syntaxOf(field: Field, isV2: boolean): Syntax | Refusal {
  if (!field.exists) return isV2 ? "v2" : "either";
  if (field.isUnknown) return {refused: `\`${field.name}\` is not known here.`};
  return field.string === "v2" ? "v2" : "v3";
}

function middlewaresIn(list: Field): [MiddlewareName, Field][] | Refusal {
  const found: [MiddlewareName, Field][] = [];
  for (const item of list.items) {
    const other = unknownIn(item, MIDDLEWARE_FIELDS);
    if (other) return other;
    const [name, namespace] = [item.get("name").scalar, item.get("namespace").scalar];
    if (typeof name !== "string") return {refused: `\`${item.name}\` has no name.`};
    if (name.includes("@") || isOpenText(name)) {
      return {refused: `Middleware \`${name}\` can't be looked up here, so nobody knows whether it guards access.`};
    }
    found.push([{name, namespace: typeof namespace === "string" ? namespace : undefined}, item]);
  }
  return found;
}
