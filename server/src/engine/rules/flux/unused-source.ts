import {
  BUCKET,
  GIT_REPOSITORY,
  HELM_CHART,
  HELM_RELEASE,
  HELM_REPOSITORY,
  KUSTOMIZATION,
  OCI_REPOSITORY,
  RESOURCE_SET,
} from "../../resources/flux-kinds.ts";
import {isOpenText} from "../../resources/substitution.ts";
import type {Applied} from "../../workspace/graph.ts";
import {ANY_NAME} from "../../workspace/index.ts";
import {objectReferences} from "../../workspace/references.ts";
import {resolveReference} from "../../workspace/resolve.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {goesElsewhere, onClusters} from "../references.ts";
import {defineRule} from "../rule.ts";

/** The kinds that refer to sources, and the fields in which they do. */
const REFERRING: Readonly<Record<string, readonly string[]>> = {
  [HELM_RELEASE]: ["/spec/chartRef", "/spec/chart/spec/sourceRef"],
  [KUSTOMIZATION]: ["/spec/sourceRef"],
  [HELM_CHART]: ["/spec/sourceRef"],
};

export default defineRule({
  id: "flux/unused-source",
  summary: "A source that nothing in the repository refers to.",
  severity: "hint",
  types: [GIT_REPOSITORY, OCI_REPOSITORY, HELM_REPOSITORY, BUCKET],

  *check({resource, root, workspace}) {
    const {type} = resource;
    const ways = workspace.graph.applied({file: resource.document.file.path, document: resource.document.index});
    const unused = ways.flatMap((way) => (isUnused(workspace, type, way) ? [{cluster: way.cluster ?? ""}] : []));
    // A shared source may serve one place and not another.
    if (unused.length === 0 || unused.length < ways.filter(({cluster}) => cluster === unused[0]?.cluster).length) return;
    yield {
      at: root.at("metadata", "name").mark,
      message:
        `Nothing in this repository refers to ${resource.kind} \`${ways[0]?.name}\`` +
        `${onClusters(unused, unused.length === ways.length)}; Flux fetches it all the same.`,
    };
  },
});

function isUnused(workspace: Workspace, type: string, way: Applied): boolean {
  const {by, name, namespace, resource} = way;
  if (!by || !name || !namespace || resource.isOpaque || goesElsewhere(by)) return false;
  return !isReferredTo(workspace, type, way) && !mayBeReferredTo(workspace, way);
}

function isReferredTo(workspace: Workspace, type: string, {cluster, name, namespace}: Applied): boolean {
  return referringFiles(workspace, type, name ?? "").some((path) =>
    (workspace.judgement(path)?.resources ?? []).some((resource) =>
      objectReferences(resource)
        .filter((reference) => reference.types.includes(type))
        .flatMap((reference) => resolveReference(workspace.graph, resource, reference))
        .some(
          (found) =>
            (found.cluster === undefined || found.cluster === cluster) &&
            (found.name === undefined || found.name === name) &&
            (!found.namespace || found.namespace === namespace),
        ),
    ),
  );
}

/** The files that name it, and those with references of which only the cluster knows the name. */
function referringFiles(workspace: Workspace, type: string, name: string): string[] {
  const {graph} = workspace;
  const open = [...workspace.paths].filter((path) =>
    graph.summary(path)?.references.some((reference) => reference.type === type && isOpenText(reference.name)),
  );
  return [...graph.index.references.files(`${type}|${name}`), ...open];
}

/** Whether something refers to it in a way that is not followed: patches, templates, what can't be read. */
function mayBeReferredTo({graph}: Workspace, {name, cluster}: Applied): boolean {
  if (graph.fluxKustomizations.some((flux) => flux.source?.name === name && flux.cluster === cluster)) return true;
  if (graph.index.objects.has(`${RESOURCE_SET}|${ANY_NAME}`)) return true;
  return Object.entries(REFERRING).some(([type, fields]) => {
    const [group = "", kind = ""] = type.split("/");
    const isPatched = graph.index
      .patchesFor({type, group, kind})
      .some((patch) => fields.some((field) => [...patch.fields].some((set) => set.startsWith(field))));
    if (isPatched) return true;
    return [...graph.index.objects.get(`${type}|${ANY_NAME}`)].some((ref) =>
      graph.applied(ref).some(({resource}) => resource.isOpaque),
    );
  });
}
