import {GATEWAY_CLASS} from "../resources/gateway-api.ts";
import {isOpenText} from "../resources/substitution.ts";
import {type Release, releasesOfChart} from "./charts.ts";
import type {Graph} from "./graph.ts";
import {mayBeOn, placedNamed} from "./placed.ts";
import {itemsAt, valueAt} from "./values.ts";

/** What a GatewayClass names as its controller when Traefik runs its Gateways. */
export const TRAEFIK_CONTROLLER = "traefik.io/gateway-controller";

/** A port that Traefik listens on. */
export interface EntryPoint {
  readonly name: string;
  readonly port: number;
  /** Whether Traefik ends TLS there for everything; undefined where that is not known. */
  readonly hasTls: boolean | undefined;
  /** Whether it sends every request somewhere else, before any route is asked. */
  readonly isRedirected: boolean;
}

/** The ports of the chart. That of its own interface was 9000 before chart version 33. */
const DEFAULT_PORTS: Readonly<Record<string, readonly number[]>> = {
  web: [8000],
  websecure: [8443],
  traefik: [8080, 9000],
  metrics: [9100],
};

/** A HelmRelease of Traefik's chart. */
export interface TraefikRelease extends Release {
  /** Undefined where not all are known. */
  readonly entryPoints: readonly EntryPoint[] | undefined;
  /** Whether it looks at Gateways; undefined where that is not known. */
  readonly hasGatewayProvider: boolean | undefined;
}

/** The HelmReleases of Traefik's chart. */
export function traefikReleases(graph: Graph): TraefikRelease[] {
  return releasesOfChart(graph, "traefik").map((release) => ({
    ...release,
    entryPoints: entryPointsOf(release),
    hasGatewayProvider: hasGatewayProvider(release),
  }));
}

/** The arguments that values add to those of the chart; undefined where they are not all known. */
function argumentsOf(values: unknown): string[] | undefined {
  const lists = ["globalArguments", "additionalArguments"].map((key) => valueAt(values, [key]) ?? []);
  const all = lists.flat();
  const areKnown = lists.every(Array.isArray) && all.every((one) => typeof one === "string" && !isOpenText(one));
  // A file with Traefik's whole configuration goes before all arguments.
  return areKnown && !all.some((one) => /^--configfile\b/i.test(String(one))) ? all.map(String) : undefined;
}

/** Whether something may be mounted where Traefik looks for its configuration before it reads its arguments. */
function mayHaveFile(values: unknown): boolean {
  const mounts = [...itemsAt(values, ["volumes"]), ...itemsAt(values, ["additionalVolumeMounts"])];
  return mounts.some((mount) => {
    const path = valueAt(mount, ["mountPath"]);
    return typeof path !== "string" || isOpenText(path) || /^\/etc\/traefik\/?(?:traefik\.\w+)?$/.test(path);
  });
}

function entryPointsOf({values, isWhole}: Release): EntryPoint[] | undefined {
  const args = argumentsOf(values);
  if (!isWhole || !args || mayHaveFile(values)) return undefined;
  const ports = valueAt(values, ["ports"]) ?? {};
  if (typeof ports !== "object" || Object.keys(ports).some(isOpenText)) return undefined;
  const names = new Set([...Object.keys(DEFAULT_PORTS), ...Object.keys(ports)]);
  const found = [...names].map((name) => entryPointsNamed(name, valueAt(ports, [name])));
  if (found.some((one) => one === undefined)) return undefined;
  const added = args.flatMap((one) => {
    const [, name, port] = /^--entrypoints\.([^.=]+)\.address=.*:(\d+)(?:\/\w+)?$/i.exec(one) ?? [];
    return name && port ? [{name, port: Number(port), hasTls: undefined, isRedirected: false}] : [];
  });
  return [...found.flatMap((one) => one ?? []), ...added];
}

/** What becomes of one entry of `ports`; undefined where its port is not known. */
function entryPointsNamed(name: string, settings: unknown): EntryPoint[] | undefined {
  // Helm takes an entry away that is set to null.
  if (settings === null || valueAt(settings, ["uplink"]) === true) return [];
  const port = valueAt(settings, ["port"]) ?? undefined;
  const tls = valueAt(settings, ["http", "tls", "enabled"]) ?? valueAt(settings, ["tls", "enabled"]);
  const hasTls = typeof tls === "boolean" ? tls : tls === undefined || tls === null ? name === "websecure" : undefined;
  const common = {name, hasTls, isRedirected: isRedirected(settings)};
  if (port === undefined) return (DEFAULT_PORTS[name] ?? []).map((own) => ({...common, port: own}));
  const isNumber = typeof port === "number" || (typeof port === "string" && /^\d+$/.test(port));
  return isNumber ? [{...common, port: Number(port)}] : undefined;
}

