import type {TextEdit} from "../../text/edit.ts";
import type {Field} from "../field.ts";
import type {YamlFile} from "../parse.ts";
import {removeField} from "./remove.ts";

/** Removes an item of a list, and the list with its last item: an empty list is rarely what anybody means. */
export function removeItem(file: YamlFile, item: Field): TextEdit[] | undefined {
  const list = item.parent;
  if (!list || item.isAlias || list.isAlias) return undefined;
  return removeField(file, list.items.length === 1 ? list : item);
}
