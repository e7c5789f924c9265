import {parseAllDocuments} from "yaml";
import {ingressRouteRows} from "./ingressRoute.ts";
import {renderIngresses} from "./ingressValues.ts";
import {at, isMap, type Json, type JsonMap, listOf, mapOf, textOf} from "./json.ts";
import {ingressRows, type PortLookup, routeRows} from "./objects.ts";
import {releaseOf} from "./release.ts";
import {renderRoutes} from "./routeValues.ts";
import {brokenServices, servicesOf} from "./services.ts";
import {Collector, type Routing} from "./table.ts";
import {atLeast} from "./version.ts";

/** What is known besides the text itself. */
export interface Known {
  /** The version of app-template, for HelmReleases. */
  readonly version?: string;
  /** Texts with Services and Middlewares that are meant. */
  readonly around?: readonly string[];
}

/** The kinds of the Gateway API that say where requests go. */
const ROUTES = ["HTTPRoute", "GRPCRoute"];

/**
 * The routing that the documents of a text ask for. HelmReleases are taken for app-template and followed as its
 * templates would render them; templates that are no plain names or values stay as text.
 */
export function routingOf(text: string, {version, around = []}: Known = {}): Routing {
  const collector = new Collector();
  const documents = documentsOf(text, collector);
  const all = [...documents, ...around.flatMap((other) => documentsOf(other, new Collector()))];
  const ports = portsIn(all);
  for (const document of documents) addDocument(document, {version, ports, all, collector});
  return collector.routing();
}

interface Context {
  readonly version: string | undefined;
  readonly ports: PortLookup;
  readonly all: readonly JsonMap[];
  readonly collector: Collector;
}

function addDocument(document: JsonMap, {version, ports, all, collector}: Context): void {
  const kind = textOf(document.kind);
  const group = textOf(document.apiVersion).split("/")[0];
  if (kind === "Ingress") ingressRows(document, ports, collector);
  if (ROUTES.includes(kind)) routeRows(document, collector);
  if (kind === "IngressRoute" && group?.startsWith("traefik.")) {
    const middleware = (namespace: string, name: string): JsonMap | undefined =>
      all.find((one) => textOf(one.kind) === "Middleware" && isNamed(one, namespace, name))?.spec as JsonMap;
    ingressRouteRows(document, ports, middleware, collector);
  }
  if (kind === "HelmRelease") {
    if (version === undefined) collector.problem("the version of the chart is not known");
    else if (!atLeast(version, "2.0.0")) collector.problem("1.x makes routes that no cluster serves any more");
    else addRelease(document, version, collector);
  }
}

function addRelease(document: JsonMap, version: string, collector: Collector): void {
  const release = releaseOf(document, version);
  const services = servicesOf(release);
  for (const said of brokenServices(services, version)) collector.problem(`refused by the chart: ${said}`);
  for (const ingress of renderIngresses(release, services, collector)) ingressRows(ingress, () => "", collector);
  for (const route of renderRoutes(release, services, collector)) routeRows(route, collector);
}

/** The maps that a text has as documents, read as kustomize reads them: `off` is a text. */
function documentsOf(text: string, collector: Collector): JsonMap[] {
  const documents = parseAllDocuments(text, {merge: true, uniqueKeys: false});
  if (!Array.isArray(documents)) return [];
  for (const {errors} of documents) for (const error of errors) collector.problem(`no YAML: ${error.message}`);
  return documents
    .filter(({errors}) => errors.length === 0)
    .map((one): Json => one.toJS())
    .filter(isMap);
}

/** Finds the numbers of ports in Service objects. */
function portsIn(documents: readonly JsonMap[]): PortLookup {
  const services = documents.filter((one) => textOf(one.kind) === "Service");
  return (namespace, name, port) => {
    const found = services.find((service) => isNamed(service, namespace, name));
    const ports = listOf(at(found, "spec", "ports")).map(mapOf);
    return textOf(ports.find((one) => textOf(one.name) === port)?.port) || port;
  };
}

/** Whether an object is meant; where one side does not say its namespace, the name has to do. */
function isNamed(object: JsonMap, namespace: string, name: string): boolean {
  const {namespace: own, name: called} = mapOf(object.metadata);
  return textOf(called) === name && (!own || !namespace || textOf(own) === namespace);
}
