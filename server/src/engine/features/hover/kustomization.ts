import {COMPONENT} from "../../resources/kustomize.ts";
import type {Resource} from "../../resources/resource.ts";
import {folderOf} from "../../text/paths.ts";
import {inclusionChain} from "./chain.ts";
import {builtBy, counted, type Links, listed} from "./links.ts";

/** Who builds a kustomization, and how many resources come out of it, in lines. */
export function aboutKustomization(links: Links, {document, type}: Resource): string[] {
  const {graph} = links.workspace;
  const {path} = document.file;
  const folder = folderOf(path);
  const builders = graph
    .appliersOf(path)
    .flux.flatMap((ref) => graph.instancesOf(ref))
    .filter((flux) => graph.fluxBuild(flux).files.has(path));
  const [only] = builders;
  const chain = only && builders.length === 1 ? inclusionChain(graph, only, path).map((file) => links.file(file)) : [];
  // With many builders those say the same as what includes it.
  const includers = only ? [] : [...graph.index.includes.files(folder)].map((file) => links.file(file));
  const through = [...chain, ...includers];
  return [
    only && builtBy(links, builders),
    !only && graph.fluxKustomizations.length > 0 && "No Flux Kustomization builds it",
    through.length > 0 && `Included from ${listed(through)}`,
    type !== COMPONENT && resourcesLine(links, folder),
  ].filter((line) => typeof line === "string");
}

function resourcesLine({workspace: {graph}}: Links, folder: string): string {
  const {resources, isOpen} = graph.build(folder);
  return `Gives ${isOpen ? "at least " : ""}${counted(resources.length, "resource")}`;
}
