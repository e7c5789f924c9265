import {targetsNamed} from "../../../workspace/resolve.ts";
import type {Target} from "../../../workspace/targets.ts";
import {valueAt} from "../../../workspace/values.ts";
import {type Place, placesOf} from "../places.ts";
import type {RouteContext} from "./effect.ts";

/** A Middleware as a router names it. */
export interface MiddlewareName {
  readonly name: string;
  /** Undefined: the namespace of the route. */
  readonly namespace: string | undefined;
}

/** A Middleware of the repository. */
export interface Middleware {
  readonly name: string;
  readonly namespace: string;
  readonly type: string;
  /** As it gets to the cluster; undefined where that is not known. */
  readonly spec: object | undefined;
}

const MIDDLEWARE = "traefik.io/Middleware";
/** The second is the group of Traefik 2; Traefik 3 does not know it. */
const TYPES = [MIDDLEWARE, "traefik.containo.us/Middleware"];

/** Middlewares of a name: one for each place that the route gets to, or none at all. */
export function middlewaresNamed(
  {name, namespace}: MiddlewareName,
  {workspace, resource}: RouteContext,
): {readonly key: string; readonly found: readonly Middleware[]} {
  const places = placesOf(workspace, resource);
  const own = new Set(places.map((place) => namespace ?? place.namespace));
  const [first] = own;
  const key = own.size === 1 && first ? `${first}/${name}` : name;
  const found = places.map((place) => middlewareAt(name, namespace ?? place.namespace, place, workspace));
  return {key, found: found.every((middleware) => middleware !== undefined) ? (found as Middleware[]) : []};
}

function middlewareAt(
  name: string,
  namespace: string | undefined,
  {cluster}: Place,
  workspace: RouteContext["workspace"],
): Middleware | undefined {
  if (!namespace) return undefined;
  const targets = TYPES.flatMap((type) => targetsNamed(workspace.graph, type, name, cluster));
  const found = targets.filter(
    (target) => target.isCertain && !target.isMade && namespaceOf(target, workspace) === namespace,
  );
  const [target] = found;
  return target && {name, namespace, type: target.type, spec: specOf(target, workspace)};
}

function namespaceOf({applied, namespace, at}: Target, workspace: RouteContext["workspace"]): string | undefined {
  return applied ? namespace : workspace.file(at.file)?.documents[at.document]?.root.at("metadata", "namespace").string;
}

function specOf({applied, at}: Target, workspace: RouteContext["workspace"]): object | undefined {
  const object = applied
    ? workspace.graph.effective(applied)?.object
    : workspace.file(at.file)?.documents[at.document]?.plain().value;
  const spec = valueAt(object, ["spec"]);
  return typeof spec === "object" && spec !== null ? spec : undefined;
}

/** Whether Traefik's Gateway finds a Middleware by its name alone: in the namespace of the route, wherever that gets to. */
export function isExtension(found: readonly Middleware[], {workspace, resource, parent}: RouteContext): boolean {
  if (parent.isTraefik !== true || found.some(({type}) => type !== MIDDLEWARE)) return false;
  return placesOf(workspace, resource).every(
    ({namespace}, i) => namespace !== undefined && namespace === found[i]?.namespace,
  );
}

/**
 * The Middleware that an annotation of an Ingress names as `<namespace>-<name>@kubernetescrd`: the dashes do not tell
 * where the name begins, so it is looked for. Undefined where none or several of the repository can be meant, and for
 * Middlewares that are written elsewhere.
 */
export function middlewareOfKey(key: string, context: RouteContext): MiddlewareName | undefined {
  const [text = "", provider] = key.split("@");
  if (provider !== "kubernetescrd") return undefined;
  const dashes = [...text.matchAll(/-/g)].map(({index}) => index);
  const names = dashes.map((dash) => ({namespace: text.slice(0, dash), name: text.slice(dash + 1)}));
  const found = names.filter((name) => middlewaresNamed(name, context).found.length > 0);
  return found.length === 1 ? found[0] : undefined;
}
