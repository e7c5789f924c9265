import {isKustomizationFile, resourceOf} from "../../resources/resource.ts";
import {folderOf} from "../../text/paths.ts";
import type {Span} from "../../text/span.ts";
import {linesAbove} from "../../workspace/component-lines.ts";
import {FLUX_KUSTOMIZATION, type FluxKustomization} from "../../workspace/flux/kustomization.ts";
import type {DocumentRef} from "../../workspace/index.ts";
import type {Workspace} from "../../workspace/workspace.ts";

/** What a Component can be attached to: what a kustomization builds, or a Flux Kustomization. */
export interface App {
  /** What people call it: the name of the Flux Kustomization, of the object, or the folder. */
  readonly name: string;
  /** Where the person is. */
  readonly span: Span;
  /** The kustomization with the manifests; undefined where Flux makes one by itself. */
  readonly kustomization: {readonly file: string; readonly folder: string} | undefined;
  /** The Flux Kustomization that builds just that, on all its clusters; none where others build it along. */
  readonly flux: readonly FluxKustomization[];
}

/** The apps that a file is a part of, one for each object or Flux Kustomization in it. */
export function appsIn(workspace: Workspace, path: string): App[] {
  const file = workspace.file(path);
  if (!file || file.documents.some(({problems}) => problems.length > 0)) return [];
  if (isKustomizationFile(path)) return appOfFolder(workspace, path);
  return file.documents.flatMap((document): App[] => {
    const resource = resourceOf(document);
    if (!resource?.kind) return [];
    const ref = {file: path, document: document.index};
    const found =
      resource.type === FLUX_KUSTOMIZATION ? ofFlux(workspace, ref) : ofObject(workspace, ref, resource.type);
    return found ? [{...found, name: found.flux[0]?.name ?? resource.name ?? path, span: document.span}] : [];
  });
}

type Place = Pick<App, "kustomization" | "flux">;

function appOfFolder(workspace: Workspace, path: string): App[] {
  const {graph} = workspace;
  const folder = folderOf(path);
  const found = graph.kustomizationIn(folder);
  const document = workspace.file(path)?.documents[0];
  if (found.type !== "one" || !document || graph.summary(path)?.kustomization?.kind !== "Kustomization") return [];
  const flux = fluxOf(workspace, folder);
  const name = flux[0]?.name ?? folder;
  return [{name, span: document.span, kustomization: {file: path, folder}, flux}];
}

/** Objects whose apps people think of in Components; anything else is reached through its kustomization. */
const MAIN_TYPES = new Set([
  "helm.toolkit.fluxcd.io/HelmRelease",
  "gateway.networking.k8s.io/HTTPRoute",
  "networking.k8s.io/Ingress",
  "apps/Deployment",
  "apps/StatefulSet",
]);

function ofObject(workspace: Workspace, {file}: DocumentRef, type: string): Place | undefined {
  if (!MAIN_TYPES.has(type)) return undefined;
  const {graph} = workspace;
  const listing = [...graph.index.includes.get(file)];
  const [kustomization, ...others] = listing;
  if (kustomization === undefined) {
    const flux = fluxOf(workspace, folderOf(file));
    return flux.length > 0 && graph.kustomizationIn(folderOf(file)).type === "none"
      ? {kustomization: undefined, flux}
      : undefined;
  }
  if (others.length > 0 || graph.summary(kustomization)?.kustomization?.kind !== "Kustomization") return undefined;
  const folder = folderOf(kustomization);
  return {kustomization: {file: kustomization, folder}, flux: fluxOf(workspace, folder)};
}

function ofFlux(workspace: Workspace, ref: DocumentRef): Place | undefined {
  const {graph} = workspace;
  const flux = graph.instancesOf(ref).filter(({isGenerated}) => !isGenerated);
  const [first] = flux;
  if (first?.folder === undefined || flux.some(({folder}) => folder !== first.folder)) return undefined;
  const found = graph.kustomizationIn(first.folder);
  return {kustomization: found.type === "one" ? {file: found.file, folder: first.folder} : undefined, flux};
}

/** The ways of the one Flux Kustomization that builds a folder; none where several do. */
function fluxOf({graph}: Workspace, folder: string): readonly FluxKustomization[] {
  const [ref, ...others] = [...graph.index.fluxFolders.get(folder)];
  return ref && others.length === 0 ? graph.instancesOf(ref).filter(({isGenerated}) => !isGenerated) : [];
}

/** Whether an app has a Component already, by whatever way. */
export function hasComponent({graph}: Workspace, {kustomization, flux}: App, file: string): boolean {
  return (
    flux.some((one) => graph.fluxBuild(one).files.has(file)) ||
    (kustomization !== undefined &&
      (graph.build(kustomization.folder).files.has(file) ||
        linesAbove(graph, kustomization.folder).has(folderOf(file))))
  );
}
