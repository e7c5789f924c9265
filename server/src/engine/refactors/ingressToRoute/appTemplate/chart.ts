import {HELM_CHART, OCI_REPOSITORY} from "../../../resources/flux-kinds.ts";
import type {Resource} from "../../../resources/resource.ts";
import {isOpenText} from "../../../resources/substitution.ts";
import {type Target, targetsNamed} from "../../../workspace/targets.ts";
import {valueAt} from "../../../workspace/values.ts";
import type {Workspace} from "../../../workspace/workspace.ts";
import type {Field} from "../../../yaml/field.ts";
import {type Release, releasesOf} from "./release.ts";

/** The chart of one release. */
export interface ChartUse {
  readonly cluster: string | undefined;
  /** Undefined where the repository does not say. */
  readonly isAppTemplate: boolean | undefined;
  /** A version or a range of versions; undefined where the repository does not say. */
  readonly version: string | undefined;
}

const NAME = "app-template";

/** The charts of a HelmRelease on all ways to a cluster. */
export function chartsOf(workspace: Workspace, resource: Resource): ChartUse[] {
  return releasesOf(workspace, resource).flatMap((release) => chartsOfRelease(workspace, release));
}

/** Whether a HelmRelease is of app-template; where the repository does not say, whether it looks like it. */
export function isAppTemplate(resource: Resource, uses: readonly ChartUse[]): boolean {
  if (uses.some((use) => use.isAppTemplate)) return true;
  if (uses.every((use) => use.isAppTemplate === false)) return false;
  const spec = resource.root.get("spec");
  const names = [spec.at("chartRef", "name"), spec.at("chart", "spec", "sourceRef", "name")];
  return (
    names.some(({scalar}) => typeof scalar === "string" && scalar.includes(NAME)) || looksAlike(spec.get("values"))
  );
}

/** Whether values have what together only those of app-template have. */
function looksAlike(values: Field): boolean {
  const hasPorts = values.get("service").mergedEntries.some((service) => service.get("ports").isMap);
  const hasServices = values
    .get("ingress")
    .mergedEntries.some((id) =>
      id.get("hosts").items.some((host) => host.get("paths").items.some((path) => path.get("service").isMap)),
    );
  return values.get("controllers").isMap && hasPorts && hasServices;
}

function chartsOfRelease(workspace: Workspace, release: Release): ChartUse[] {
  const {cluster, spec} = release;
  const unknown = {cluster, isAppTemplate: undefined, version: undefined};
  const chart = valueAt(spec, ["chart", "spec"]);
  if (chart !== undefined) {
    const fromRepository = valueAt(chart, ["sourceRef", "kind"]) === "HelmRepository";
    return [{cluster, ...namedChart(chart, fromRepository)}];
  }
  const found = referredTo(workspace, release);
  return found.length === 0 ? [unknown] : found.map((source) => ({cluster, ...sourceOf(source)}));
}

/** The chart that a `spec.chart.spec`, or a HelmChart, names. Only a HelmRepository has versions to choose from. */
function namedChart(spec: unknown, fromRepository: boolean): Omit<ChartUse, "cluster"> {
  const name = valueAt(spec, ["chart"]);
  const version = valueAt(spec, ["version"]);
  const isOpen = typeof name !== "string" || isOpenText(name);
  return {
    isAppTemplate: isOpen ? undefined : /(?:^|\/)app-template\/?$/.test(name),
    version: fromRepository ? knownText(version) : undefined,
  };
}

interface Source {
  readonly kind: unknown;
  readonly spec: unknown;
}

function referredTo({graph}: Workspace, {applied, cluster, spec, ownNamespace}: Release): Source[] {
  const kind = valueAt(spec, ["chartRef", "kind"]);
  const name = knownText(valueAt(spec, ["chartRef", "name"]));
  const namespace = knownText(valueAt(spec, ["chartRef", "namespace"])) ?? ownNamespace;
  const type = kind === "OCIRepository" ? OCI_REPOSITORY : kind === "HelmChart" ? HELM_CHART : undefined;
  if (!type || !name) return [];
  const isIn = (target: Target): boolean =>
    namespace === undefined || target.namespace === undefined || target.namespace === namespace;
  const targets = targetsNamed(graph, type, name, cluster).filter((target) => target.isCertain && isIn(target));
  // What the same Flux Kustomization builds is meant where several clusters may share what the others have.
  const own = targets.filter((target) => applied?.by && target.applied?.by?.key === applied.by.key);
  return (own.length > 0 ? own : targets).map(({at, applied: way}) => {
    const object = way ? graph.effective(way)?.object : graph.file(at.file)?.documents[at.document]?.plain().value;
    return {kind, spec: valueAt(object, ["spec"])};
  });
}

function sourceOf({kind, spec}: Source): Omit<ChartUse, "cluster"> {
  if (kind === "HelmChart") return namedChart(spec, valueAt(spec, ["sourceRef", "kind"]) === "HelmRepository");
  const url = valueAt(spec, ["url"]);
  const last = typeof url === "string" ? url.replace(/\/+$/, "").replace(/^.*\//, "") : undefined;
  const isOpen = last === undefined || isOpenText(last);
  // A range goes before a tag.
  const version = valueAt(spec, ["ref", "semver"]) ?? valueAt(spec, ["ref", "tag"]);
  return {isAppTemplate: isOpen ? undefined : last === NAME, version: knownText(version)};
}

function knownText(value: unknown): string | undefined {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text !== "" && !isOpenText(text) ? text : undefined;
}
