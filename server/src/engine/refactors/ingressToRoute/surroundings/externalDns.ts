import type {Resource} from "../../../resources/resource.ts";
import {isOpenText} from "../../../resources/substitution.ts";
import {type Release, releasesOfChart} from "../../../workspace/charts.ts";
import {mayBeOn} from "../../../workspace/placed.ts";
import {namespaceOf} from "../../../workspace/traefik.ts";
import {valueAt} from "../../../workspace/values.ts";
import {type Check, gatewayName, isOpen, objectName, type Site, warning} from "./site.ts";

/** How external-dns runs, as far as it matters to an ingress and to the route in its place. */
interface Settings {
  /** What `--source` names. */
  readonly sources: readonly string[];
  readonly policy: string;
  /** Values by flag, without `--`. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
}

/** What the chart assumes. */
const DEFAULT_SOURCES = ["service", "ingress"];

/** Whether the DNS records of the ingress stay. */
export const externalDnsNotes: Check = (site) =>
  releasesOfChart(site.graph, "external-dns").flatMap((release) => {
    const settings = mayBeOn(release, site.place.cluster) ? settingsOf(release) : undefined;
    if (!settings || !takesIngress(site, release, settings)) return [];
    const name = `external-dns ${objectName(release)}`;
    const end =
      settings.policy === "sync" ? "the DNS record would be deleted" : "the DNS record is not updated any more";
    if (!settings.sources.includes("gateway-httproute")) {
      return [
        warning(`${name} does not look at HTTPRoutes, so ${end}; add \`gateway-httproute\` to its \`sources\` before.`),
      ];
    }
    const gateways = settings.flags.get("gateway-name") ?? [];
    if (gateways.length === 0 || gateways.some(isOpenText) || gateways.includes(site.parent.name)) return [];
    return [
      warning(
        `${name} looks at the routes of other Gateways only (\`--gateway-name\`), so ${end} when the route gets ` +
          `${gatewayName(site.parent)}.`,
      ),
    ];
  });

/** The settings of a release; undefined where they are not all known. */
function settingsOf({values, isWhole}: Release): Settings | undefined {
  const flags = flagsOf(valueAt(values, ["extraArgs"]));
  const own = valueAt(values, ["sources"]) ?? DEFAULT_SOURCES;
  const policy = valueAt(values, ["policy"]) ?? "upsert-only";
  if (!isWhole || !flags || !Array.isArray(own) || typeof policy !== "string") return undefined;
  const sources = [...own.map(String), ...(flags.get("source") ?? [])];
  if ([policy, ...sources].some(isOpenText)) return undefined;
  return {sources, policy: flags.get("policy")?.at(-1) ?? policy, flags: withFilters(values, flags)};
}

/** Flags as the chart takes them: a list of `--flag=value`, or a map. */
function flagsOf(extraArgs: unknown): Map<string, string[]> | undefined {
  const flags = new Map<string, string[]>();
  const add = (flag: string, value: unknown): void => {
    flags.set(flag, [...(flags.get(flag) ?? []), String(value)]);
  };
  if (Array.isArray(extraArgs)) {
    for (const arg of extraArgs) {
      const [, flag, value = "true"] = /^--([^=]+)(?:=(.*))?$/s.exec(String(arg)) ?? [];
      if (flag === undefined || isOpenText(flag)) return undefined;
      add(flag, value);
    }
  } else if (typeof extraArgs === "object" && extraArgs !== null) {
    for (const [flag, value] of Object.entries(extraArgs)) for (const one of [value].flat()) add(flag, one);
  } else if (extraArgs !== undefined && extraArgs !== null) return undefined;
  return flags;
}

/** The filters that have values of their own in the chart, under the names of their flags. */
const FILTERS: readonly (readonly [string, string])[] = [
  ["domainFilters", "domain-filter"],
  ["excludeDomains", "exclude-domains"],
  ["annotationFilter", "annotation-filter"],
  ["labelFilter", "label-filter"],
];

function withFilters(values: unknown, flags: ReadonlyMap<string, string[]>): Map<string, string[]> {
  const all = new Map(flags);
  for (const [key, flag] of FILTERS) {
    const value = valueAt(values, [key]);
    const texts = Array.isArray(value) ? value.map(String) : typeof value === "string" && value !== "" ? [value] : [];
    if (texts.length > 0) all.set(flag, [...texts, ...(flags.get(flag) ?? [])]);
  }
  if (valueAt(values, ["namespaced"]) === true)
    all.set("namespace", [String(valueAt(values, ["sourceNamespace"]) ?? "")]);
  return all;
}

/** Whether the record of the ingress certainly comes from this release. */
function takesIngress(site: Site, release: Release, {sources, flags}: Settings): boolean {
  const {resource, route, place} = site;
  const isIngressRoute = resource.kind === "IngressRoute";
  if (!sources.includes(isIngressRoute ? "traefik-proxy" : "ingress")) return false;
  // external-dns makes no record of an IngressRoute that does not say where its record leads.
  if (isIngressRoute && annotationOf(resource, "target") === undefined) return false;
  const controller = annotationOf(resource, "controller") ?? ofRoute(route.annotations, "controller");
  if (controller !== undefined && controller !== "dns-controller") return false;
  const [namespace] = flags.get("namespace") ?? [];
  if (namespace !== undefined && place.namespace !== (namespace || namespaceOf(release))) return false;
  if (flags.has("label-filter") || flags.has("gateway-label-filter")) return false;
  const classes = flags.get("ingress-class");
  if (classes && !classesOf(resource).some((one) => classes.includes(one))) return false;
  if (!(flags.get("annotation-filter") ?? []).every((filter) => isMatched(filter, route.annotations))) return false;
  return site.hosts.some((host) => isOfDomains(host, flags));
}

const PREFIXES = ["external-dns.kubernetes.io/", "external-dns.alpha.kubernetes.io/"];

function annotationOf({root}: Resource, name: string): unknown {
  return PREFIXES.map((prefix) => root.at("metadata", "annotations", prefix + name).scalar).find(
    (one) => one !== undefined,
  );
}

function ofRoute(annotations: ReadonlyMap<string, unknown>, name: string): unknown {
  return PREFIXES.map((prefix) => annotations.get(prefix + name)).find((one) => one !== undefined);
}

/** The classes of the ingresses in a resource. */
function classesOf({root, kind}: Resource): string[] {
  if (kind === "HelmRelease") {
    return root.at("spec", "values", "ingress").mergedEntries.flatMap((entry) => entry.get("className").string ?? []);
  }
  const annotation = root.at("metadata", "annotations", "kubernetes.io/ingress.class");
  return [root.at("spec", "ingressClassName").string ?? annotation.string ?? ""];
}

/** Whether annotations meet a filter of equalities, `a=b,c=d`; other filters are not judged. */
function isMatched(filter: string, annotations: ReadonlyMap<string, unknown>): boolean {
  return filter.split(",").every((part) => {
    const [, key, value] = /^\s*([^=!\s]+)\s*==?\s*([^=\s]*)\s*$/.exec(part) ?? [];
    return key !== undefined && String(annotations.get(key)) === value;
  });
}

/** Whether a host certainly is in the domains that are looked at. */
function isOfDomains(host: string, flags: ReadonlyMap<string, readonly string[]>): boolean {
  const [wanted, unwanted] = ["domain-filter", "exclude-domains"].map((flag) => flags.get(flag) ?? []);
  if (!wanted || !unwanted || [...wanted, ...unwanted].some(isOpenText)) return false;
  if (wanted.length > 0 && !wanted.some((domain) => isIn(host, domain))) return false;
  if (unwanted.some((domain) => isIn(host, domain))) return false;
  // What is before a known ending makes no difference; a whole name that is not known does.
  return !isOpen(host) || wanted.length > 0;
}

function isIn(host: string, domain: string): boolean {
  return domain.startsWith(".") ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`);
}
