import {HELM_RELEASE} from "../resources/flux-kinds.ts";
import {ENABLED, ENDPOINT} from "../resources/gatus.ts";
import {isOpenText} from "../resources/substitution.ts";
import {type Release, releaseOf, releasesOfChart} from "./charts.ts";
import type {Graph} from "./graph.ts";
import {ANY_NAME} from "./index.ts";
import {placedNamed} from "./placed.ts";
import {itemsAt, valueAt} from "./values.ts";

/** The kinds that gatus-sidecar makes endpoints of, as its flags name them. */
export const SIDECAR_KINDS = ["ingress", "httproute", "ingressroute", "service"] as const;
export type SidecarKind = (typeof SIDECAR_KINDS)[number];

/** `auto`: makes an endpoint of everything; `annotated`: of what asks for it; `off`: of nothing. */
export type SidecarMode = "auto" | "annotated" | "off";

/** A gatus-sidecar beside a Gatus. */
export interface Sidecar {
  readonly release: Release;
  readonly modes: Readonly<Record<SidecarKind, SidecarMode>>;
  /** Values by flag, without `--`. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  /** Whether `off` is certain: before 0.1, kinds without a flag were looked at too unless another one was enabled. */
  readonly isStrict: boolean;
  /** Whether it is of version 0.1 or newer, since when it names and groups endpoints as it does now. */
  readonly isRecent: boolean;
}

/** A release that has a sidecar, or may have one. */
export interface FoundSidecar {
  readonly release: Release;
  /** Undefined where not all that it is told is known. */
  readonly sidecar: Sidecar | undefined;
}

/** What the chart assumes. */
const CHART_DEFAULTS: Readonly<Record<SidecarKind, {readonly enable: boolean; readonly auto: boolean}>> = {
  ingress: {enable: false, auto: false},
  httproute: {enable: false, auto: true},
  ingressroute: {enable: false, auto: false},
  service: {enable: true, auto: false},
};

/** Values of the chart that become flags, and the flags. */
const CHART_FLAGS: readonly (readonly [value: string, flag: string])[] = [
  ["namespace", "namespace"],
  ["gatewayNames", "gateway-name"],
  ["ingressClasses", "ingress-class"],
  ["annotationConfig", "annotation-config"],
  ["annotationEnabled", "annotation-enabled"],
];

/** What people call the release that Gatus runs in. */
export const RELEASE_NAMES = ["gatus", "gatus-sidecar"];

/** The gatus-sidecars of the repository of which everything is known. */
export function sidecarsOf(graph: Graph): Sidecar[] {
  return foundSidecars(graph).flatMap(({sidecar}) => sidecar ?? []);
}

/** The releases with a gatus-sidecar: by their chart, or as a container of a release that is called as Gatus is. */
export function foundSidecars(graph: Graph): FoundSidecar[] {
  const ofChart = releasesOfChart(graph, "gatus-sidecar");
  const isOfChart = (release: Release): boolean =>
    ofChart.some(({at}) => at.file === release.at.file && at.document === release.at.document);
  const named = RELEASE_NAMES.flatMap((name) => placedNamed(graph, HELM_RELEASE, name)).map(releaseOf);
  return [
    ...ofChart.flatMap((release) => found(release, chartCommand(release))),
    ...named.filter((release) => !isOfChart(release)).flatMap((release) => found(release, containerCommand(release))),
  ];
}

/** Whether something else in the repository may run a sidecar. Looks into every workload, so it is asked last. */
export function mayHaveMoreSidecars(graph: Graph, known: readonly FoundSidecar[]): boolean {
  const files = new Set(known.map(({release}) => release.at.file));
  return [HELM_RELEASE, "apps/Deployment", "apps/StatefulSet", "apps/DaemonSet"].some((type) =>
    [...graph.index.objects.get(`${type}|${ANY_NAME}`)].some(
      ({file}) => !files.has(file) && graph.file(file)?.text.includes("gatus-sidecar"),
    ),
  );
}

interface Command {
  readonly args: readonly string[];
  readonly isKnown: boolean;
  readonly isRecent: boolean;
}

function found(release: Release, command: Command | undefined): FoundSidecar[] {
  // What is not in the values may come from elsewhere.
  if (!command) return release.isWhole ? [] : [{release, sidecar: undefined}];
  const {args, isKnown, isRecent} = command;
  const isOpen = !release.isWhole || !isKnown || args.some((arg) => isOpenText(arg) || arg.includes("{{"));
  if (isOpen) return [{release, sidecar: undefined}];
  const flags = flagsOf(args);
  const isStrict = isRecent || SIDECAR_KINDS.some((kind) => isTrue(flags.get(`enable-${kind}`)?.at(-1)));
  return [{release, sidecar: {release, flags, modes: modesOf(flags), isStrict, isRecent}}];
}

