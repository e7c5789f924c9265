import {isEmpty, isMap, type Json, type JsonMap, listOf, mapOf, merge, textOf} from "./json.ts";
import {enabledItems} from "./names.ts";
import {isNumber} from "./ports.ts";
import {ingressRefusals} from "./refusals.ts";
import {isTemplate, type Release, tpl} from "./release.ts";
import {portByName, primaryPort, type Service, type Services} from "./services.ts";
import type {Collector} from "./table.ts";
import {atLeast} from "./version.ts";

/** What 2.x has in its values before anybody writes any. */
const MAIN_OF_2: JsonMap = {
  main: {
    enabled: false,
    hosts: [{host: "chart-example.local", paths: [{path: "/", service: {name: "main"}}]}],
  },
};

/** The Ingress objects that the chart makes of `ingress` in its values. */
export function renderIngresses(release: Release, services: Services, collector: Collector): JsonMap[] {
  const written = mapOf(release.values.ingress);
  const items = atLeast(release.version, "3.0.0") ? written : merge(MAIN_OF_2, written);
  for (const [id, item] of Object.entries(items)) {
    if (!isMap(item)) collector.problem(`refused by the chart: ingress ${id} is no map`);
    else
      for (const said of ingressRefusals(id, item, release.version))
        collector.problem(`refused by the schema: ${said}`);
  }
  return enabledItems(items).map(([id, item]) => render(id, item, release, services, collector));
}

function render(id: string, item: JsonMap, release: Release, services: Services, collector: Collector): JsonMap {
  const metadata = {name: `ingress ${id}`, annotations: item.annotations ?? {}};
  if (isTemplate(textOf(item.className))) collector.problem(`ingress ${id}: className is no template`);
  const spec: JsonMap = isEmpty(item.defaultBackend)
    ? {rules: listOf(item.hosts).map((host) => ruleOf(id, mapOf(host), release, services, collector))}
    : {defaultBackend: item.defaultBackend ?? null};
  return {kind: "Ingress", metadata, spec};
}

function ruleOf(id: string, host: JsonMap, release: Release, services: Services, collector: Collector): JsonMap {
  const paths = listOf(host.paths)
    .map(mapOf)
    .map((path): JsonMap => {
      const service = backendOf(path.service, release, services, (text) =>
        collector.problem(`refused by the chart: ingress ${id}: ${text}`),
      );
      return {path: tpl(textOf(path.path), release), pathType: path.pathType ?? "Prefix", backend: {service}};
    });
  return {host: tpl(textOf(host.host), release), http: {paths}};
}

/** Name and port of the Service object that a path of the values means. */
function backendOf(
  given: Json | undefined,
  release: Release,
  services: Services,
  fail: (text: string) => void,
): JsonMap {
  const reference = mapOf(given);
  const name = textOf(reference.name);
  const service = isTwo(release) ? services.find(name) : byIdentifier(reference, name, release, services, fail);
  if (isTwo(release) && !name) fail("No service name configured");
  if (isTwo(release) && isTemplate(name)) fail("a name of a service is no template");
  const object = isTwo(release) ? (service?.name ?? name) : name ? tpl(name, release) : (service?.name ?? "");
  return {name: object, port: {number: portOf(reference.port, service, release.version, fail)}};
}

function isTwo(release: Release): boolean {
  return !atLeast(release.version, "3.0.0");
}

function byIdentifier(
  reference: JsonMap,
  name: string,
  release: Release,
  services: Services,
  fail: (text: string) => void,
): Service | undefined {
  if (name) return undefined;
  const only = services.enabled.length === 1 ? services.enabled[0] : undefined;
  const id = textOf(reference.identifier) || (atLeast(release.version, "4.0.0") ? only?.id : "");
  if (!id) fail("automatic Service detection is not possible");
  const service = id ? services.find(id) : undefined;
  if (id && !service) fail(`no enabled service ${id}`);
  return service;
}

/** A number stays, a name is looked up, nothing becomes the primary port. */
function portOf(
  port: Json | undefined,
  service: Service | undefined,
  version: string,
  fail: (text: string) => void,
): Json {
  if (isNumber(port) && !isEmpty(port)) return port ?? null;
  if (!isEmpty(port)) return service ? portByName(service, textOf(port)) : "";
  if (!service) return 0;
  const primary = primaryPort(service, version);
  if (primary.isRandom) fail(`the primary port of ${service.id} is another one each time`);
  return primary.port;
}