/** Whether an entry point redirects. With a priority of its own, routes may go before. */
function isRedirected(settings: unknown): boolean {
  const redirections = [["http", "redirections", "entryPoint"], ["redirections", "entryPoint"], ["redirectTo"]].map(
    (path) => valueAt(settings, path) ?? undefined,
  );
  return redirections.some((one) => {
    if (typeof one === "string") return one !== "";
    const isOne = typeof valueAt(one, ["to"]) === "string" || typeof valueAt(one, ["port"]) === "string";
    return isOne && (valueAt(one, ["priority"]) ?? undefined) === undefined;
  });
}

function hasGatewayProvider({values, isWhole, object}: Release): boolean | undefined {
  if (object === undefined) return undefined;
  const own = valueAt(values, ["providers", "kubernetesGateway", "enabled"]) ?? false;
  // The switch of charts before version 29; later ones do something else by it.
  const old = valueAt(values, ["experimental", "kubernetesGateway", "enabled"]) ?? false;
  // What `values` has goes before what ConfigMaps and Secrets add.
  if (own === true) return true;
  const args = argumentsOf(values);
  if (args?.some((one) => /^--providers\.kubernetesgateway(?![\w-])(?!=false)/i.test(one))) return true;
  return isWhole && args && !mayHaveFile(values) && own === false && old === false ? false : undefined;
}

/** A Gateway or GatewayClass that Traefik's chart makes. */
export interface MadeGateway {
  readonly release: TraefikRelease;
  readonly className: string;
  /** Undefined where the chart makes the class alone. */
  readonly gateway: {readonly name: string; readonly namespace: string | undefined} | undefined;
}

/** What the chart makes by itself when its provider is on. */
export function madeGateways(graph: Graph): MadeGateway[] {
  return traefikReleases(graph).flatMap((release) => {
    const {values} = release;
    const text = (path: readonly string[], otherwise: string | undefined): string | undefined => {
      const value = valueAt(values, path);
      return typeof value === "string" && value !== "" ? value : otherwise;
    };
    const className = text(["gatewayClass", "name"], "traefik");
    if (release.hasGatewayProvider !== true || className === undefined) return [];
    const isOff = (key: string): boolean => valueAt(values, [key, "enabled"]) === false;
    const name = text(["gateway", "name"], "traefik-gateway");
    const namespace = text(["gateway", "namespace"], text(["namespaceOverride"], namespaceOf(release)));
    const gateway = isOff("gateway") || !name ? undefined : {name, namespace};
    return isOff("gatewayClass") && !gateway ? [] : [{release, className, gateway}];
  });
}

/** The namespace that a release is in; undefined where only the cluster knows. */
export function namespaceOf({object, namespace}: Release): string | undefined {
  const target = valueAt(object, ["spec", "targetNamespace"]);
  const own = typeof target === "string" && target !== "" ? target : namespace;
  return own && !isOpenText(own) ? own : undefined;
}

/** Whether Traefik runs the Gateways of a class on a cluster; undefined where the repository does not say. */
export function isTraefikClass(graph: Graph, className: string, cluster: string | undefined): boolean | undefined {
  const controller = controllerOf(graph, className, cluster);
  if (controller !== undefined) return controller === TRAEFIK_CONTROLLER;
  if (placedNamed(graph, GATEWAY_CLASS, className).some((one) => mayBeOn(one, cluster))) return undefined;
  const isMade = madeGateways(graph).some((made) => made.className === className && mayBeOn(made.release, cluster));
  return isMade || undefined;
}

/** The controller of a class on a cluster; undefined where the repository does not say. */
export function controllerOf(graph: Graph, className: string, cluster: string | undefined): string | undefined {
  const classes = placedNamed(graph, GATEWAY_CLASS, className).filter((one) => mayBeOn(one, cluster));
  const controllers = new Set(classes.map(({object}) => valueAt(object, ["spec", "controllerName"])));
  const [controller] = controllers;
  const isKnown = controllers.size === 1 && typeof controller === "string" && !isOpenText(controller);
  return isKnown ? controller : undefined;
}
