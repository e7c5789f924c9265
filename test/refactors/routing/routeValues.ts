import {isEmpty, isMap, type Json, type JsonMap, listOf, mapOf, merge, textOf} from "./json.ts";
import {enabledItems} from "./names.ts";
import {isNumber} from "./ports.ts";
import {routeRefusals} from "./refusals.ts";
import {isTemplate, type Release, tpl} from "./release.ts";
import {portByName, primaryPort, type Service, type Services} from "./services.ts";
import type {Collector} from "./table.ts";
import {atLeast} from "./version.ts";

/** What 2.x has in its values before anybody writes any. */
const MAIN_OF_2: JsonMap = {
  main: {enabled: false, rules: [{backendRefs: [], matches: [{path: {type: "PathPrefix", value: "/"}}]}]},
};

/** The route objects that the chart makes of `route` in its values. */
export function renderRoutes(release: Release, services: Services, collector: Collector): JsonMap[] {
  const {version} = release;
  const written = mapOf(release.values.route);
  const items = atLeast(version, "3.0.0") ? written : merge(MAIN_OF_2, written);
  for (const [id, item] of Object.entries(items)) {
    if (!isMap(item)) collector.problem(`refused by the chart: route ${id} is no map`);
    else for (const said of routeRefusals(id, item, version)) collector.problem(`refused by the schema: ${said}`);
  }
  const enabled = enabledItems(items);
  if (haveRandomNames(enabled, version))
    collector.problem("two routes may get the same name: the chart picks a main one");
  return enabled.map(([id, item]) => {
    const fail = (text: string): void => collector.problem(`refused by the chart: route ${id}: ${text}`);
    return render(id, item, {release, services, fail});
  });
}

/** Up to 3.7.2 one of the routes that say `enabled: true` goes without its identifier, and which one is chance. */
function haveRandomNames(routes: readonly [string, JsonMap][], version: string): boolean {
  if (atLeast(version, "3.7.3")) return false;
  const said = routes.filter(([, route]) => !isEmpty(route.enabled) && isEmpty(route.nameOverride));
  return said.length > 1 && said.every(([, route]) => isEmpty(route.primary));
}

interface Context {
  readonly release: Release;
  readonly services: Services;
  readonly fail: (text: string) => void;
}

function render(id: string, item: JsonMap, context: Context): JsonMap {
  const {release, fail} = context;
  const {version} = release;
  for (const parent of listOf(item.parentRefs).map(mapOf)) {
    if (isEmpty(parent.name) && isEmpty(parent.identifier)) fail("a parentRef without a name");
    if (isEmpty(parent.namespace) && !atLeast(version, "5.0.1")) fail("a parentRef without a namespace");
  }
  const kind = textOf(item.kind) || "HTTPRoute";
  const isNamed = kind !== "TCPRoute" && kind !== "UDPRoute";
  const hostnames = (isNamed ? listOf(item.hostnames) : []).map((host) =>
    atLeast(version, "2.1.0") ? tpl(textOf(host), release) : textOf(host),
  );
  return {
    apiVersion: `gateway.networking.k8s.io/${atLeast(version, "2.1.0") ? "v1" : "v1beta1"}`,
    kind,
    metadata: {name: `route ${id}`, namespace: release.namespace},
    spec: {hostnames, rules: rulesOf(item, context).map((rule) => ruleOf(rule, context))},
  };
}

/** The rules, or the one that the chart adds where there are none. */
function rulesOf(item: JsonMap, {release, services, fail}: Context): JsonMap[] {
  const {version} = release;
  if (!isEmpty(item.rules)) return listOf(item.rules).map(mapOf);
  if (services.enabled.length === 1 && atLeast(version, "4.1.1")) return [{backendRefs: [{}]}];
  if (services.enabled.length !== 1 && atLeast(version, "4.1.2")) fail("an explicit rule is required");
  return [];
}

function ruleOf(rule: JsonMap, context: Context): JsonMap {
  const {version} = context.release;
  const filters = atLeast(version, "2.3.0") ? listOf(rule.filters) : [];
  const refs = listOf(rule.backendRefs);
  const redirects = filters.some((filter) => mapOf(filter).type === "RequestRedirect");
  if (redirects && refs.length > 0 && atLeast(version, "2.4.0")) context.fail("a redirect with backends");
  for (const match of listOf(rule.matches))
    if (isTemplate(textOf(mapOf(mapOf(match).path).value))) context.fail("a path of a match is no template");
  return {matches: rule.matches ?? null, filters, backendRefs: refs.map((ref) => backendOf(mapOf(ref), context))};
}

function backendOf(ref: JsonMap, context: Context): JsonMap {
  const {release} = context;
  const found = atLeast(release.version, "4.0.0") ? backendOf4(ref, context) : backendOf2(ref, context);
  return {
    ...found,
    kind: ref.kind ?? "Service",
    namespace: ref.namespace ?? release.namespace,
    weight: ref.weight ?? 1,
  };
}

/** Up to 3.x `name` is an identifier where there is one, else the name of an object; its primary port comes first. */
function backendOf2(ref: JsonMap, {release, services, fail}: Context): JsonMap {
  const name = textOf(ref.name);
  const service = services.find(name);
  if (isTemplate(name)) fail("a name of a backend is no template");
  if (!service) return {name, port: ref.port ?? null};
  const primary = primaryPort(service, release.version);
  const takesOwn = atLeast(release.version, "3.7.3") && !isEmpty(ref.port);
  if (primary.isRandom) fail(`the primary port of ${service.id} is another one each time`);
  return {name: service.name, port: takesOwn ? (ref.port ?? null) : primary.port || (ref.port ?? null)};
}

/** From 4.0 on `name` is the name of an object, `identifier` finds a service of the values. */
function backendOf4(ref: JsonMap, {release, services, fail}: Context): JsonMap {
  const name = textOf(ref.name);
  const port = ref.port;
  if (name) return {name: tpl(name, release), port: portOf(port, undefined, release.version, fail)};
  const only = services.enabled.length === 1 && atLeast(release.version, "4.0.1") ? services.enabled[0] : undefined;
  const id = textOf(ref.identifier) || only?.id;
  if (!id) fail("either name or identifier is required");
  const service = id ? services.find(id) : undefined;
  if (id && !service) fail(`no enabled service ${id}`);
  return {name: service?.name ?? "", port: portOf(port, service, release.version, fail)};
}

/** A number stays, nothing becomes the primary port, and a name is looked up from 4.6.1 on. */
function portOf(
  port: Json | undefined,
  service: Service | undefined,
  version: string,
  fail: (text: string) => void,
): Json {
  if (isEmpty(port)) return service ? primaryPort(service, version).port : null;
  if (isNumber(port) || !atLeast(version, "4.6.1")) return port ?? null;
  const number = service ? portByName(service, textOf(port)) : "";
  if (!number) fail(`no port ${textOf(port)}`);
  return number;
}
