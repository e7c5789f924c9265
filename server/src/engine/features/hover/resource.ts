import type {Resource} from "../../resources/resource.ts";
import type {FluxKustomization} from "../../workspace/flux/kustomization.ts";
import type {Applied} from "../../workspace/graph.ts";
import type {AppliedStep, PlaceOfStep} from "../../workspace/kustomize/built.ts";
import {inclusionChain} from "./chain.ts";
import {builtBy, counted, type Links, listed} from "./links.ts";

/** Longer chains of kustomizations than this say little. */
const SHOWN_IN_CHAIN = 3;

/** How a resource gets to the clusters, in lines: what builds it, its namespace, what changes it. */
export function aboutResource(links: Links, {document}: Resource): string[] {
  const {graph} = links.workspace;
  const ways = graph.applied({file: document.file.path, document: document.index});
  const applied = ways.filter((way): way is Applied & {by: FluxKustomization} => way.by !== undefined);
  const [only] = applied;
  if (!only) return notApplied(links, ways);
  const file = document.file.path;
  const chain = applied.length === 1 ? inclusionChain(graph, only.by, file).map((one) => links.file(one)) : [];
  return [
    builtBy(
      links,
      applied.map(({by}) => by),
    ),
    chain.length > 0 && `Included from ${listed(chain, SHOWN_IN_CHAIN)}`,
    namespaceLine(links, applied),
    patchLine(links, applied),
    applied.length === 1 && additionsLine(links, only),
  ].filter((line) => typeof line === "string");
}

function notApplied({workspace: {graph}}: Links, ways: readonly Applied[]): string[] {
  if (graph.fluxKustomizations.length === 0) return [];
  const only = "No Flux Kustomization builds it";
  return [ways.length > 0 ? `${only}: nothing includes the kustomization that lists it` : only];
}

function namespaceLine(links: Links, applied: readonly Applied[]): string | undefined {
  const [first] = applied;
  const names = new Set(applied.map(({namespace}) => namespace));
  if (names.size > 1 || !first) {
    const known = [...names].filter((name): name is string => name !== undefined && name !== "");
    return known.length > 0 ? `Namespaces ${listed(known.map((name) => `\`${name}\``))}` : undefined;
  }
  const {namespace, resource} = first;
  const setter = resource.history.findLast(setsNamespace);
  // Where something sets one and it has none, its kind has no namespaces.
  if (namespace === "") return setter ? undefined : "No namespace is set";
  if (namespace === undefined) return `Namespace \`${resource.namespace}\`, which only the cluster knows`;
  const {file, document} = resource.origin;
  const isWritten = links.workspace.file(file)?.documents[document]?.root.at("metadata", "namespace").exists;
  if (setter?.place && applied.length === 1)
    return `Namespace \`${namespace}\`, set in ${links.place(undefined, setter.place)}`;
  return `Namespace \`${namespace}\`${!setter && isWritten ? ", as written" : ""}`;
}

function setsNamespace({step}: AppliedStep): boolean {
  if (step.type === "namespace") return true;
  return step.type === "jsonPatch" && JSON.stringify(step.operations).includes('"/metadata/namespace"');
}

/** The patches of all ways; those of only one of several clusters are patches too. */
function patchLine(links: Links, applied: readonly Applied[]): string | undefined {
  const places = new Map<string, PlaceOfStep>();
  for (const {resource} of applied) {
    for (const {step, place} of resource.history) {
      const isPatch = step.type === "strategicMerge" || step.type === "jsonPatch";
      if (isPatch && place) places.set(`${place.file}#${place.document}${place.pointer}`, place);
    }
  }
  const shown = [...places.values()].map((place) => links.place(undefined, place));
  const isUnknown = applied.some(({resource}) => resource.isOpaque);
  if (shown.length === 0) return isUnknown ? "Changed in ways that are not followed here" : undefined;
  return `Patched by ${listed(shown)}${isUnknown ? ", and in ways that are not followed here" : ""}`;
}

/** What is not in any kustomization: what the Flux Kustomization itself adds. */
function additionsLine(links: Links, {by, resource}: Applied): string | undefined {
  if (!by) return undefined;
  const {labels, annotations} = (by.spec.commonMetadata ?? {}) as {labels?: object; annotations?: object};
  const text = links.workspace.file(resource.origin.file)?.documents[resource.origin.document];
  const isTemplate = text?.file.text.slice(text.span.start, text.span.end).includes("${");
  const variables = links.workspace.graph.variables(by).values.size;
  const added = [
    labels && counted(Object.keys(labels).length, "label"),
    annotations && counted(Object.keys(annotations).length, "annotation"),
    typeof by.spec.namePrefix === "string" && `the prefix \`${by.spec.namePrefix}\``,
    typeof by.spec.nameSuffix === "string" && `the suffix \`${by.spec.nameSuffix}\``,
    isTemplate && variables > 0 && `the values of ${counted(variables, "variable")}`,
  ].filter((part) => typeof part === "string");
  return added.length > 0 ? `Flux adds ${listed(added, 9)}` : undefined;
}
