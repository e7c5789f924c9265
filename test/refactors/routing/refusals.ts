import {isMap, type Json, type JsonMap, listOf, mapOf} from "./json.ts";
import {atLeast} from "./version.ts";

/** From which version on, and before which, the JSON schema knows a key. No schema before 3.0. */
type Keys = Readonly<Record<string, readonly [from?: string, before?: string]>>;

const NAMING: Keys = {nameOverride: ["3.0.0", "4.0.0"], forceRename: ["4.0.0"], prefix: ["4.0.0"], suffix: ["4.0.0"]};
const COMMON: Keys = {enabled: [], annotations: [], labels: [], ...NAMING};

const INGRESS: Keys = {...COMMON, className: [], defaultBackend: [], hosts: [], tls: []};
const HOST: Keys = {host: [], paths: []};
const PATH: Keys = {path: [], pathType: [], service: []};

const ROUTE: Keys = {
  ...COMMON,
  kind: [],
  hostnames: [],
  parentRefs: [],
  rules: [],
  namespaceOverride: ["5.2.0"],
  referenceGrant: ["5.2.0"],
};
const PARENT: Keys = {
  group: [],
  kind: [],
  namespace: [],
  name: [],
  sectionName: [],
  port: ["4.0.0"],
  identifier: ["5.2.0"],
};
const RULE: Keys = {
  name: ["4.5.0"],
  backendRefs: [],
  matches: [],
  filters: [],
  timeouts: [],
  sessionPersistence: ["4.0.0"],
};
const BACKEND: Keys = {group: [], kind: [], namespace: [], name: [], identifier: ["4.0.0"], port: [], weight: []};
const MATCH: Keys = {path: [], headers: ["4.3.0"], queryParams: ["4.3.0"], method: ["4.3.0"]};
const FILTERS: Keys = {
  RequestHeaderModifier: [],
  ResponseHeaderModifier: [],
  RequestMirror: [],
  RequestRedirect: [],
  URLRewrite: [],
  ExtensionRef: [],
  CORS: ["4.5.0"],
  ExternalAuth: ["4.5.0"],
};

/** What the JSON schema of the chart has against an ingress. */
export function ingressRefusals(id: string, ingress: JsonMap, version: string): string[] {
  const where = `ingress ${id}`;
  // The schema wanted a string, and where there was no schema the map came out as Go prints it.
  const isBroken = isMap(ingress.defaultBackend) && !atLeast(version, "3.6.1");
  const said = isBroken ? [`${where}: defaultBackend can't be a map`] : [];
  if (!atLeast(version, "3.0.0")) return said;
  said.push(...unknown(where, ingress, INGRESS, version), ...types(where, ingress));
  for (const host of listOf(ingress.hosts).map(mapOf)) {
    said.push(...unknown(where, host, HOST, version), ...required(where, host, ["host", "paths"]));
    for (const path of listOf(host.paths).map(mapOf)) {
      said.push(...unknown(where, path, PATH, version), ...required(where, path, ["path"]));
      if (path.service !== undefined) said.push(...serviceRefusals(where, path.service, version));
      else if (!atLeast(version, "4.0.0")) said.push(`${where}: a path without a service`);
    }
  }
  return said;
}

/** A service is found by its name and a number, or by its identifier. */
function serviceRefusals(where: string, value: Json, version: string): string[] {
  const service = mapOf(value);
  const {port} = service;
  if (service.name !== undefined && service.identifier !== undefined)
    return [`${where}: a service with a name and an identifier`];
  if (service.name !== undefined && !Number.isInteger(port)) return [`${where}: a service by name needs a port number`];
  if (service.name === undefined && service.identifier === undefined && !atLeast(version, "4.0.0"))
    return [`${where}: a service without a name`];
  return port === undefined || typeof port === "string" || Number.isInteger(port)
    ? []
    : [`${where}: port is no number`];
}

/** What the JSON schema of the chart has against a route. */
export function routeRefusals(id: string, route: JsonMap, version: string): string[] {
  if (!atLeast(version, "3.0.0")) return [];
  const where = `route ${id}`;
  const said = [...unknown(where, route, ROUTE, version), ...types(where, route)];
  for (const parent of listOf(route.parentRefs).map(mapOf)) said.push(...unknown(where, parent, PARENT, version));
  for (const rule of listOf(route.rules).map(mapOf)) {
    said.push(...unknown(where, rule, RULE, version));
    for (const ref of listOf(rule.backendRefs).map(mapOf)) said.push(...backendRefusals(where, ref, version));
    for (const match of listOf(rule.matches).map(mapOf)) said.push(...unknown(where, match, MATCH, version));
    if (atLeast(version, "4.3.0")) said.push(...filterRefusals(where, listOf(rule.filters), version));
  }
  return said;
}

function backendRefusals(where: string, ref: JsonMap, version: string): string[] {
  const {port} = ref;
  const isPort = port === undefined || typeof port === "string" || Number.isInteger(port);
  return [...unknown(where, ref, BACKEND, version), ...(isPort ? [] : [`${where}: port is no number`])];
}

function filterRefusals(where: string, filters: readonly Json[], version: string): string[] {
  return filters.map(mapOf).flatMap((filter) => {
    const type = String(filter.type);
    const code = mapOf(filter.requestRedirect).statusCode;
    if (code !== undefined && code !== 301 && code !== 302) return [`${where}: the chart knows no redirect ${code}`];
    return isKnown(FILTERS[type], version) ? [] : [`${where}: the chart knows no filter ${type}`];
  });
}

function unknown(where: string, map: JsonMap, keys: Keys, version: string): string[] {
  const odd = Object.keys(map).filter((key) => !isKnown(keys[key], version));
  return odd.map((key) => `${where}: the chart knows no ${key}`);
}

function isKnown(range: Keys[string] | undefined, version: string): boolean {
  if (!range) return false;
  const [from, before] = range;
  return (!from || atLeast(version, from)) && !(before && atLeast(version, before));
}

function required(where: string, map: JsonMap, keys: readonly string[]): string[] {
  return keys.filter((key) => map[key] === undefined).map((key) => `${where}: ${key} is missing`);
}

/** Annotations and labels are strings, `enabled` is a boolean. */
function types(where: string, item: JsonMap): string[] {
  const odd = ["annotations", "labels"].flatMap((key) =>
    Object.entries(mapOf(item[key]))
      .filter(([, value]) => value !== null && typeof value !== "string")
      .map(([name]) => `${where}: ${key} ${name} is no string`),
  );
  const {enabled} = item;
  return enabled === undefined || typeof enabled === "boolean" ? odd : [...odd, `${where}: enabled is no boolean`];
}
