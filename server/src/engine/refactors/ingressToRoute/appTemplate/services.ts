import type {Resource} from "../../../resources/resource.ts";
import type {Workspace} from "../../../workspace/workspace.ts";
import type {Field} from "../../../yaml/field.ts";
import {pointerOf} from "../../../yaml/value.ts";
import {type Release, sameOfAll} from "./release.ts";
import {knows} from "./spelling.ts";
import type {ChartVersions} from "./version.ts";

/** A service in the values. */
export interface Service {
  readonly id: string;
  /** Undefined where only the cluster knows. */
  readonly isEnabled: boolean | undefined;
  readonly isPrimary: boolean | undefined;
  readonly nameOverride: Field | undefined;
  readonly ports: readonly Port[];
}

/** A port of a service. */
export interface Port {
  readonly name: string;
  readonly isEnabled: boolean | undefined;
  readonly isPrimary: boolean | undefined;
  /** Where its number stands, or would stand. */
  readonly number: Field | undefined;
}

/** The services of a release as its chart sees them. */
export interface Services {
  readonly all: ReadonlyMap<string, Service>;
  /** Whether there may be services, ports and settings that stand somewhere else: in what `valuesFrom` names. */
  readonly mayHaveMore: boolean;
  /** Whether a patch may change what is written. */
  readonly mayDiffer: boolean;
}

/** The services in the values of a HelmRelease. */
export function servicesOf(workspace: Workspace, resource: Resource, versions: ChartVersions): Services {
  const spec = resource.root.get("spec");
  const field = spec.at("values", "service");
  const hasDefaults = !knows(versions[0], "schema");
  const entries = field.mergedEntries.filter(({isMap}) => isMap);
  const all = new Map(
    entries.map((entry) => [String(entry.key), serviceOf(entry, hasDefaults && entry.key === "main")]),
  );
  if (hasDefaults && !all.has("main")) all.set("main", {...NO_SERVICE, ports: [NO_PORT]});
  return {
    all,
    mayHaveMore: spec.get("valuesFrom").items.some((from) => mayReach(from, "service") || mayReach(from, "global")),
    mayDiffer: ["service", "global"].some((key) =>
      workspace.mayBeSetByPatch(resource, pointerOf(["spec", "values", key])),
    ),
  };
}

/** Whether an entry of `valuesFrom` may set something below a key of the values. */
export function mayReach(from: Field, key: string): boolean {
  const target = from.get("targetPath");
  if (!target.exists) return true;
  return target.string === undefined || target.string.split(/[.[]/)[0] === key;
}

/** The service that app-template 2 has where nobody wrote one, and its port; what is written says what differs. */
const NO_PORT: Port = {name: "http", isEnabled: true, isPrimary: true, number: undefined};
const NO_SERVICE: Omit<Service, "ports"> = {id: "main", isEnabled: true, isPrimary: true, nameOverride: undefined};

function serviceOf(field: Field, hasDefaults: boolean): Service {
  const ports = field
    .get("ports")
    .mergedEntries.filter(({isMap}) => isMap)
    .map((port) => portOf(port, hasDefaults && port.key === NO_PORT.name));
  const isAdded = hasDefaults && !ports.some(({name}) => name === NO_PORT.name);
  return {
    id: String(field.key),
    isEnabled: truthOf(field.get("enabled"), true),
    isPrimary: truthOf(field.get("primary"), hasDefaults),
    nameOverride: field.get("nameOverride").exists ? field.get("nameOverride") : undefined,
    ports: isAdded ? [...ports, NO_PORT] : ports,
  };
}

function portOf(field: Field, isPrimary: boolean): Port {
  const number = field.get("port");
  return {
    name: String(field.key),
    isEnabled: truthOf(field.get("enabled"), true),
    isPrimary: truthOf(field.get("primary"), isPrimary),
    number: number.exists ? number : undefined,
  };
}

/** Templates take every text but an empty one for true. */
function truthOf(field: Field, otherwise: boolean): boolean | undefined {
  return field.exists ? field.boolean : otherwise;
}

/** The port that a chart takes where none is named; undefined where that is not certain. */
export function primaryPort(
  {ports}: Service,
  {mayHaveMore, mayDiffer}: Services,
  versions: ChartVersions,
): Port | undefined {
  if (mayHaveMore || mayDiffer || ports.some((port) => port.isEnabled === undefined || port.isPrimary === undefined)) {
    return undefined;
  }
  const chosen = versions.map((version) => {
    const enabled = ports
      .filter((port) => port.isEnabled && (port.number !== undefined || !knows(version, "portRanges")))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    // Templates go through a map by name and keep the last one that they find.
    const primary = enabled.findLast((port) => port.isPrimary);
    if (primary) return primary;
    return enabled.length === 1 || knows(version, "sortedPorts") ? enabled[0] : undefined;
  });
  return chosen.every((port) => port === chosen[0]) ? chosen[0] : undefined;
}

/** The only service that is on; undefined where there is not one for certain. */
export function onlyService({all, mayDiffer}: Services): Service | undefined {
  const on = [...all.values()].filter(({isEnabled}) => isEnabled !== false);
  const [only] = on;
  return on.length === 1 && only?.isEnabled && !mayDiffer ? only : undefined;
}

/**
 * What the object of a service is called up to app-template 3.7, whose routes can't name every service by its
 * identifier; undefined where that is not certain.
 */
export function objectNameOf(
  service: Service,
  services: Services,
  versions: ChartVersions,
  values: Field,
  releases: readonly Release[],
): string | undefined {
  const full = fullNameOf(values, releases);
  if (full === undefined || services.mayHaveMore || services.mayDiffer || service.isPrimary === undefined)
    return undefined;
  const others = [...services.all.values()].filter(({isEnabled}) => isEnabled !== false);
  if (others.some(({isEnabled}) => isEnabled === undefined)) return undefined;
  const names = versions.map((version) => {
    const {nameOverride: override} = service;
    if (override) {
      if (override.string === undefined || override.string.includes("{{")) return undefined;
      return knows(version, "templatedNames") && override.string === full ? full : `${full}-${override.string}`;
    }
    if (service.isPrimary || (knows(version, "schema") && others.length < 2)) return full;
    return knows(version, "templatedNames") && service.id === full ? full : `${full}-${service.id}`;
  });
  return names.every((name) => name === names[0]) ? names[0] : undefined;
}

const MAX_NAME = 63;

function fullNameOf(values: Field, releases: readonly Release[]): string | undefined {
  const release = sameOfAll(releases, ({name}) => name);
  const overrides = [values.get("global"), values].map((map) => map.get("fullnameOverride"));
  const name = values.at("global", "nameOverride");
  if (release === undefined || [...overrides, name].some((field) => field.exists && field.string === undefined))
    return undefined;
  const override = overrides.find((field) => field.string)?.string;
  const part = name.string || release;
  const full = override ?? (release.includes(part) ? release : `${release}-${part}`);
  return full.includes("{{") ? undefined : full.slice(0, MAX_NAME).replace(/-$/, "");
}
