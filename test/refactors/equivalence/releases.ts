import fc from "fast-check";
import {stringify} from "yaml";
import type {Json} from "../routing/json.ts";

/** A HelmRelease of app-template with ingresses, and the version of the chart. */
export interface Sample {
  readonly version: string;
  readonly text: string;
}

/** Versions on both sides of every change that matters to routes. */
const VERSIONS = [
  ...["2.0.3", "2.1.1", "2.4.0", "2.6.0", "3.0.0", "3.0.4", "3.5.1", "3.6.1", "3.7.1", "3.7.2", "3.7.3"],
  ...["4.0.0", "4.0.1", "4.1.0", "4.1.1", "4.1.2", "4.2.0", "4.4.0", "4.6.0", "4.6.1", "4.6.2", "5.0.0", "5.1.0"],
];

const IDS = ["app", "main", "web", "radio", "api"];
const HOSTS = ["a.example.com", "b.example.com", "{{ .Release.Name }}.example.com", "radio.${DOMAIN}", "*.example.com"];
const PORTS = ["http", "admin", "metrics"];

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, {nil: undefined, freq: 4});
const seldom = (value: boolean): fc.Arbitrary<boolean | undefined> =>
  fc.oneof({weight: 9, arbitrary: fc.constant(undefined)}, {weight: 1, arbitrary: fc.constant(value)});

const port = fc.record({
  port: fc.constantFrom(80, 8080, 9000),
  primary: fc.constantFrom(undefined, undefined, true, false),
  enabled: seldom(false),
});

const service = fc.record({
  controller: fc.constant("main"),
  enabled: seldom(false),
  primary: seldom(true),
  ports: fc.dictionary(fc.constantFrom(...PORTS), port, {minKeys: 1, maxKeys: 3, noNullPrototype: true}),
});

/** Which service and which of its ports is meant; what it is called depends on the version. */
const reference = fc.record({
  service: fc.nat({max: 11}),
  port: fc.nat({max: 11}),
  style: fc.constantFrom("identifier", "identifier", "identifier", "name", "none"),
  portStyle: fc.constantFrom("name", "number", "none"),
  odd: fc.nat({max: 24}),
});

const path = fc.record({
  path: fc.constantFrom("/", "/", "/api", "/api/", "/{{ .Release.Name }}", "/deep/er"),
  pathType: maybe(fc.constantFrom("Prefix", "Exact", "ImplementationSpecific")),
  reference,
});

const host = fc.record({
  host: fc.constantFrom(...HOSTS),
  paths: fc.uniqueArray(path, {minLength: 1, maxLength: 3, selector: (one) => one.path}),
});

const ingress = fc.record({
  enabled: fc.constantFrom(undefined, undefined, true, true, false),
  className: fc.constantFrom("internal", "external"),
  hosts: fc.uniqueArray(host, {minLength: 1, maxLength: 3, selector: (one) => one.host}),
});

type Service = {readonly enabled?: boolean | undefined; readonly ports: object};
type Reference = typeof reference extends fc.Arbitrary<infer T> ? T : never;
type Ingress = typeof ingress extends fc.Arbitrary<infer T> ? T : never;

/** Releases as people may write them; most of them work. */
export const SAMPLES: fc.Arbitrary<Sample> = fc
  .record({
    version: fc.constantFrom(...VERSIONS),
    services: fc.dictionary(fc.constantFrom(...IDS), service, {minKeys: 1, maxKeys: 3, noNullPrototype: true}),
    ingresses: fc.dictionary(fc.constantFrom(...IDS), ingress, {minKeys: 1, maxKeys: 3, noNullPrototype: true}),
    releaseName: maybe(fc.constant("radio")),
    global: maybe(fc.constantFrom<Json>({nameOverride: "player"}, {fullnameOverride: "radio"})),
  })
  .map(({version, services, ingresses, releaseName, global}) => {
    const values = {
      ...(global ? {global} : {}),
      controllers: {main: {containers: {main: {image: {repository: "ghcr.io/example/radio", tag: "v1"}}}}},
      service: withoutMain(services, version),
      ingress: Object.fromEntries(
        Object.entries(ingresses).map(([id, one]) => [id, withServices(one, services, version)]),
      ),
    };
    return {version, text: releaseText(version, releaseName, values)};
  });

function withServices(
  {hosts, ...ingress}: Ingress,
  services: Readonly<Record<string, Service>>,
  version: string,
): object {
  const paths = (all: Ingress["hosts"][number]["paths"]): object[] =>
    all.map(({reference: {...meant}, ...rest}) => ({...rest, service: serviceOf(meant, services, version)}));
  return {...ingress, hosts: hosts.map((one) => ({host: one.host, paths: paths(one.paths)}))};
}

/** A service as a version wants it; now and then as it does not. */
function serviceOf(
  {service, port, style, portStyle, odd}: Reference,
  services: Readonly<Record<string, Service>>,
  version: string,
): object | undefined {
  const ids = Object.keys(services).filter((id) => odd === 0 || services[id]?.enabled !== false);
  const id = ids[service % ids.length] ?? "app";
  const ports = Object.entries({...services[id]?.ports}) as [string, {readonly port: number}][];
  const [name, value] = ports[port % ports.length] ?? ["http", {port: 80}];
  const wanted = portStyle === "name" ? name : portStyle === "number" ? value.port : undefined;
  const major = Number(version[0]);
  if (major === 2) return {name: id, port: wanted};
  if (style === "name") return {name: odd === 1 ? id : "radio", port: odd === 2 ? name : value.port};
  if (style === "none" && major >= 4 && ids.length === 1) return wanted === undefined ? undefined : {port: wanted};
  return {identifier: odd === 3 ? "nothing" : id, port: wanted};
}

/** 2.x has a service `main` of its own, which needs a port. */
function withoutMain(services: object, version: string): object {
  return version.startsWith("2") && !("main" in services) ? {main: {enabled: false}, ...services} : services;
}

function releaseText(version: string, releaseName: string | undefined, values: object): string {
  return stringify(
    JSON.parse(
      JSON.stringify({
        apiVersion: "helm.toolkit.fluxcd.io/v2",
        kind: "HelmRelease",
        metadata: {name: "radio-player"},
        spec: {
          interval: "1h",
          releaseName,
          chart: {
            spec: {
              chart: "app-template",
              version,
              sourceRef: {kind: "HelmRepository", name: "bjw-s", namespace: "flux-system"},
            },
          },
          values,
        },
      }),
    ),
    {aliasDuplicateObjects: false},
  );
}