function chartCommand({values}: Release): Command | undefined {
  const sidecar = valueAt(values, ["sidecar"]);
  if (valueAt(sidecar, ["enabled"]) === false) return undefined;
  const kinds = SIDECAR_KINDS.flatMap((kind) =>
    (["enable", "auto"] as const).flatMap((what) => {
      const value = valueAt(sidecar, ["kinds", kind, what]) ?? CHART_DEFAULTS[kind][what];
      return value === true ? [`--${what}-${kind}`] : [];
    }),
  );
  const others = CHART_FLAGS.flatMap(([value, flag]) =>
    [valueAt(sidecar, [value]) ?? []].flat().flatMap((one) => (one === "" ? [] : [`--${flag}=${String(one)}`])),
  );
  const extra = itemsAt(sidecar, ["extraArgs"]).map(String);
  return {args: [...kinds, ...others, ...extra], isKnown: true, isRecent: true};
}

/** What the container with the sidecar's image is told in the values of app-template. */
function containerCommand({values}: Release): Command | undefined {
  const container = sidecarContainer(values)?.container;
  if (container === undefined) return undefined;
  const args = valueAt(container, ["args"]);
  const [, major = "0", minor = "0"] = /^v?(\d+)\.(\d+)/.exec(String(valueAt(container, ["image", "tag"]))) ?? [];
  return {
    args: itemsAt(container, ["args"]).map(String),
    isKnown: valueAt(container, ["command"]) === undefined && (args === undefined || Array.isArray(args)),
    isRecent: Number(major) > 0 || Number(minor) > 0,
  };
}

/** The sidecar's container in values of app-template, and the path to it. */
export function sidecarContainer(
  values: unknown,
): {readonly controller: string; readonly path: readonly string[]; readonly container: unknown} | undefined {
  for (const [controller, one] of Object.entries(valueAt(values, ["controllers"]) ?? {})) {
    for (const list of ["containers", "initContainers"]) {
      for (const [name, container] of Object.entries(valueAt(one, [list]) ?? {})) {
        const repository = valueAt(container, ["image", "repository"]);
        const isOff = [one, container].some((part) => valueAt(part, ["enabled"]) === false);
        if (isOff || typeof repository !== "string" || !repository.endsWith("/gatus-sidecar")) continue;
        return {controller, path: ["controllers", controller, list, name], container};
      }
    }
  }
  return undefined;
}

function flagsOf(args: readonly string[]): Map<string, string[]> {
  const flags = new Map<string, string[]>();
  for (const arg of args) {
    const [, flag, value = "true"] = /^--?([^-=][^=]*)(?:=(.*))?$/s.exec(arg) ?? [];
    if (flag !== undefined) flags.set(flag, [...(flags.get(flag) ?? []), value]);
  }
  return flags;
}

function modesOf(flags: ReadonlyMap<string, readonly string[]>): Record<SidecarKind, SidecarMode> {
  const isOn = (flag: string): boolean => isTrue(flags.get(flag)?.at(-1));
  const isAny = SIDECAR_KINDS.some((kind) => isOn(`auto-${kind}`) || isOn(`enable-${kind}`));
  const modeOf = (kind: SidecarKind): SidecarMode =>
    // Without any such flag all kinds are looked at.
    isOn(`auto-${kind}`) ? "auto" : isOn(`enable-${kind}`) || !isAny ? "annotated" : "off";
  return {
    ingress: modeOf("ingress"),
    httproute: modeOf("httproute"),
    ingressroute: modeOf("ingressroute"),
    service: modeOf("service"),
  };
}

/** The keys of the annotations that a sidecar reads. */
export function annotationKeys({flags}: Sidecar): {readonly enabled: string; readonly endpoint: string} {
  return {
    enabled: flags.get("annotation-enabled")?.at(-1) ?? ENABLED,
    endpoint: flags.get("annotation-config")?.at(-1) ?? ENDPOINT,
  };
}

/** Whether Go reads a text as true. */
export function isTrue(text: unknown): boolean {
  return typeof text === "string" && /^(?:1|t|T|true|True|TRUE)$/.test(text);
}
