import type {Resource} from "../resources/resource.ts";
import type {Graph} from "../workspace/graph.ts";
import {writtenText} from "../workspace/reference-types.ts";

/** `namespace/name`, or the name alone where nothing sets a namespace. */
export function qualifiedName(name: string, namespace: string | undefined): string {
  return namespace ? `${namespace}/${name}` : name;
}

/** `namespace/name` of a resource: as it is on the clusters where that is the same everywhere, else as it is written. */
export function effectiveName(graph: Graph, resource: Resource): string | undefined {
  const {document, role} = resource;
  const ways = role === "object" ? graph.applied({file: document.file.path, document: document.index}) : [];
  const names = new Set(ways.map(({name, namespace}) => name && qualifiedName(name, namespace)));
  const [only] = names;
  return names.size === 1 && only ? only : writtenName(resource);
}

/** `namespace/name` of a resource as it is written. */
export function writtenName({root}: Resource): string | undefined {
  const metadata = root.get("metadata");
  const name = writtenText(metadata.get("name"));
  return name && qualifiedName(name, writtenText(metadata.get("namespace")));
}
