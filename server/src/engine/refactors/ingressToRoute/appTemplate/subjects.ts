import {HELM_RELEASE} from "../../../resources/flux-kinds.ts";
import type {Resource} from "../../../resources/resource.ts";
import type {Workspace} from "../../../workspace/workspace.ts";
import {linesOf} from "../../../yaml/edit/lines.ts";
import type {Subject} from "../../refactoring.ts";
import {chartsOf, isAppTemplate} from "./chart.ts";
import {isNothing} from "./plan.ts";
import {routeProposal} from "./proposal.ts";

/** The HelmReleases of app-template in a file that have something to say under `ingress` of their values. */
export function appTemplateSubjects(workspace: Workspace, path: string): Subject[] {
  const releases = workspace
    .judgement(path)
    ?.resources.filter(({type, role}) => type === HELM_RELEASE && role === "object");
  return (releases ?? []).flatMap((resource) => subjectOf(workspace, resource) ?? []);
}

function subjectOf(workspace: Workspace, resource: Resource): Subject | undefined {
  const {file} = resource.document;
  const ingress = resource.root.at("spec", "values", "ingress");
  if (!ingress.isMap || ingress.mergedEntries.every(isNothing)) return undefined;
  if (!isAppTemplate(resource, chartsOf(workspace, resource))) return undefined;
  const name = resource.root.at("metadata", "name").scalar;
  return {
    file: file.path,
    name: name === undefined ? "ingress of HelmRelease" : `ingress of HelmRelease \`${String(name)}\``,
    title: "Convert ingress to route",
    span: linesOf(file, ingress),
    mark: ingress.markOfKey,
    propose: (answers) => routeProposal(workspace, resource, answers),
  };
}
