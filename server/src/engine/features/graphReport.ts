import {isKustomizationFile, type Resource} from "../resources/resource.ts";
import type {Position} from "../text/lines.ts";
import {folderOf} from "../text/paths.ts";
import type {Span} from "../text/span.ts";
import type {FluxKustomization} from "../workspace/flux/kustomization.ts";
import type {BuiltResource} from "../workspace/kustomize/built.ts";
import {objectReferences, pathReferences} from "../workspace/references.ts";
import {resolveReference} from "../workspace/resolve.ts";
import type {Workspace} from "../workspace/workspace.ts";
import type {Field} from "../yaml/field.ts";

/** The repository as a graph, as plain data. Paths are relative to its root. */
export interface GraphReport {
  readonly directories: readonly DirectoryReport[];
  readonly fluxKustomizations: readonly FluxReport[];
  readonly references: readonly ReferenceReport[];
}

/** A folder with a kustomization, and what kustomize builds there. */
export interface DirectoryReport {
  readonly path: string;
  readonly kind: "Kustomization" | "Component";
  readonly builds: readonly BuiltReport[];
}

/** An object that a build gives, under its last name. Where nothing sets a namespace it has none. */
export interface BuiltReport {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly file: string;
}

/** A Flux Kustomization as one cluster gets it. */
export interface FluxReport {
  readonly file: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly cluster: string;
  /** The folder that it builds; null where that is unknown, or not in this repository. */
  readonly path: string | null;
  readonly dependsOn: readonly {readonly namespace: string | null; readonly name: string}[];
  readonly builds: readonly BuiltReport[];
}

/** A field that names a path or another object. */
export interface ReferenceReport {
  readonly file: string;
  readonly range: Range;
  readonly field: string;
  /** Null where it leads to nothing in the repository. */
  readonly target: {readonly file: string; readonly range: Range} | null;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

const START: Range = {start: {line: 0, character: 0}, end: {line: 0, character: 0}};

/** The graph of the files that `isWanted` takes. */
export function graphReport(workspace: Workspace, isWanted: (file: string) => boolean): GraphReport {
  const files = [...workspace.paths].filter(isWanted).sort();
  return {
    directories: files.filter(isKustomizationFile).flatMap((file) => directoryReport(workspace, file) ?? []),
    fluxKustomizations: workspace.graph.fluxKustomizations
      .filter(({origin}) => isWanted(origin.file))
      .map((flux) => fluxReport(workspace, flux))
      .sort((a, b) => compare(a.cluster, b.cluster) || compare(a.file, b.file) || compare(a.name, b.name)),
    references: files.flatMap((file) => referenceReports(workspace, file)),
  };
}

function directoryReport({graph}: Workspace, file: string): DirectoryReport | undefined {
  const path = folderOf(file);
  const found = graph.kustomizationIn(path);
  if (found.type !== "one") return undefined;
  return {path, kind: found.spec.kind, builds: graph.build(path).resources.map(builtReport)};
}

function fluxReport({graph}: Workspace, flux: FluxKustomization): FluxReport {
  const {origin, namespace, name, cluster, folder, spec} = flux;
  const dependsOn = (Array.isArray(spec.dependsOn) ? spec.dependsOn : []) as readonly Record<string, unknown>[];
  return {
    file: origin.file,
    namespace: namespace ?? null,
    name,
    cluster,
    path: folder ?? null,
    dependsOn: dependsOn.map((entry) => ({
      namespace: String(entry?.namespace ?? namespace ?? "") || null,
      name: String(entry?.name ?? ""),
    })),
    builds: graph.fluxBuild(flux).resources.map((resource) => {
      const applied = graph.appliedBy(flux, resource);
      const report = builtReport(resource);
      return {
        ...report,
        name: applied.name ?? report.name,
        namespace: applied.namespace === undefined ? report.namespace : applied.namespace || null,
      };
    }),
  };
}

function builtReport({head, origin}: BuiltResource): BuiltReport {
  const {apiVersion, kind, metadata} = head;
  return {apiVersion, kind, namespace: metadata.namespace ?? null, name: metadata.name, file: origin.file};
}

function referenceReports(workspace: Workspace, path: string): ReferenceReport[] {
  const file = workspace.file(path);
  const judgement = workspace.judgement(path);
  if (!file || !judgement) return [];
  const rangeOf = (span: Span): Range => ({
    start: file.lines.positionAt(span.start),
    end: file.lines.positionAt(span.end),
  });
  return judgement.resources.flatMap((resource) => [
    ...pathReferences(resource).map(({field, span, target}) => ({
      file: path,
      range: rangeOf(span),
      field: field.name,
      target: target === undefined ? null : pathTarget(workspace, target),
    })),
    ...objectReferences(resource)
      .filter(({rawName}) => rawName !== undefined)
      .map((reference) => ({
        file: path,
        range: rangeOf(reference.nameField.span),
        field: reference.nameField.name,
        target: objectTarget(workspace, resource, reference),
      })),
  ]);
}

function pathTarget({graph}: Workspace, target: string): ReferenceReport["target"] {
  if (graph.presence(target) === "file") return {file: target, range: START};
  const found = graph.kustomizationIn(target);
  return found.type === "one" ? {file: found.file, range: START} : null;
}

function objectTarget(
  workspace: Workspace,
  resource: Resource,
  reference: Parameters<typeof resolveReference>[2],
): ReferenceReport["target"] {
  for (const {found} of resolveReference(workspace.graph, resource, reference)) {
    for (const {at} of found) {
      const file = workspace.file(at.file);
      const field = file?.documents[at.document]?.root.at("metadata", "name");
      if (file && field) return {file: at.file, range: rangeIn(file.lines, field)};
    }
  }
  return null;
}

function rangeIn(lines: {positionAt(offset: number): Position}, {span}: Field): Range {
  return {start: lines.positionAt(span.start), end: lines.positionAt(span.end)};
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
