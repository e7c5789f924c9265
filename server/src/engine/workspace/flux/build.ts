import {isManifestName} from "../folders.ts";
import {Accumulation, type PlaceOf} from "../kustomize/accumulation.ts";
import {type Build, type BuildSource, NO_BUILD} from "../kustomize/build.ts";
import {type KustomizationSpec, kustomizationSpec, type PathItem} from "../kustomize/spec.ts";
import {type FluxKustomization, patchesOf, placeInFlux} from "./kustomization.ts";

/** What a Flux build reads besides what kustomize reads. */
export interface FluxBuildSource extends BuildSource {
  filesIn(folder: string): readonly string[];
  foldersIn(folder: string): readonly string[];
}

/** What Flux builds for a Flux Kustomization: its folder's kustomization, with what its own spec adds. */
export function buildFlux(source: FluxBuildSource, flux: FluxKustomization): Build {
  const {folder} = flux;
  if (folder === undefined || source.presence(folder) !== "folder") return NO_BUILD;
  const found = source.kustomizationIn(folder);
  if (found.type === "several" || found.type === "unreadable") return NO_BUILD;
  const base = found.type === "one" ? found.spec : generatedSpec(source, folder);
  const file = found.type === "one" ? found.file : undefined;
  const run = new Accumulation(source, [folder]);
  run.accumulate(file, withFlux(source, base, flux), placesIn(file, flux));
  return run.result;
}

/** What Flux writes where a folder has no kustomization: every manifest below it, up to folders that have one. */
export function generatedSpec(source: FluxBuildSource, folder: string): KustomizationSpec {
  const resources: PathItem[] = [];
  const collect = (inner: string): void => {
    for (const path of source.filesIn(inner)) {
      if (isManifestName(path)) resources.push({text: path, target: path, pointer: ""});
    }
    for (const path of source.foldersIn(inner)) {
      if (source.kustomizationIn(path).type === "none") collect(path);
      else resources.push({text: path, target: path, pointer: ""});
    }
  };
  collect(folder);
  return {...kustomizationSpec({}, folder), resources};
}

function withFlux(source: FluxBuildSource, base: KustomizationSpec, flux: FluxKustomization): KustomizationSpec {
  const {spec} = flux;
  const text = (key: string): string | undefined => {
    const value = spec[key];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const components = flux.components
    .filter(({folder}) => spec.ignoreMissingComponents !== true || !folder || source.presence(folder) !== "missing")
    .map(({text, folder, pointer}) => ({text, target: folder, pointer}));
  const namespace = text("targetNamespace") ?? base.namespace;
  const namePrefix = text("namePrefix") ?? base.namePrefix;
  const nameSuffix = text("nameSuffix") ?? base.nameSuffix;
  return {
    ...base,
    ...(namespace !== undefined && {namespace}),
    ...(namePrefix !== undefined && {namePrefix}),
    ...(nameSuffix !== undefined && {nameSuffix}),
    components: [...base.components, ...components],
    patches: [...base.patches, ...patchesOf(flux)],
    images: [...base.images, ...(Array.isArray(spec.images) ? spec.images : [])],
  };
}

/** Fields that Flux sets in the kustomization, by where the kustomization has them. */
const SET_BY_FLUX: ReadonlyMap<string, string> = new Map([
  ["/namespace", "targetNamespace"],
  ["/namePrefix", "namePrefix"],
  ["/nameSuffix", "nameSuffix"],
]);

function placesIn(file: string | undefined, flux: FluxKustomization): PlaceOf {
  return (pointer) => {
    if (pointer.startsWith("/spec/")) return placeInFlux(flux, pointer);
    const field = SET_BY_FLUX.get(pointer);
    if (field !== undefined && flux.spec[field] !== undefined) return placeInFlux(flux, `/spec/${field}`);
    return file === undefined ? undefined : {file, document: 0, pointer};
  };
}
