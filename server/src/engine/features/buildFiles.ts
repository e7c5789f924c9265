import {isKustomizationFile} from "../resources/resource.ts";
import type {FluxKustomization} from "../workspace/flux/kustomization.ts";
import type {Graph} from "../workspace/graph.ts";
import type {Build} from "../workspace/kustomize/build.ts";

/**
 * The files that a Flux Kustomization is built through: kustomizations, patches, and manifests that no object comes out
 * of. Those that hold its objects are left out. A kustomization with a generator stays: its objects are only parts of
 * it.
 */
export function buildFiles(graph: Graph, flux: FluxKustomization, build: Build): string[] {
  const holders = new Set(
    build.resources.flatMap(({origin: {file, generator}}) => (generator === undefined ? [file] : [])),
  );
  const files = new Set([...build.files, ...stumblingBlocks(graph, flux, build)]);
  return [...files].filter((file) => !holders.has(file));
}

/** Kustomizations at which the build ends: kustomize can't read them, or finds another one in their folder. */
function stumblingBlocks(graph: Graph, {folder, components}: FluxKustomization, {files}: Build): string[] {
  const included = [...files].flatMap((file) => {
    const kustomization = graph.summary(file)?.kustomization;
    return [...(kustomization?.resources ?? []), ...(kustomization?.components ?? [])].map(({target}) => target);
  });
  const folders = new Set([folder, ...components.map((component) => component.folder), ...included]);
  return [...folders].flatMap((path) => {
    if (path === undefined || graph.presence(path) !== "folder") return [];
    const {type} = graph.kustomizationIn(path);
    return type === "several" || type === "unreadable" ? graph.filesIn(path).filter(isKustomizationFile) : [];
  });
}
