import {SEVERITIES, type Severity} from "./finding.ts";
import {NEWEST_FLUX} from "./resources/flux-versions.ts";
import type {Field} from "./yaml/field.ts";
import type {YamlFile} from "./yaml/parse.ts";

/** What a repository says about itself in `.flux-workbench.yaml`. */
export interface Config {
  /** The Flux minor that the clusters run, as "2.9". */
  readonly flux: string;
  readonly clusters: ReadonlyMap<string, Cluster>;
  readonly gateways: ReadonlyMap<string, GatewayTarget>;
  /** Severities that differ from the rules' own. */
  readonly rules: ReadonlyMap<string, Severity | "off">;
  /** Globs of paths that are left alone. */
  readonly ignore: readonly string[];
}

export interface Cluster {
  readonly path?: string;
  readonly context?: string;
  readonly protected: boolean;
}

/** The Gateway that takes the place of an ingress class. */
export interface GatewayTarget {
  readonly name: string;
  readonly namespace?: string;
  readonly sectionName?: string;
}

export const DEFAULT_CONFIG: Config = {
  flux: NEWEST_FLUX,
  clusters: new Map(),
  gateways: new Map(),
  rules: new Map(),
  ignore: [],
};

/**
 * Reads `.flux-workbench.yaml`. What is wrong in it is left at its default here and reported by the schema rules, so
 * that one mistake does not switch off the rest.
 */
export function readConfig(file: YamlFile): Config {
  const root = file.documents[0]?.root;
  if (!root) return DEFAULT_CONFIG;
  return {
    flux: fluxMinor(root.get("flux")) ?? DEFAULT_CONFIG.flux,
    clusters: mapOf(root.get("clusters"), clusterOf),
    gateways: mapOf(root.get("gateways"), gatewayOf),
    rules: mapOf(root.get("rules"), severityOf),
    ignore: root.get("ignore").items.flatMap((item) => item.string ?? []),
  };
}

/** "2.9" from `"2.9"`, `2.9`, `v2.9.4`; undefined for anything else. */
export function fluxMinor(field: Field | string): string | undefined {
  // Unquoted, 2.10 is the number 2.1: what is written counts, not what it is read as.
  const text = typeof field === "string" ? field : field.type === "scalar" ? field.written : "";
  return /^["']?v?(2\.\d+)(?:\.\d+)?["']?$/.exec(text)?.[1];
}

function mapOf<T>(field: Field, read: (field: Field) => T | undefined): Map<string, T> {
  const values = new Map<string, T>();
  for (const entry of field.entries) {
    const value = read(entry);
    if (value !== undefined) values.set(String(entry.key), value);
  }
  return values;
}

function clusterOf(field: Field): Cluster | undefined {
  if (!field.isMap) return undefined;
  const path = field.get("path").string;
  const context = field.get("context").string;
  return {...(path && {path}), ...(context && {context}), protected: field.get("protected").boolean ?? false};
}

function gatewayOf(field: Field): GatewayTarget | undefined {
  const name = field.get("name").string;
  const namespace = field.get("namespace").string;
  const sectionName = field.get("sectionName").string;
  return name ? {name, ...(namespace && {namespace}), ...(sectionName && {sectionName})} : undefined;
}

function severityOf(field: Field): Severity | "off" | undefined {
  if (field.string === "off") return "off";
  return SEVERITIES.find((severity) => severity === field.string);
}
