import {IMAGE_POLICY} from "../../resources/flux-kinds.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {type Declaration, waysOf} from "../names/declarations.ts";

/** The file with a comment by which Flux finds what an ImagePolicy sets: comments are not edited. */
export function fileMarkedFor(workspace: Workspace, declared: Declaration): string | undefined {
  const {type, field, resource} = declared;
  if (type !== IMAGE_POLICY) return undefined;
  const namespaces = waysOf(workspace.graph, declared).map(({namespace}) => namespace);
  const markers = new Set(
    [resource.namespace, ...namespaces].map((namespace) => `"${namespace ?? ""}:${String(field.scalar)}`),
  );
  for (const path of workspace.paths) {
    const text = workspace.file(path)?.text;
    if (!text?.includes('"$imagepolicy"')) continue;
    for (const marker of markers) if (text.includes(`${marker}"`) || text.includes(`${marker}:`)) return path;
  }
  return undefined;
}
