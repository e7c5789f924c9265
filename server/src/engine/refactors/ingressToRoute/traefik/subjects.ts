import type {Resource} from "../../../resources/resource.ts";
import type {Workspace} from "../../../workspace/workspace.ts";
import {linesOf} from "../../../yaml/edit/lines.ts";
import type {Answers, Proposal, Subject} from "../../refactoring.ts";
import {obstacleAround} from "../httpRoute/around.ts";
import {canMove} from "../httpRoute/newFile.ts";
import {routeProposal} from "../httpRoute.ts";
import {routeSource} from "./source.ts";

/** The second is the group of Traefik 2. */
const TYPES = ["traefik.io/IngressRoute", "traefik.containo.us/IngressRoute"];
const TITLE = "Convert IngressRoute to HTTPRoute";

/** The IngressRoutes of a file. Those for TCP and UDP are no ingresses. */
export function ingressRouteSubjects(workspace: Workspace, path: string): Subject[] {
  const {resources = []} = workspace.judgement(path) ?? {};
  return resources.filter(({type}) => TYPES.includes(type)).map((resource) => subjectOf(workspace, path, resource));
}

function subjectOf(workspace: Workspace, file: string, resource: Resource): Subject {
  const {root, name, document, role} = resource;
  const kind = role === "patch" ? "patch of IngressRoute" : "IngressRoute";
  const first = root.entries[0]?.keySpan?.start ?? root.span.start;
  return {
    file,
    name: name === undefined ? kind : `${kind} \`${name}\``,
    title: TITLE,
    span: {start: first, end: Math.max(...root.entries.map((entry) => linesOf(document.file, entry).end), first)},
    mark: root.get("kind").mark,
    ...(canMove(workspace, resource) && {variants: [{title: `${TITLE} in a new file`, answers: {newFile: true}}]}),
    propose: (answers) => proposal(workspace, resource, answers),
  };
}

function proposal(workspace: Workspace, resource: Resource, answers: Answers): Proposal {
  // What is wrong with a patch by itself is nothing to say.
  const obstacle = resource.role === "patch" ? obstacleAround(workspace, resource) : undefined;
  if (obstacle) return obstacle;
  const source = routeSource(workspace, resource);
  return "refused" in source ? source : routeProposal(workspace, source, answers);
}
