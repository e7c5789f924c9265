import type {Head} from "../workspace/kustomize/built.ts";
import {inlinePatch, type PatchEntry, patchEntries} from "../workspace/patches.ts";
import type {Field} from "../yaml/field.ts";
import {fieldAt, pointerOf} from "../yaml/value.ts";
import type {RuleContext} from "./rule.ts";

/** The entry of a list of patches at a pointer. */
export function patchEntryAt({resource, root}: RuleContext, pointer: string): PatchEntry | undefined {
  return (
    patchEntries(resource).find(({entry}) => pointerOf(entry.path) === pointer) ?? emptyEntry(fieldAt(root, pointer))
  );
}

/** The document of an inline patch that is for an object of this name, where it stands in this file. */
export function bodyOf({resource}: RuleContext, entry: PatchEntry, head: Head | undefined): Field | undefined {
  const roots = inlinePatch(resource, entry).map(({root}) => root);
  if (head === undefined) return roots[0];
  return roots.find(
    (root) => root.get("kind").string === head.kind && root.at("metadata", "name").string === head.metadata.name,
  );
}

/** An entry of a list whose name is spelt in another case. */
function emptyEntry(entry: Field): PatchEntry | undefined {
  if (!entry.exists) return undefined;
  return {entry, patch: entry.get("patch"), path: entry.get("path"), target: entry.get("target")};
}
