import {patchesOf} from "../../workspace/flux/kustomization.ts";
import type {PatchSpec} from "../../workspace/kustomize/spec.ts";
import type {Workspace} from "../../workspace/workspace.ts";

/** Keys, and last parts of JSON pointers, that hold the name of an object. */
const NAME = /(?:^|\/)(?:name|\w+Name)$/;

/** The file with a JSON patch that sets some name to this one: what that means depends on what it changes. */
export function jsonPatchSetting({graph, paths}: Workspace, name: string): string | undefined {
  const sets = (spec: PatchSpec): boolean => {
    if (spec.text !== undefined && !spec.text.includes(name)) return false;
    const body = graph.patchBody(spec);
    return body?.type === "json" && body.operations.some((operation) => setsName(operation, name));
  };
  for (const path of paths) {
    const spec = graph.summary(path)?.kustomization;
    if (spec && [...spec.patches, ...spec.jsonPatches].some(sets)) return path;
  }
  return graph.fluxKustomizations.find((flux) => patchesOf(flux).some(sets))?.origin.file;
}

function setsName(operation: unknown, name: string): boolean {
  if (typeof operation !== "object" || operation === null) return false;
  const {path, value} = operation as {path?: unknown; value?: unknown};
  return typeof path === "string" && holdsName(path, value, name);
}

function holdsName(key: string, value: unknown, name: string): boolean {
  if (typeof value === "string") return value === name && NAME.test(key);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([inner, below]) => holdsName(Array.isArray(value) ? key : inner, below, name));
}
