import {HELM_RELEASE} from "../../resources/flux-kinds.ts";
import {mayBeRendered} from "../../resources/references/table.ts";
import {objectReferences} from "../../workspace/references.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {type Declaration, waysOf} from "../names/declarations.ts";
import {meaningOf} from "../names/uses.ts";
import type {Site} from "./nameEdits.ts";

/**
 * References to objects that a chart probably makes: nothing here declares them, and they are called like the release in
 * whose namespace they are looked for. Charts name what they make after the release.
 */
export function usesOfRendered(workspace: Workspace, declared: Declaration): Site[] {
  const {graph, paths} = workspace;
  const name = declared.field.string;
  if (declared.type !== HELM_RELEASE || name === undefined) return [];
  const places = waysOf(graph, declared).flatMap((way) => {
    const spec = graph.effective(way)?.object.spec as {releaseName?: unknown; targetNamespace?: unknown} | undefined;
    return spec && spec.releaseName === undefined
      ? [`${way.cluster} ${typeof spec.targetNamespace === "string" ? spec.targetNamespace : way.namespace}`]
      : [];
  });
  if (places.length === 0) return [];
  const files = [...paths].filter((path) =>
    graph.summary(path)?.references.some((reference) => reference.name === name),
  );
  return files
    .flatMap((file) => workspace.judgement(file)?.resources ?? [])
    .flatMap((resource) =>
      objectReferences(resource)
        .filter((reference) => reference.rawName === name && reference.types.some(mayBeRendered))
        .filter((reference) => {
          const {means, resolutions} = meaningOf(workspace, resource, reference);
          return means.length === 0 && resolutions.some((one) => places.includes(`${one.cluster} ${one.namespace}`));
        })
        .map(({nameField}) => ({field: nameField, resource})),
    );
}
