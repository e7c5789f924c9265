import {pointerOf} from "../yaml/value.ts";
import type {BuiltResource} from "./kustomize/built.ts";
import type {Step} from "./kustomize/transform/steps.ts";

/** JSON pointers of the fields that the changes on the way to the cluster set; `unknown` where not all are followed. */
export function setByPatches(resource: BuiltResource): ReadonlySet<string> | "unknown" {
  if (resource.isOpaque) return "unknown";
  return new Set(resource.history.flatMap(({step}) => setBy(step)));
}

/** JSON pointers of the fields that a change sets, the maps around them included. */
export function setBy(step: Step): readonly string[] {
  switch (step.type) {
    case "strategicMerge":
      return valuePointers(step.patch, "");
    case "jsonPatch":
      return step.operations.flatMap(operationPointers);
    case "namespace":
      return ["/metadata", "/metadata/namespace"];
    case "labels":
      return valuePointers({metadata: {labels: step.pairs}}, "");
    case "annotations":
      return valuePointers({metadata: {annotations: step.pairs}}, "");
    default:
      return [];
  }
}

function operationPointers(operation: unknown): string[] {
  if (typeof operation !== "object" || operation === null) return [];
  const {op, path, value} = operation as {op?: unknown; path?: unknown; value?: unknown};
  if (typeof path !== "string" || op === "remove" || op === "test") return [];
  const steps = path.split("/").slice(1);
  return [...steps.map((_, i) => `/${steps.slice(0, i + 1).join("/")}`), ...valuePointers(value, path)];
}

/** Pointers of all fields in a map; what is in its lists is not followed. */
export function valuePointers(value: unknown, prefix: string): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const pointer = prefix + pointerOf([key]);
    return [pointer, ...valuePointers(child, pointer)];
  });
}
