import type {Resource} from "../../resources/resource.ts";
import type {FluxKustomization} from "../../workspace/flux/kustomization.ts";
import {targetsNamed} from "../../workspace/targets.ts";
import {qualifiedName} from "../effectiveName.ts";
import {dependenciesOf, fluxNameOf} from "../fluxOrder.ts";
import {counted, type Links, listed} from "./links.ts";
import {aboutResource} from "./resource.ts";

/** How a Flux Kustomization gets to its clusters, and what it builds there, in which order with others; in lines. */
export function aboutFlux(links: Links, resource: Resource): string[] {
  const {graph} = links.workspace;
  const {file, index: document} = resource.document;
  const [flux] = graph.instancesOf({file: file.path, document});
  if (!flux) return aboutResource(links, resource);
  if (!flux.parent) return [`Entry point of \`${flux.cluster}\``, ...aboutInstance(links, flux)];
  return [...aboutResource(links, resource), ...aboutInstance(links, flux)];
}

/** Where several clusters have one, they hardly differ: it is the first that is described. */
function aboutInstance(links: Links, flux: FluxKustomization): string[] {
  const {graph} = links.workspace;
  const onSameCluster = graph.fluxKustomizations.filter(({cluster}) => cluster === flux.cluster);
  const dependencies = dependenciesOf(flux);
  const waitsFor = onSameCluster.filter((other) => dependencies.includes(fluxNameOf(other)));
  const waiting = onSameCluster.filter((other) => dependenciesOf(other).includes(fluxNameOf(flux)));
  const names = [...graph.variables(flux).values.keys()].map((name) => `\`${name}\``);
  const link = (other: FluxKustomization): string => links.flux(other);
  return [
    buildLine(links, flux),
    sourceLine(links, flux),
    waitsFor.length > 0 && `Waits for ${listed(waitsFor.map(link))}`,
    waiting.length > 0 && `Awaited by ${listed(waiting.map(link))}`,
    names.length > 0 && `Sets ${counted(names.length, "variable")}: ${listed(names, 5)}`,
  ].filter((line) => typeof line === "string");
}

function buildLine(links: Links, flux: FluxKustomization): string {
  const {graph} = links.workspace;
  const {folder} = flux;
  if (flux.isHere === false) return "Builds files of another repository";
  if (folder === undefined) return "Builds a folder that only the cluster knows";
  const found = graph.kustomizationIn(folder);
  const name = found.type === "one" ? links.to(folder || ".", found.file) : `\`${folder || "."}\``;
  if (graph.presence(folder) !== "folder") return `Builds ${name}, which is not in the repository`;
  const {resources, isOpen} = graph.fluxBuild(flux);
  return `Builds ${isOpen ? "at least " : ""}${counted(resources.length, "resource")} from ${name}`;
}

function sourceLine(links: Links, {source, cluster}: FluxKustomization): string | undefined {
  if (!source) return undefined;
  const {kind, name, namespace} = source;
  const text = `${kind} ${qualifiedName(name, namespace)}`;
  const targets = targetsNamed(links.workspace.graph, `source.toolkit.fluxcd.io/${kind}`, name, cluster);
  const found = targets.find((target) => target.isCertain && (target.isMade || target.namespace === namespace));
  return `Source ${found ? links.document(text, found.at) : `\`${text}\``}`;
}
