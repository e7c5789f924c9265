import {SIDECAR_PREFIX} from "../resources/gatus.ts";
import type {Field} from "../yaml/field.ts";
import {walk} from "../yaml/walk.ts";

/** The annotations for gatus-sidecar in a document: those of an object, and those that a chart gives to what it makes. */
export function gatusAnnotations(root: Field): Field[] {
  return [...walk(root)].filter(
    ({key, parent}) => typeof key === "string" && key.startsWith(SIDECAR_PREFIX) && parent?.key === "annotations",
  );
}
