import type {Related} from "../finding.ts";
import {KUSTOMIZATION} from "../resources/flux-kinds.ts";
import {definitionRows} from "../resources/references/definitions.ts";
import {isOpenText} from "../resources/substitution.ts";
import type {FluxKustomization} from "../workspace/flux/kustomization.ts";
import type {Applied, Graph} from "../workspace/graph.ts";
import {ANY_NAME, type DocumentRef} from "../workspace/index.ts";
import {ANY, type ObjectReference} from "../workspace/references.ts";
import {type Resolution, resolveReference, type Target, targetsNamed} from "../workspace/resolve.ts";
import {valueAt} from "../workspace/values.ts";
import type {Workspace} from "../workspace/workspace.ts";
import {addEntries} from "../yaml/edit/insert.ts";
import {replaceScalar, scalarText} from "../yaml/edit/scalar.ts";
import type {Field} from "../yaml/field.ts";
import type {YamlFile} from "../yaml/parse.ts";
import {goesElsewhere, mayBeOneCluster} from "./clusters.ts";
import type {ProposedFix, RuleContext} from "./rule.ts";

/** A way to a cluster on which everything that matters for a reference is known. */
export interface Way {
  readonly from: Applied;
  readonly by: FluxKustomization;
  readonly cluster: string;
  readonly name: string;
  readonly namespace: string;
}

/** A reference that leads to nothing the repository declares, on one cluster. */
export interface Miss extends Way {
  readonly type: string;
  /** What has the name in other namespaces of the cluster. */
  readonly elsewhere: readonly Target[];
}

/** What is missing for a reference, and whether it is for every way in which the resource gets to a cluster. */
export interface Misses {
  readonly misses: readonly Miss[];
  readonly isEverywhere: boolean;
}

/** Where a reference leads to nothing for certain, as far as the repository tells. */
export function missesOf({resource, workspace}: RuleContext, reference: ObjectReference): Misses {
  const [type, ...others] = reference.types;
  if (type === undefined || others.length > 0) return {misses: [], isEverywhere: false};
  const {graph} = workspace;
  const resolutions = resolveReference(graph, resource, reference);
  const misses = resolutions.flatMap((resolution) => missOf(graph, type, reference, resolution) ?? []);
  return {misses, isEverywhere: misses.length === resolutions.length};
}

function missOf(graph: Graph, type: string, reference: ObjectReference, resolution: Resolution): Miss | undefined {
  const way = resolution.state === "missing" ? certainWay(graph, reference, resolution) : undefined;
  if (!way || mayBeThere(graph, type, way)) return undefined;
  const {elsewhere} = resolution;
  const isPlaced = ({applied, isMade}: Target): boolean =>
    applied?.by !== undefined && !!applied.namespace && !(isMade && isMadeAnywhere(applied));
  return elsewhere.every(isPlaced) ? {...way, type, elsewhere} : undefined;
}

/** The way of a resolution where Flux itself takes it, and the reference arrives on the cluster as it is written. */
export function certainWay(graph: Graph, reference: ObjectReference, resolution: Resolution): Way | undefined {
  const {from, cluster, name, namespace} = resolution;
  if (!from?.by || cluster === undefined || name === undefined || !namespace) return undefined;
  if (goesElsewhere(from.by) || !isAsWritten(graph, from, reference, resolution)) return undefined;
  return {from, by: from.by, cluster, name, namespace};
}

/** Whether the changes on the way to the cluster leave a reference alone. */
export function isAsWritten(
  graph: Graph,
  from: Applied,
  {at, nameField, namespaceField}: Pick<ObjectReference, "at" | "nameField" | "namespaceField">,
  {name, namespace}: Pick<Resolution, "name" | "namespace">,
): boolean {
  const object = graph.effective(from)?.object;
  const value = (field: Field): unknown => valueAt(object, field.path);
  if (object === undefined || value(nameField) !== name) return false;
  const kind = at.get("kind");
  if (at.isMap && kind.exists && !kind.isUnknown && value(kind) !== kind.string) return false;
  return !namespaceField || (value(namespaceField) ?? undefined) === (namespaceField.exists ? namespace : undefined);
}

/** Whether an object may exist although no build gives it: written but built by nothing, or made by a controller. */
function mayBeThere(graph: Graph, type: string, {name, namespace, by}: Way): boolean {
  for (const ref of graph.index.objects.get(`${type}|${name}`)) if (graph.applied(ref).length === 0) return true;
  const isInAnotherTree = ({applied, isMade}: Target): boolean =>
    applied?.by !== undefined &&
    applied.cluster !== by.cluster &&
    (isMade || !applied.namespace || applied.namespace === namespace) &&
    mayBeOneCluster(graph, applied.by, by);
  if (targetsNamed(graph, type, name, undefined).some(isInAnotherTree)) return true;
  for (const key of [`${type}|${ANY_NAME}`, `${ANY}|${ANY_NAME}`]) {
    for (const ref of graph.index.made.get(key)) if (makesAnyName(graph, ref, type)) return true;
  }
  // Whatever builds this is there, and so is its source.
  for (let flux: FluxKustomization | undefined = by; flux; flux = flux.parent) {
    const isIts = (own: string | undefined): boolean => own === undefined || own === namespace;
    const {source} = flux;
    if (source?.name === name && type.endsWith(`/${source.kind}`) && isIts(source.namespace)) return true;
    if (flux.name === name && type === KUSTOMIZATION && isIts(flux.namespace)) return true;
  }
  return false;
}

function makesAnyName(graph: Graph, {file, document}: DocumentRef, type: string): boolean {
  return (graph.summary(file)?.makes ?? []).some(
    (made) =>
      made.document === document &&
      (made.type === type || made.type === ANY) &&
      (made.name === ANY || (made.name !== undefined && isOpenText(made.name))),
  );
}

/** Whether objects of this type are made in namespaces that are not their maker's. */
function isMadeAnywhere({resource}: Applied): boolean {
  return definitionRows(resource.type).some((row) => row.namespace !== undefined || row.isElsewhere);
}

/** Where a document is, for people: its name. */
export function relatedTo(workspace: Workspace, {file, document}: DocumentRef, message: string): Related[] {
  const root = workspace.file(file)?.documents[document]?.root;
  return root ? [{file, span: root.at("metadata", "name").mark, message}] : [];
}

/** A fix that lets a reference look in a namespace; undefined where it can't leave its own. */
export function namespaceFix(file: YamlFile, reference: ObjectReference, namespace: string): ProposedFix | undefined {
  const {at, namespaceField} = reference;
  if (!namespaceField) return undefined;
  return {
    title: `Set \`namespace: ${namespace}\``,
    edits: namespaceField.keySpan
      ? replaceScalar(namespaceField, namespace)
      : addEntries(file, at, `namespace: ${scalarText(namespace)}`, "name"),
  };
}
