import {SIDECAR_PREFIX} from "../resources/gatus.ts";
import type {Resource} from "../resources/resource.ts";
import type {Field} from "../yaml/field.ts";
import {walk} from "../yaml/walk.ts";

/** The annotations for gatus-sidecar in a document: those of an object, and those that a chart gives to what it makes. */
export function gatusAnnotations({root, document}: Resource): Field[] {
  // Most files have none, and a walk through all fields of a repository takes its time.
  if (!document.file.text.includes(SIDECAR_PREFIX)) return [];
  return [...walk(root)].filter(
    ({key, parent}) => typeof key === "string" && key.startsWith(SIDECAR_PREFIX) && parent?.key === "annotations",
  );
}
