import fs from "node:fs";
import path from "node:path";
import {parse, parseAllDocuments} from "yaml";
import {ROOT} from "../../support/check.ts";
import {at, type Json, type JsonMap, listOf, mapOf, textOf} from "../routing/json.ts";

/** A file of somebody's repository before, and perhaps after, its owner made a route of an ingress. */
export interface Case {
  readonly id: string;
  readonly type: string;
  /** Where the file was. */
  readonly path: string;
  readonly before: string;
  /** What the owner made of it. */
  readonly after: string | undefined;
  /** The version of the chart before, where one is known. */
  readonly version: string | undefined;
  readonly versionAfter: string | undefined;
  readonly classes: readonly string[];
  /** The kustomization that names the file, where it had to change too. */
  readonly kustomization: string | undefined;
}

/** Real conversions, beside this project; they are not there in every checkout. */
export const CASES = path.resolve(ROOT, "../shared/cases");

/** Whether there are cases to look at. */
export const HAS_CASES = fs.existsSync(path.join(CASES, "gold.json"));

/** The cases whose owners changed nothing of the routing. */
export function goldIds(): ReadonlySet<string> {
  return new Set(JSON.parse(fs.readFileSync(path.join(CASES, "gold.json"), "utf8")) as string[]);
}

/** Ingresses of all kinds: of app-template, of other charts, plain ones, IngressRoutes. */
export function readCases(): Case[] {
  const ids = fs.readdirSync(CASES).filter((name) => /^\d+$/.test(name) && isOfIngress(Number(name)));
  return ids.sort().map(readCase);
}

/** The numbers between are about other changes. */
function isOfIngress(id: number): boolean {
  return id <= 303 || id >= 601;
}

/** The one repository that has not converted yet does so with this version. */
const VERSION_OF_UNCONVERTED = "5.1.0";

function readCase(id: string): Case {
  const read = (name: string): string | undefined => {
    const file = path.join(CASES, id, name);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
  };
  const meta = JSON.parse(read("meta.json") ?? "{}") as Record<string, unknown>;
  const text = (key: string): string | undefined => (typeof meta[key] === "string" ? meta[key] : undefined);
  const type = String(meta.type).startsWith("app-template") ? "app-template" : String(meta.type);
  return {
    id,
    type,
    path: text("path_before") ?? String(meta.path),
    before: read("before.yaml") ?? "",
    after: read("after.yaml"),
    version: text("ver_before") ?? (Number(id) > 600 ? VERSION_OF_UNCONVERTED : undefined),
    versionAfter: text("ver_after"),
    classes: Array.isArray(meta.classes) ? meta.classes.map(String) : [],
    kustomization: read("kustomization.before.yaml"),
  };
}

/** A repository that has what a case does not bring: Flux, the chart, a Gateway, and which class means it. */
export function repositoryOf(one: Case): Record<string, string> {
  const folder = path.posix.dirname(one.path);
  const release = releaseIn(one.before);
  const chart = mapOf(at(release, "spec", "chartRef"));
  const kustomizations = one.kustomization ?? kustomization([path.posix.basename(one.path)]);
  const own = textOf(at(release, "metadata", "namespace")) || "apps";
  const files: Record<string, string> = {
    [one.path]: one.before,
    [`${folder}/kustomization.yaml`]: kustomizations,
    ...namedFiles(folder, kustomizations, one.path),
    "flux/kustomization.yaml": kustomization(["apps.yaml", "gateway.yaml", ...(chart.name ? ["chart.yaml"] : [])]),
    "flux/apps.yaml": fluxKustomization(folder, own),
    "flux/gateway.yaml": GATEWAY,
    ".flux-workbench.yaml": configuration([...one.classes, ...classesIn(one.before)]),
  };
  if (chart.name) files["flux/chart.yaml"] = ociRepository(chart, own, one);
  return files;
}

/** The files beside a manifest that its kustomization names: without them nobody knows what is built. */
function namedFiles(folder: string, text: string, own: string): Record<string, string> {
  const {resources, configurations, configMapGenerator} = mapOf(parse(text) as Json);
  const texts = listOf(configMapGenerator).flatMap((generator) => listOf(mapOf(generator).files));
  const named: [Json, string][] = [
    ...listOf(resources).map((file): [Json, string] => [file, configMap(textOf(file))]),
    ...listOf(configurations).map((file): [Json, string] => [file, NAME_REFERENCE]),
    ...texts.map((file): [Json, string] => [textOf(file).replace(/^[^=]*=/, ""), "a: 1\n"]),
  ];
  const files = named.map(([file, content]): [string, string] => [path.posix.join(folder, textOf(file)), content]);
  return Object.fromEntries(files.filter(([file]) => file !== own && file.endsWith(".yaml")));
}

function configMap(file: string): string {
  const name = path.posix.basename(file, ".yaml").replaceAll(".", "-");
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata: {}\n`;
}

const NAME_REFERENCE = `nameReference:
  - kind: ConfigMap
    version: v1
    fieldSpecs:
      - path: spec/valuesFrom/name
        kind: HelmRelease
`;

function classesIn(text: string): string[] {
  return [
    ...text.matchAll(/^\s*(?:ingressClassName|className|kubernetes\.io\/ingress\.class):\s*(?:&\w+\s+)?"?([\w-]+)/gm),
  ].flatMap(([, name]) => name ?? []);
}

function releaseIn(text: string): Json | undefined {
  const documents = parseAllDocuments(text, {merge: true}).map((document): Json => document.toJS() as Json);
  return documents.find((document) => at(document, "kind") === "HelmRelease");
}

function kustomization(resources: readonly string[]): string {
  return `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
${resources.map((resource) => `  - ${resource}\n`).join("")}`;
}

function fluxKustomization(folder: string, namespace: string): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: flux-system
spec:
  interval: 1h
  path: ./${folder}
  prune: true
  targetNamespace: ${namespace}
  sourceRef:
    kind: GitRepository
    name: flux-system
`;
}

function ociRepository(chart: JsonMap, own: string, {type, version}: Case): string {
  return `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata:
  name: ${textOf(chart.name)}
  namespace: ${textOf(chart.namespace) || own}
spec:
  interval: 1h
  url: ${type === "app-template" ? "oci://ghcr.io/bjw-s-labs/helm/app-template" : `oci://example.com/charts/${textOf(chart.name)}`}
${version ? `  ref:\n    tag: ${version}\n` : ""}`;
}

const GATEWAY = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: internal
  namespace: network
spec:
  gatewayClassName: envoy
  listeners:
    - name: https
      protocol: HTTPS
      port: 443
      allowedRoutes:
        namespaces:
          from: All
      tls:
        certificateRefs:
          - name: certificate
`;

function configuration(classes: readonly string[]): string {
  const known = new Set([
    ...classes,
    "default",
    "internal",
    "external",
    "traefik-internal",
    "traefik-external",
    "traefik",
  ]);
  return `gateways:\n${[...known].map((name) => `  ${name}: {name: internal, namespace: network}\n`).join("")}`;
}
