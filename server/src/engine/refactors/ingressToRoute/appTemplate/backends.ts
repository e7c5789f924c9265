import type {Resource} from "../../../resources/resource.ts";
import {type Leaf, leaf, leafOf, type MapPart} from "../../../yaml/edit/compose.ts";
import type {Field} from "../../../yaml/field.ts";
import {walk} from "../../../yaml/walk.ts";
import type {Refusal} from "../../refactoring.ts";
import type {Release} from "./release.ts";
import {objectNameOf, onlyService, type Port, primaryPort, type Service, type Services} from "./services.ts";
import {knows} from "./spelling.ts";
import {knownTemplate} from "./templates.ts";
import type {ChartVersions} from "./version.ts";

/** What a block is read with. */
export interface Reading {
  readonly resource: Resource;
  readonly versions: ChartVersions;
  readonly services: Services;
  readonly releases: readonly Release[];
  /** Where the block starts: what stands behind it can't be referred to in it. */
  readonly start: number;
}

/** What leads to a service, in words, for sentences about it. */
interface Asked {
  /** "`app`, host `x`, path `/`". */
  readonly place: string;
  /** The `service` of a path. */
  readonly field: Field;
}

/** The item of `backendRefs` that leads where a path of an ingress leads. */
export function backendOf(asked: Asked, reading: Reading): MapPart | Refusal {
  const {field, place} = asked;
  const [version] = reading.versions;
  const name = field.get("name");
  const identifier = field.get("identifier");
  const byIdentifier = knows(version, "schema") ? identifier : name;
  if (name.exists && identifier.exists) return {refused: `${place}: \`service\` has both \`name\` and \`identifier\`.`};
  if (byIdentifier.exists && (knows(version, "schema") || isService(byIdentifier, reading.services))) {
    return ofIdentifier(asked, byIdentifier, reading);
  }
  if (name.exists) return ofObject(place, name, field.get("port"), reading);
  const only = knows(version, "identifier") ? onlyService(reading.services) : undefined;
  if (!only) return {refused: `${place}: no service is named, and it is not certain which one is meant.`};
  return spelled(place, leaf(only.id), only, field.get("port"), reading);
}

function isService(field: Field, {all}: Services): boolean {
  return typeof field.scalar === "string" && all.has(field.scalar);
}

function ofIdentifier({place, field}: Asked, identifier: Field, reading: Reading): MapPart | Refusal {
  const {services, versions} = reading;
  const id = identifier.scalar;
  const service = typeof id === "string" ? services.all.get(id) : undefined;
  if (service ? service.isEnabled === false : !services.mayHaveMore && !services.mayDiffer) {
    const state = service ? "is off" : "is not there";
    return {refused: `${place}: the service \`${String(id)}\` ${state}, so the ingress leads nowhere as it is.`};
  }
  if (!service && !knows(versions[0], "identifier")) {
    return {refused: `${place}: the service \`${String(id)}\` is not in these values, so its ports are not known.`};
  }
  return spelled(place, leafOf(identifier), service, field.get("port"), reading);
}

/** A service of the values, in the words of the chart's version. */
function spelled(
  place: string,
  id: Leaf,
  service: Service | undefined,
  port: Field,
  reading: Reading,
): MapPart | Refusal {
  const {versions, services} = reading;
  const [version] = versions;
  const primary = service && primaryPort(service, services, versions);
  const number = numberOf(place, service, port, primary, reading);
  if ("refused" in number) return number;
  if (knows(version, "identifier")) return backend("identifier", id, number.port);
  if (knows(version, "ports")) return backend("name", id, number.port);
  // The port of a route does not count before: it is always the primary one of a service that is named by its identifier.
  if (!service || !primary) {
    return {
      refused: `${place}: app-template ${version.join(".")} sends every route to the primary port of \`${id.text}\`, and it is not certain which one that is.`,
    };
  }
  if (!port.exists || isSamePort(port, primary)) return backend("name", id, number.port);
  const name = objectNameOf(service, services, versions, reading.resource.root.at("spec", "values"), reading.releases);
  if (name === undefined || services.all.has(name)) {
    return {
      refused: `${place}: app-template ${version.join(".")} sends every route to the primary port of \`${id.text}\`, whatever port it names. 3.7.3 does not.`,
    };
  }
  return backend("name", leaf(name, id.from), number.port);
}

