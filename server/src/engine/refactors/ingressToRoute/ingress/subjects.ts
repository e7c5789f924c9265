import type {Workspace} from "../../../workspace/workspace.ts";
import {linesOf} from "../../../yaml/edit/lines.ts";
import type {Proposal, Refusal, Subject} from "../../refactoring.ts";
import type {Parent} from "../gateways.ts";
import {canMove} from "../httpRoute/newFile.ts";
import {type RouteReading, routeProposal} from "../httpRoute.ts";
import {classOf} from "./controller.ts";
import {droppedFields} from "./dropped.ts";
import {readIngress} from "./reading.ts";

const TYPES: ReadonlySet<string> = new Set(["networking.k8s.io/Ingress", "extensions/Ingress"]);
const TITLE = "Convert Ingress to HTTPRoute";

/** The documents of a file that are an Ingress. */
export function ingressSubjects(workspace: Workspace, path: string): readonly Subject[] {
  const ingresses = workspace.judgement(path)?.resources.filter(({type}) => TYPES.has(type)) ?? [];
  return ingresses.map((resource): Subject => {
    const {root, document, name, role} = resource;
    const first = root.entries[0]?.keySpan?.start ?? root.span.start;
    const kind = role === "patch" ? "patch of Ingress" : "Ingress";
    return {
      file: path,
      name: name === undefined ? kind : `${kind} \`${name}\``,
      title: TITLE,
      span: {start: first, end: Math.max(...root.entries.map((entry) => linesOf(document.file, entry).end), first)},
      mark: root.get("kind").mark,
      ...(canMove(workspace, resource) && {variants: [{title: `${TITLE} in a new file`, answers: {newFile: true}}]}),
      propose: (answers): Proposal => {
        const reading = readIngress(workspace, resource);
        if (role !== "patch" && "refused" in reading) return reading;
        const hosts = "drafts" in reading ? reading.drafts.flatMap(({hostTexts}) => hostTexts) : [];
        const comments = answers.comments ? droppedFields(root.get("spec")) : [];
        const read = (parent: Parent): RouteReading | Refusal => ({
          ...readIngress(workspace, resource, parent),
          comments,
        });
        return routeProposal(workspace, {resource, ...classOf(resource), hosts, read}, answers);
      },
    };
  });
}
