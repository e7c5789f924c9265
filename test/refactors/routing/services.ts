import {at, isEmpty, type Json, type JsonMap, mapOf, merge, textOf} from "./json.ts";
import {enabledItems, serviceName} from "./names.ts";
import type {Release} from "./release.ts";
import {atLeast} from "./version.ts";

/** A service of the values as routes and ingresses find it. */
export interface Service {
  readonly id: string;
  /** The name of the object. */
  readonly name: string;
  readonly type: string;
  readonly ports: JsonMap;
}

/** The services of a release. */
export interface Services {
  readonly enabled: readonly Service[];
  /** The service of an identifier; up to 3.x also one that is not enabled. */
  find(id: string): Service | undefined;
}

/** What 2.x has in its values before anybody writes any. */
const MAIN_OF_2: JsonMap = {main: {primary: true, ports: {http: {primary: true}}}};

/** Reads the services of a release. */
export function servicesOf(release: Release): Services {
  const written = mapOf(release.values.service);
  const items = atLeast(release.version, "3.0.0") ? written : merge(MAIN_OF_2, written);
  const enabled = enabledItems(items);
  const toService = ([id, item]: [string, JsonMap]): Service => ({
    id,
    name: serviceName(release, id, item, enabled.length),
    type: textOf(item.type),
    ports: mapOf(item.ports),
  });
  const services = enabled.map(toService);
  return {
    enabled: services,
    find(id) {
      const found = services.find((service) => service.id === id);
      if (found || atLeast(release.version, "4.0.0")) return found;
      const hidden = items[id];
      return hidden === undefined || hidden === null ? undefined : toService([id, mapOf(hidden)]);
    },
  };
}

/** What the chart has against services, whoever uses them. */
export function brokenServices({enabled}: Services, version: string): string[] {
  return enabled.flatMap(({id, type, ports}) => {
    const open = enabledItems(ports).map(([, port]) => port);
    if (open.length === 0) return type === "ExternalName" ? [] : [`service ${id} has no port`];
    if (!atLeast(version, "4.2.0") && open.some((port) => isEmpty(port.port)))
      return [`service ${id} has a port without number`];
    const numbers = open.map(
      (port) =>
        `${textOf(port.port)} ${["HTTP", "HTTPS", ""].includes(textOf(port.protocol)) ? "TCP" : textOf(port.protocol)}`,
    );
    const isTwice = atLeast(version, "5.0.0") && new Set(numbers).size < numbers.length;
    return isTwice ? [`service ${id} has a port twice`] : [];
  });
}

/** The number of a port by its name; also of one that is not enabled. */
export function portByName(service: Service, name: string): string {
  return textOf(at(service.ports, name, "port"));
}

/** The port that is taken when none is named, and whether that is decided anew each time. */
export function primaryPort(service: Service, version: string): {port: string; isRandom: boolean} {
  const ports = enabledItems(service.ports).filter(([, port]) => !atLeast(version, "4.2.0") || port.port !== undefined);
  // Templates go through maps in the order of their keys, and the last one that is marked wins.
  const inOrder = [...ports].sort(([one], [other]) => (one < other ? -1 : 1));
  const marked = inOrder.filter(([, port]) => !isEmpty(port.primary)).at(-1);
  const chosen: Json | undefined = (marked ?? inOrder[0])?.[1];
  return {
    port: textOf(at(chosen, "port")),
    isRandom: !marked && ports.length > 1 && !atLeast(version, "3.7.2"),
  };
}