function isSamePort(port: Field, primary: Port): boolean {
  if (port.string !== undefined) return port.string === primary.name;
  return primary.number !== undefined && String(port.scalar) === String(primary.number.scalar);
}

/** The port as the chart's version takes it: the one that is written, or the number behind its name. */
function numberOf(
  place: string,
  service: Service | undefined,
  port: Field,
  primary: Port | undefined,
  reading: Reading,
): {readonly port: Leaf | undefined} | Refusal {
  const {versions, services} = reading;
  const takesNames = knows(versions[0], "portNames");
  if (!port.exists) {
    if (takesNames || !primary?.number) return {port: primary && takesNames ? leaf(primary.name) : undefined};
    return {port: numberLeaf(primary.number, reading)};
  }
  if (port.number !== undefined) return {port: leafOf(port)};
  if (port.string === undefined) {
    if (port.isUnknown && takesNames) return {port: leafOf(port)};
    return {refused: `${place}: the port \`${port.written}\` is known to the cluster alone.`};
  }
  const named = service?.ports.find(({name}) => name === port.string);
  const isCertain = service && !services.mayDiffer;
  if (isCertain && !services.mayHaveMore && !named?.number) {
    return {
      refused: `${place}: the service \`${service.id}\` has no port \`${port.string}\` with a number, so the ingress leads nowhere as it is.`,
    };
  }
  if (takesNames) return {port: leafOf(port)};
  const number = isCertain && named?.number ? numberLeaf(named.number, reading, port.span.start) : undefined;
  if (number) return {port: number};
  return {
    refused: `${place}: app-template ${versions[0].join(".")} takes no port names in routes, and the number of \`${port.string}\` is not certain.`,
  };
}

/** The number of a port as it can stand in the block: through its anchor where that stands before, else as it is. */
function numberLeaf(number: Field, {resource, start}: Reading, from?: number): Leaf | undefined {
  const origin = from === undefined ? {} : {from};
  const name = number.isAlias ? number.written.slice(1) : number.anchor;
  const value = number.scalar;
  if (typeof value !== "number" && !(typeof value === "string" && /^(?:\d+|\$\{[^}]*\})$/.test(value)))
    return undefined;
  if (name !== undefined && number.span.start < start && typeof value === "number") {
    const again = [...walk(resource.root)].some(
      ({anchor, span}) => anchor === name && span.start > number.span.start && span.start < start,
    );
    if (!again) return {text: `*${name}`, ...origin};
  }
  return {text: String(value), ...origin};
}

/** A Service by the name of its object. */
function ofObject(place: string, name: Field, port: Field, reading: Reading): MapPart | Refusal {
  const {versions, services, releases} = reading;
  const [version] = versions;
  if (port.number === undefined)
    return {refused: `${place}: a Service that is named itself needs the number of its port.`};
  if (knows(version, "identifier")) return backend("name", leafOf(name), leafOf(port));
  const text = knownTemplate(String(name.scalar), releases);
  if (text === undefined) {
    return {
      refused: `${place}: app-template ${version.join(".")} takes the template \`${String(name.scalar)}\` as it is in a route.`,
    };
  }
  if (services.all.has(text) || services.mayHaveMore || services.mayDiffer) {
    return {
      refused: `${place}: in a route of app-template ${version.join(".")}, \`${text}\` would be the service of that identifier, not the Service object of that name.`,
    };
  }
  return backend("name", text === name.scalar ? leafOf(name) : leaf(text, name.span.start), leafOf(port));
}

function backend(key: "identifier" | "name", name: Leaf, port: Leaf | undefined): MapPart {
  return {entries: [[key, name], ...(port ? [["port", port] as const] : [])]};
}

/** The backend of an ingress's `defaultBackend`, which is written as the API has it. */
export function defaultBackendOf(id: string, field: Field, reading: Reading): MapPart | Refusal {
  const place = `\`${id}\`, \`defaultBackend\``;
  if (!knows(reading.versions[0], "defaultBackend")) {
    return {
      refused: `${place}: app-template ${reading.versions[0].join(".")} can't write it, so the ingress does not exist as it is.`,
    };
  }
  const name = field.at("service", "name");
  // The chart copies it, where a route would read a template.
  if (!name.exists || String(name.scalar).includes("{{"))
    return {refused: `${place}: only a Service can be carried over.`};
  return ofObject(place, name, field.at("service", "port", "number"), reading);
}
