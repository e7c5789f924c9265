import {KUSTOMIZATION} from "../resources/flux-kinds.ts";
import type {FluxKustomization} from "../workspace/flux/kustomization.ts";
import type {Applied, Graph} from "../workspace/graph.ts";
import {valueAt} from "../workspace/values.ts";
import {goesElsewhere, rootOf} from "./clusters.ts";

/** An object that a Flux Kustomization applies, under a name and in a namespace that are known. */
export interface Owned extends Applied {
  readonly by: FluxKustomization;
  readonly name: string;
  readonly namespace: string;
}

/** The annotation, or label, with which Flux leaves an object to others, or shares it with them. */
const SHARED = "kustomize.toolkit.fluxcd.io/ssa";
const SHARING = ["merge", "ifnotpresent", "ignore"];

/** An object as its owner has it, where that is certain, and where it claims the object for itself. */
export function owned(applied: Applied): Owned | undefined {
  const {by, name, namespace, resource} = applied;
  if (!by || !name || !namespace || resource.isOpaque || by.spec.suspend === true || goesElsewhere(by))
    return undefined;
  const {labels, annotations} = resource.head.metadata;
  // Flux adds this to everything that it applies.
  const added = ["labels", "annotations"].map((map) => valueAt(by.spec, ["commonMetadata", map, SHARED]));
  const sharing = [labels?.[SHARED], annotations?.[SHARED], ...added].some((value) =>
    SHARING.includes(`${value}`.toLowerCase()),
  );
  // A Kustomization that applies itself is its own object.
  const isItself = resource.type === KUSTOMIZATION && by.name === name && by.namespace === namespace;
  return sharing || isItself ? undefined : {...applied, by, name, namespace};
}

/**
 * The others among the ways of some documents in which one object gets to the same cluster. Clusters are told apart by
 * what starts their trees, because their names may be guessed.
 */
export function otherOwners(graph: Graph, own: Owned): Owned[] {
  const {type} = own.resource;
  const {file, document} = own.resource.origin;
  const refs = [{file, document}, ...graph.index.objects.get(`${type}|${own.name}`)];
  const start = rootOf(own.by).key;
  const found = refs
    .filter((ref) => graph.startsOf(ref.file).includes(start))
    .flatMap((ref) => graph.applied(ref))
    .flatMap((applied) => owned(applied) ?? [])
    .filter(
      (other) =>
        other.resource.type === type &&
        other.name === own.name &&
        other.namespace === own.namespace &&
        rootOf(other.by).key === rootOf(own.by).key &&
        other.by.key !== own.by.key,
    );
  return [...new Map(found.map((other) => [`${other.by.key} ${placeOf(other)}`, other])).values()];
}

/** The document an object is written in. */
export function placeOf({resource: {origin}}: Owned): string {
  return `${origin.file}#${origin.document}`;
}

/** `namespace/name` of a Flux Kustomization. */
export function fluxName({namespace, name}: FluxKustomization): string {
  return `${namespace ?? ""}/${name}`;
}
