import type {Resource} from "../../resources/resource.ts";
import type {PathReference} from "../../workspace/references.ts";
import {qualifiedName} from "../effectiveName.ts";
import {isOfAnotherSource} from "../names/paths.ts";
import {counted, type Links, listed} from "./links.ts";

/** What a path leads to, as a sentence; undefined where nothing can be said. */
export function aboutPath(links: Links, resource: Resource, {target}: PathReference): string | undefined {
  const {graph} = links.workspace;
  if (target === undefined || isOfAnotherSource(links.workspace, resource)) return undefined;
  switch (graph.presence(target)) {
    case "missing":
      return `There is no \`${target}\` in the repository.`;
    case "file":
      return fileSentence(links, target);
    case "folder":
      return folderSentence(links, target);
    default:
      return undefined;
  }
}

function fileSentence(links: Links, file: string): string {
  const objects = links.workspace.summary(file)?.objects ?? [];
  const names = objects.map(({document, head: {kind, metadata}}) =>
    links.document(`${kind} ${qualifiedName(metadata.name, metadata.namespace)}`, {file, document}),
  );
  return names.length > 0 ? `Leads to ${links.file(file)}: ${listed(names)}.` : `Leads to ${links.file(file)}.`;
}

function folderSentence(links: Links, folder: string): string {
  const {graph} = links.workspace;
  const found = graph.kustomizationIn(folder);
  if (found.type !== "one") return `Leads to the folder \`${folder || "."}\`.`;
  const link = links.to(folder || ".", found.file);
  if (found.spec.kind === "Component") return `Leads to the Component ${link}.`;
  return `Leads to ${link}, which gives ${counted(graph.build(folder).resources.length, "resource")}.`;
}
