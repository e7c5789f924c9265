import type {Related} from "../finding.ts";
import type {Graph} from "../workspace/graph.ts";
import type {BuiltResource} from "../workspace/kustomize/built.ts";
import {fieldAt} from "../yaml/value.ts";

/** A link to the place where an object of a build gets its name; none where that can't be read. */
export function placeOf(graph: Graph, {origin}: BuiltResource, message: string): Related[] {
  const root = graph.file(origin.file)?.documents[origin.document]?.root;
  if (!root) return [];
  const object = origin.item === undefined ? root : root.at("items", origin.item);
  const name =
    origin.generator === undefined ? object.at("metadata", "name") : fieldAt(root, origin.generator).get("name");
  return [{file: origin.file, span: name.mark, message}];
}

/** What to call an object of a build. */
export function inWords({kind, name, namespace}: BuiltResource): string {
  return `${kind} \`${namespace === undefined ? "" : `${namespace}/`}${name}\``;
}
