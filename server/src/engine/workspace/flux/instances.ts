import type {Variables} from "../../resources/substitution.ts";
import {folderOf} from "../../text/paths.ts";
import type {Graph} from "../graph.ts";
import {type DocumentRef, typeOf} from "../index.ts";
import {BuiltResource, type Head, headOf} from "../kustomize/built.ts";
import type {PlainObject} from "../kustomize/transform/steps.ts";
import {clusterOf} from "./clusters.ts";
import {
  type Draft,
  FLUX_KUSTOMIZATION,
  type FluxKustomization,
  fluxKustomization,
  type SourceName,
  sourceOf,
  substituted,
} from "./kustomization.ts";

/** Where an operator is installed by those who don't say where. */
const FLUX_NAMESPACE = "flux-system";

/** The ways in which the Flux Kustomization of a document gets to clusters; none for one that is switched off. */
export function findInstances(graph: Graph, ref: DocumentRef): readonly FluxKustomization[] {
  const {file, document} = ref;
  const head = headIn(graph, ref);
  if (graph.summary(file)?.syncs.some((sync) => sync.document === document)) return generatedBy(graph, ref, head);
  if (!head || typeOf(head.apiVersion, head.kind) !== FLUX_KUSTOMIZATION) return [];
  const children = graph.builtInFile(file).flatMap(({by, resource}) => {
    if (!by || resource.origin.document !== document || resource.type !== FLUX_KUSTOMIZATION) return [];
    const draft = draftOf(graph, resource, graph.variables(by).values);
    return draft ? [below(graph, draft, by)] : [];
  });
  return children.length > 0 ? children : entryPoint(graph, ref, head);
}

function headIn(graph: Graph, {file, document}: DocumentRef): Head | undefined {
  return graph.summary(file)?.objects?.find((object) => object.document === document)?.head;
}

function below(graph: Graph, draft: Draft, parent: FluxKustomization): FluxKustomization {
  const source = sourceOf(draft.spec, draft.namespace);
  const isSame = JSON.stringify(source) === JSON.stringify(parent.source);
  return fluxKustomization(draft, parent, parent.cluster, isSame ? parent.isHere : hasSameUrl(graph, source, parent));
}

/** Whether another source leads to the same repository; undefined when that can't be told. */
function hasSameUrl(graph: Graph, source: SourceName | undefined, parent: FluxKustomization): boolean | undefined {
  const [own, other] = [source, parent.source].map((name) => name && urlOf(graph, name));
  return own === undefined || other === undefined ? undefined : own === other;
}

function urlOf(graph: Graph, {kind, name}: SourceName): string | undefined {
  for (const {file, document} of graph.index.objects.get(`source.toolkit.fluxcd.io/${kind}|${name}`)) {
    const url = graph.file(file)?.documents[document]?.root.at("spec", "url").string;
    if (url !== undefined) return url;
  }
  return undefined;
}

/**
 * One that nothing here applies is an entry point, unless it lies below what another one builds: then somebody has
 * switched it off by not listing it.
 */
function entryPoint(graph: Graph, {file, document}: DocumentRef, head: Head): readonly FluxKustomization[] {
  const draft = draftOf(graph, BuiltResource.of({file, document}, head), undefined);
  if (!draft) return [];
  const flux = fluxKustomization({...draft, built: undefined}, undefined, "", true);
  if (flux.folder === undefined || graph.presence(flux.folder) !== "folder") return [];
  if (isBelowAnother(graph, {file, document}, flux.folder)) return [];
  return [{...flux, cluster: clusterOf(graph.config.clusters, flux.folder, file, flux.name)}];
}

/** Whether another Flux Kustomization builds the place of a file more closely than one of the folder `own` would. */
function isBelowAnother(graph: Graph, {file, document}: DocumentRef, own: string): boolean {
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    for (const ref of graph.index.fluxFolders.get(folder)) {
      if (ref.file !== file || ref.document !== document) return true;
    }
    // From here upwards it is the closest one itself.
    if (folder === "" || folder === own) return false;
  }
}

/** The Flux Kustomization that an operator makes of a FluxInstance, or of the values of the chart that makes one. */
function generatedBy(graph: Graph, {file, document}: DocumentRef, head: Head | undefined): FluxKustomization[] {
  const sync = graph.summary(file)?.syncs.find((found) => found.document === document);
  if (!sync) return [];
  const namespace = head?.metadata.namespace ?? FLUX_NAMESPACE;
  const name = sync.name ?? namespace;
  const spec = {path: sync.path, sourceRef: {kind: sync.kind, name}};
  const draft = {origin: {file, document}, isGenerated: true, name, namespace, spec, built: undefined};
  const flux = fluxKustomization(draft, undefined, "", true);
  if (flux.folder === undefined || graph.presence(flux.folder) !== "folder") return [];
  return [{...flux, cluster: clusterOf(graph.config.clusters, flux.folder, file, name)}];
}

function draftOf(graph: Graph, resource: BuiltResource, variables: Variables | undefined): Draft | undefined {
  const whole = graph.objectOf(resource);
  const object = whole && substituted(whole, variables);
  const head = object && headOf(object);
  if (!head) return undefined;
  const {name, namespace} = head.metadata;
  const spec = typeof object.spec === "object" && object.spec !== null ? (object.spec as PlainObject) : {};
  return {origin: resource.origin, isGenerated: false, name, namespace, spec, built: resource};
}
