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
import {REFERENCES} from "../../resources/references/table.ts";
import {isOpenText} from "../../resources/substitution.ts";
import type {FluxKustomization} from "../../workspace/flux/kustomization.ts";
import type {Applied, Graph} from "../../workspace/graph.ts";
import {ANY_NAME} from "../../workspace/index.ts";
import {objectReferences} from "../../workspace/references.ts";
import {type Resolution, resolveReference} from "../../workspace/resolve.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {goesElsewhere, hasFields, mayBeOneCluster, mayShareCluster, onClusters} from "../clusters.ts";
import {defineRule} from "../rule.ts";

const SOURCES = [GIT_REPOSITORY, OCI_REPOSITORY, HELM_REPOSITORY, BUCKET];

/** The kinds that apply what a source holds, and the fields in which they refer to it. */
const USERS: Readonly<Record<string, readonly string[]>> = {
  [HELM_RELEASE]: ["/spec/chartRef", "/spec/chart/spec/sourceRef"],
  [KUSTOMIZATION]: ["/spec/sourceRef"],
  [HELM_CHART]: ["/spec/sourceRef"],
};

/** Kinds that may refer to any source, in ways that are not followed. */
const UNFOLLOWED = [RESOURCE_SET, "infra.contrib.fluxcd.io/Terraform"];

export default defineRule({
  id: "flux/unused-source",
  summary: "A source that nothing in the repository refers to.",
  severity: "hint",
  types: SOURCES,

  *check({resource, root, workspace}) {
    const {type, document} = resource;
    const ways = workspace.graph.applied({file: document.file.path, document: document.index});
    const names = ways.map(({name}) => name);
    const [name] = names;
    if (name === undefined || names.some((other) => other !== name) || !ways.every(isKnown)) return;
    const unused = unusedWays(workspace, type, name, ways);
    // What is shared by many places may be used in some of them only.
    const clusters = [...new Set(unused.map(({cluster = ""}) => cluster))].filter((cluster) =>
      ways.every((way) => way.cluster !== cluster || unused.includes(way)),
    );
    if (clusters.length === 0 || mayBeUsedUnseen(workspace, type, name)) return;
    const isEverywhere = unused.length === ways.length;
    yield {
      at: root.at("metadata", "name").mark,
      message:
        `Nothing in this repository refers to ${resource.kind} \`${name}\`` +
        `${onClusters(
          clusters.map((cluster) => ({cluster})),
          isEverywhere,
        )}; Flux fetches it all the same.`,
    };
  },
});

/** A list of further fields with names in them, as charts with generated values need it, changes no source. */
function isOnlyConfigured(graph: Graph, by: FluxKustomization): boolean {
  return hasFields(graph, by, ["configurations"]) && !hasFields(graph, by, ["replacements", "transformers", "vars"]);
}

function isKnown({by, namespace, resource}: Applied): boolean {
  return by !== undefined && !!namespace && !resource.isOpaque && !goesElsewhere(by);
}

/** The ways of a source to which no reference leads. One reference on a cluster is enough; the others are not read. */
function unusedWays(workspace: Workspace, type: string, name: string, ways: readonly Applied[]): readonly Applied[] {
  const {graph} = workspace;
  let unused = ways;
  for (const file of graph.index.references.files(`${type}|${name}`)) {
    if (unused.length === 0) break;
    const near = unused.filter(({by}) => !by || graph.startsOf(file).length === 0 || mayShareCluster(graph, file, by));
    if (near.length === 0) continue;
    const resolutions = resolutionsIn(workspace, type, [file]);
    const used = near.filter((way) => resolutions.some((resolution) => mayMean(graph, resolution, way)));
    unused = unused.filter((way) => !used.includes(way));
  }
  return unused;
}

/** What references to a type in some files lead to. */
function resolutionsIn(workspace: Workspace, type: string, files: Iterable<string>): Resolution[] {
  return [...files].flatMap((path) =>
    (workspace.judgement(path)?.resources ?? []).flatMap((resource) =>
      objectReferences(resource)
        .filter((reference) => reference.types.includes(type))
        .flatMap((reference) => resolveReference(workspace.graph, resource, reference)),
    ),
  );
}

/** Whether a reference leads to an object, or would if it named the right namespace: then it is not the object's fault. */
function mayMean(graph: Graph, {from, name, namespace, state}: Resolution, way: Applied): boolean {
  if (from?.by && way.by && !mayBeOneCluster(graph, from.by, way.by)) return false;
  if (name !== undefined && name !== way.name) return false;
  return state !== "found" || !namespace || namespace === way.namespace;
}

/** Whether something may refer to it in a way that is not followed: variables, patches, templates, what is generated. */
function mayBeUsedUnseen(workspace: Workspace, type: string, name: string): boolean {
  const {graph} = workspace;
  const {index} = graph;
  if (UNFOLLOWED.some((kind) => index.objects.has(`${kind}|${ANY_NAME}`))) return true;
  if (graph.fluxKustomizations.some(({source}) => source?.name === name)) return true;
  const users = new Set(REFERENCES.filter(({to}) => to.types.includes(type)).flatMap(({from}) => from));
  const open = [...users]
    .flatMap((user) => [...index.objects.get(`${user}|${ANY_NAME}`)])
    .filter(({file}) => graph.summary(file)?.references.some((own) => own.type === type && isOpenText(own.name)))
    .map(({file}) => file);
  if (resolutionsIn(workspace, type, new Set(open)).some((own) => own.name === undefined || own.name === name))
    return true;
  return Object.entries(USERS).some(([user, fields]) => {
    const [group = "", kind = ""] = user.split("/");
    const isPatched = index
      .patchesFor({group, kind})
      .some((patch) => [...patch.fields].some((set) => fields.some((field) => set.startsWith(field))));
    if (isPatched) return true;
    return [...index.objects.get(`${user}|${ANY_NAME}`)].some((ref) =>
      graph.applied(ref).some(({by, resource}) => resource.isOpaque && !(by && isOnlyConfigured(graph, by))),
    );
  });
}
