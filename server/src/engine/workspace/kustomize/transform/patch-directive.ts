import {removeElement} from "./keyed-list.ts";
import {type Node, type NodeList, type NodeMap, nodeText} from "./node.ts";
import {Failure} from "./plain.ts";

/** What a patch does with a map or list beyond merging into it. */
export type Directive = "merge" | "replace" | "delete";

const DIRECTIVE = "$patch";

/** The same for a map that the patch adds, where an unknown directive is a field like any other. */
export function addedMapDirective(patch: NodeMap): Directive {
  return asDirective(patch.get(DIRECTIVE)) ? takeMapDirective(patch) : "merge";
}

/** The directive of a map, which is taken out of it. */
export function takeMapDirective(patch: NodeMap): Directive {
  if (!patch.has(DIRECTIVE)) return "merge";
  const directive = knownDirective(patch.get(DIRECTIVE));
  patch.delete(DIRECTIVE);
  return directive;
}

/**
 * The directive of a list, which is taken out of it: an item that holds nothing else. Only the first item with a
 * directive counts.
 */
export function takeListDirective(patch: NodeList): Directive {
  const item = patch.find((element) => element instanceof Map && element.has(DIRECTIVE));
  if (!(item instanceof Map) || item.size > 1) return "merge";
  const directive = knownDirective(item.get(DIRECTIVE));
  removeElement(patch, [DIRECTIVE], [directive]);
  return directive;
}

function asDirective(node: Node | undefined): Directive | undefined {
  return node === "merge" || node === "replace" || node === "delete" ? node : undefined;
}

function knownDirective(node: Node | undefined): Directive {
  const directive = asDirective(node);
  if (!directive) throw new Failure(`a patch has the unknown directive \`${DIRECTIVE}: ${nodeText(node)}\``);
  return directive;
}
