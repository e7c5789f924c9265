import type {TextEdit} from "../../text/edit.ts";
import type {Field} from "../field.ts";
import {scalarText} from "./scalar.ts";

/** Renames the key of a field; undefined where the key is not written in the file, or the new name is taken. */
export function renameKey(field: Field, name: string): TextEdit[] | undefined {
  if (!field.keySpan || field.parent?.isAlias) return undefined;
  if (field.parent?.entries.some((entry) => entry.key === name)) return undefined;
  return [{span: field.keySpan, newText: scalarText(name)}];
}
