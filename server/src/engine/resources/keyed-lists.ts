import {FILTERED_ROUTES, FILTERS, GATEWAY, GRPC_ROUTE, HTTP_ROUTE} from "./gateway-api.ts";

/** A list whose entries the API server tells apart by the values of some keys, as it declares in its OpenAPI. */
export interface KeyedList {
  readonly types: readonly string[];
  readonly list: string;
  /** Names of the keys; none for a list of plain values. */
  readonly keys: readonly string[];
  /** A list beside it whose entries must have other keys too. */
  readonly shares?: string;
  /** What the API server assumes for a key that is left out. */
  readonly defaults?: Readonly<Record<string, string>>;
}

/** Where kinds have the specification of a pod. */
const POD_SPECS = [
  {types: ["Pod"], spec: "spec"},
  {types: ["apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "batch/Job"], spec: "spec.template.spec"},
  {types: ["batch/CronJob"], spec: "spec.jobTemplate.spec.template.spec"},
];

const POD_LISTS: Readonly<Record<string, readonly string[]>> = {
  volumes: ["name"],
  imagePullSecrets: ["name"],
  hostAliases: ["ip"],
  topologySpreadConstraints: ["topologyKey", "whenUnsatisfiable"],
};

const CONTAINER_LISTS: readonly (readonly [string, readonly string[]])[] = [
  ["env", ["name"]],
  ["ports", ["containerPort", "protocol"]],
  ["ports", ["name"]],
  ["volumeMounts", ["mountPath"]],
  ["volumeDevices", ["devicePath"]],
];

const PORT_DEFAULTS = {protocol: "TCP"};

const CORE: readonly KeyedList[] = [
  {types: ["Service"], list: "spec.ports", keys: ["port", "protocol"], defaults: PORT_DEFAULTS},
  {types: ["Service"], list: "spec.ports", keys: ["name"]},
  ...POD_SPECS.flatMap(({types, spec}) => [
    {types, list: `${spec}.initContainers`, keys: ["name"], shares: "containers"},
    ...Object.entries(POD_LISTS).map(([list, keys]) => ({types, list: `${spec}.${list}`, keys})),
    ...["containers", "initContainers"].flatMap((containers) =>
      CONTAINER_LISTS.map(([list, keys]) => ({
        types,
        list: `${spec}.${containers}[].${list}`,
        keys,
        defaults: PORT_DEFAULTS,
      })),
    ),
  ]),
];

const HEADER_CHANGES = ["requestHeaderModifier", "responseHeaderModifier"];
const HTTP_FILTER_VALUES = [
  "cors.allowOrigins",
  "cors.allowMethods",
  "cors.allowHeaders",
  "cors.exposeHeaders",
  "externalAuth.grpc.allowedHeaders",
  "externalAuth.http.allowedHeaders",
  "externalAuth.http.allowedResponseHeaders",
];

const ROUTES: readonly KeyedList[] = [
  {types: [HTTP_ROUTE, GRPC_ROUTE], list: "spec.rules[].matches[].headers", keys: ["name"]},
  {types: [HTTP_ROUTE], list: "spec.rules[].matches[].queryParams", keys: ["name"]},
  {types: [HTTP_ROUTE], list: "spec.rules[].retry.codes", keys: []},
  ...FILTERS.flatMap((filter) => [
    ...HEADER_CHANGES.flatMap((change) => [
      {types: FILTERED_ROUTES, list: `${filter}.${change}.set`, keys: ["name"]},
      {types: FILTERED_ROUTES, list: `${filter}.${change}.add`, keys: ["name"]},
      {types: FILTERED_ROUTES, list: `${filter}.${change}.remove`, keys: []},
    ]),
    ...HTTP_FILTER_VALUES.map((values) => ({types: [HTTP_ROUTE], list: `${filter}.${values}`, keys: []})),
  ]),
];

/** All such lists that people write. The names of listeners have a rule of their own. */
export const KEYED_LISTS: readonly KeyedList[] = [
  ...CORE,
  ...ROUTES,
  {types: [GATEWAY], list: "spec.tls.frontend.perPort", keys: ["port"]},
  {types: ["notification.toolkit.fluxcd.io/Receiver"], list: "spec.oidcProviders", keys: ["issuerURL"]},
];
