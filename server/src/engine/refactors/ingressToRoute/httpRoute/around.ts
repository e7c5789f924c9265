import {HTTP_ROUTE} from "../../../resources/gateway-api.ts";
import type {Resource} from "../../../resources/resource.ts";
import {applyEdits, type TextEdit} from "../../../text/edit.ts";
import type {DocumentRef} from "../../../workspace/index.ts";
import type {Workspace} from "../../../workspace/workspace.ts";
import type {Note, Refusal} from "../../refactoring.ts";

/** What in the repository stands against a manifest becoming one of another kind: references, a route that is there. */
export function obstacleAround({graph}: Workspace, resource: Resource): Refusal | undefined {
  const {kind, root, type, role} = resource;
  const name = writtenName(resource);
  const what = inWords(resource);
  if (role === "patch") {
    return {
      refused: `This is a patch of ${what}: put what it sets into the ${kind} itself, which can be converted then.`,
    };
  }
  if (root.get("status").exists) return {refused: `The \`status\` of ${what} is the cluster's: take it out first.`};
  const ref = refOf(resource);
  if (graph.applied(ref).some((way) => way.resource.isOpaque)) {
    return {refused: `Something that Flux Workbench does not follow may change ${what} on its way to the cluster.`};
  }
  if (name === undefined) return undefined;
  const [user] = graph.index.references.get(`${type}|${name}`);
  if (user !== undefined) return {refused: `\`${user}\` refers to ${what}.`};
  const other = [...graph.index.objects.get(`${HTTP_ROUTE}|${name}`)].find((one) => meet(graph, ref, one));
  return other && {refused: `There is an HTTPRoute \`${name}\` already, in \`${other.file}\`.`};
}

/**
 * What kustomizations do to the routes and did not do to the manifest, or the other way round: a patch finds objects by
 * their kind. What they did and do no more stands against the change.
 */
export function changesOnTheWay(
  workspace: Workspace,
  resource: Resource,
  edits: readonly TextEdit[],
): Note[] | Refusal {
  const ref = refOf(resource);
  const {file} = resource.document;
  if (workspace.graph.applied(ref).length === 0) return [];
  const before = stepsOf(workspace, ref);
  const texts = new Map([[file.path, applyEdits(file.text, edits)]]);
  const after = workspace.trying(texts, () => stepsOf(workspace, ref));
  const [lost] = [...before].filter(([step]) => !after.has(step));
  const what = inWords(resource);
  if (lost) {
    const put = `put what it sets into the ${resource.kind} first`;
    return {refused: `${placeInWords(lost[1])} patches ${what} and would not find the route: ${put}.`};
  }
  const gained = new Set([...after].filter(([step]) => !before.has(step)).map(([, place]) => placeInWords(place)));
  return [...gained].map((place) => ({
    weight: "warning",
    text: `${place} patches HTTPRoutes, and this one too from now on.`,
  }));
}

/** What is done to an object on all its ways, with the file that says so. */
function stepsOf({graph}: Workspace, ref: DocumentRef): Map<string, string | undefined> {
  const steps = graph
    .applied(ref)
    .flatMap(({resource, by}) =>
      resource.history.map(({step, place}) => [JSON.stringify([by?.key, place, step]), place?.file] as const),
    );
  return new Map(steps);
}

function placeInWords(file: string | undefined): string {
  return file === undefined ? "Flux" : `\`${file}\``;
}

/** The name as it is written, variables and all. */
function writtenName({root}: Resource): string | undefined {
  const {scalar} = root.at("metadata", "name");
  return typeof scalar === "string" ? scalar : undefined;
}

function inWords(resource: Resource): string {
  const {kind} = resource;
  const name = writtenName(resource);
  return name === undefined ? `this ${kind}` : `${kind} \`${name}\``;
}

function refOf({document}: Resource): DocumentRef {
  return {file: document.file.path, document: document.index};
}

/** Whether two objects may get to the same namespace of the same cluster. */
function meet(graph: Workspace["graph"], one: DocumentRef, other: DocumentRef): boolean {
  const [own, others] = [graph.applied(one), graph.applied(other)];
  if (own.length === 0 || others.length === 0) return one.file === other.file;
  return own.some((a) =>
    others.some((b) => (a.cluster ?? b.cluster) === (b.cluster ?? a.cluster) && maybeSame(a.namespace, b.namespace)),
  );
}

function maybeSame(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
