import {HELM_RELEASE} from "../../../resources/flux-kinds.ts";
import {isOpenText} from "../../../resources/substitution.ts";
import {type Release, releaseOf, releasesOfChart} from "../../../workspace/charts.ts";
import type {Graph} from "../../../workspace/graph.ts";
import {placedNamed} from "../../../workspace/placed.ts";
import {itemsAt, valueAt} from "../../../workspace/values.ts";

/** The kinds that gatus-sidecar makes endpoints of, as its flags name them. */
export type SidecarKind = "ingress" | "httproute" | "ingressroute";

/** `auto`: makes an endpoint of everything; `annotated`: of what asks for it; `off`: of nothing. */
export type SidecarMode = "auto" | "annotated" | "off";

/** A gatus-sidecar beside a Gatus. */
export interface Sidecar {
  readonly release: Release;
  readonly modes: Readonly<Record<SidecarKind, SidecarMode>>;
  /** Values by flag, without `--`. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
}

const KINDS = ["ingress", "httproute", "ingressroute", "service"];

/** What the chart assumes. */
const CHART_DEFAULTS: Readonly<Record<string, {readonly enable: boolean; readonly auto: boolean}>> = {
  ingress: {enable: false, auto: false},
  httproute: {enable: false, auto: true},
  ingressroute: {enable: false, auto: false},
  service: {enable: true, auto: false},
};

/** The gatus-sidecars of the repository: by their chart, or as a container of a release called `gatus`. */
export function sidecarsOf(graph: Graph): Sidecar[] {
  const ofChart = releasesOfChart(graph, "gatus-sidecar").map((release) => ({release, args: chartArguments(release)}));
  const contained = placedNamed(graph, HELM_RELEASE, "gatus").map((placed) => {
    const release = releaseOf(placed);
    return {release, args: containerArguments(release)};
  });
  return [...ofChart, ...contained].flatMap(({release, args}) => {
    if (!args || !release.isWhole || args.some(isOpenText)) return [];
    const flags = flagsOf(args);
    return [{release, flags, modes: modesOf(flags)}];
  });
}

function chartArguments({values}: Release): string[] | undefined {
  if (valueAt(values, ["sidecar", "enabled"]) === false) return undefined;
  const flags = KINDS.flatMap((kind) =>
    (["enable", "auto"] as const).flatMap((what) => {
      const value = valueAt(values, ["sidecar", "kinds", kind, what]) ?? CHART_DEFAULTS[kind]?.[what];
      return value === true ? [`--${what}-${kind}`] : [];
    }),
  );
  return [...flags, ...itemsAt(values, ["sidecar", "extraArgs"]).map(String)];
}

/** The arguments of the container with the sidecar's image in the values of app-template. */
function containerArguments({values}: Release): string[] | undefined {
  const containers = Object.values(valueAt(values, ["controllers"]) ?? {}).flatMap((controller: unknown) =>
    ["containers", "initContainers"].flatMap((list) => Object.values(valueAt(controller, [list]) ?? {})),
  );
  const sidecar = containers.find((container: unknown) => {
    const repository = valueAt(container, ["image", "repository"]);
    return typeof repository === "string" && repository.endsWith("/gatus-sidecar");
  });
  return sidecar === undefined ? undefined : itemsAt(sidecar, ["args"]).map(String);
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
  const isAny = KINDS.some((kind) => isOn(`auto-${kind}`) || isOn(`enable-${kind}`));
  const modeOf = (kind: SidecarKind): SidecarMode =>
    // Without any such flag all kinds are looked at.
    isOn(`auto-${kind}`) ? "auto" : isOn(`enable-${kind}`) || !isAny ? "annotated" : "off";
  return {ingress: modeOf("ingress"), httproute: modeOf("httproute"), ingressroute: modeOf("ingressroute")};
}

/** Whether Go reads a text as true. */
export function isTrue(text: unknown): boolean {
  return typeof text === "string" && /^(?:1|t|T|true|True|TRUE)$/.test(text);
}
