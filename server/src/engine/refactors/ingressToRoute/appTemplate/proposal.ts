import type {Resource} from "../../../resources/resource.ts";
import type {TextEdit} from "../../../text/edit.ts";
import type {Workspace} from "../../../workspace/workspace.ts";
import type {Field} from "../../../yaml/field.ts";
import type {Answers, Note, Proposal, Question, Refusal} from "../../refactoring.ts";
import {annotationNotes, confirmationOf} from "../annotations.ts";
import {rememberGateways} from "../gateways.ts";
import {surroundingNotes} from "../surroundings.ts";
import type {Reading} from "./backends.ts";
import {chartsOf} from "./chart.ts";
import {blockEdits} from "./convert.ts";
import {withFileEnd, withoutFileEnd} from "./fileEnd.ts";
import {joinedWith} from "./join.ts";
import {elsewhereNotes, furtherNotes, portNotes, renamedNotes} from "./notes.ts";
import {type IngressPlan, plannedRoutes, planOf} from "./plan.ts";
import {releasesOf} from "./release.ts";
import {servicesOf} from "./services.ts";
import {obstacleInResult} from "./verify.ts";
import {versionsOf} from "./version.ts";

/** What becomes of the `ingress` in the values of a HelmRelease of app-template: its `route`. */
export function routeProposal(workspace: Workspace, written: Resource, answers: Answers): Proposal {
  const resource = withFileEnd(written);
  const spec = resource.root.get("spec");
  const values = spec.get("values");
  const ingress = values.get("ingress");
  const obstacle = obstacleAround(workspace, resource, values, ingress);
  if (obstacle) return obstacle;
  const uses = chartsOf(workspace, resource);
  const other = uses.find((use) => use.isAppTemplate === false);
  if (other) return {refused: `On cluster \`${other.cluster}\` it has another chart than app-template.`};
  const versions = versionsOf(uses, ingress, answers);
  if ("asks" in versions || "refused" in versions) return versions;
  const reading: Reading = {
    resource,
    versions,
    services: servicesOf(workspace, resource, versions),
    releases: releasesOf(workspace, resource),
    start: ingress.keySpan?.start ?? ingress.span.start,
  };
  const plans: IngressPlan[] = [];
  const questions: Question[] = [];
  for (const field of ingress.entries) {
    const plan = planOf(workspace, field, reading, answers);
    // What is impossible is said before anybody is asked for anything.
    if ("refused" in plan) return plan;
    if ("asks" in plan) questions.push(plan);
    else plans.push(plan);
  }
  const [question] = questions;
  if (question) return question;
  const verdicts = plans.flatMap((plan) => plan.verdicts);
  const confirmation = confirmationOf(
    verdicts.filter(({action}) => action === "block"),
    answers,
  );
  if (confirmation) return confirmation;
  return changeOf(workspace, written, plans, reading, answers);
}

function changeOf(
  workspace: Workspace,
  written: Resource,
  plans: readonly IngressPlan[],
  reading: Reading,
  answers: Answers,
): Proposal {
  const {resource} = reading;
  const spec = resource.root.get("spec");
  const ingress = spec.at("values", "ingress");
  const route = spec.at("values", "route");
  const taken = new Set([...ingress.entries, ...route.mergedEntries].map(({key}) => String(key)));
  const block = blockEdits(plans, taken, reading, answers);
  if ("refused" in block) return block;
  const whole = named(resource, block.edits);
  if ("refused" in whole) return whole;
  const edits = withoutFileEnd(written, whole);
  const wrong = obstacleInResult(written, edits);
  if (wrong) return wrong;
  const parents = plans.flatMap(({parent}) => (parent?.remember === undefined ? [] : [parent]));
  const remembered = rememberGateways(workspace, parents);
  const notes = [
    ...annotationNotes(plans.flatMap(({verdicts}) => verdicts)),
    ...plans.flatMap((plan) => plan.notes),
    ...portNotes(ingress, reading.services),
    ...furtherNotes(block.added),
    ...renamedNotes(route),
    ...elsewhereNotes(spec),
    ...surroundingNotes(
      workspace,
      plans.flatMap((plan) => plannedRoutes(plan, reading)),
    ),
  ];
  return {
    edits: new Map([[written.document.file.path, edits], ...remembered.edits]),
    created: remembered.created,
    notes: [...new Map(notes.map((note): [string, Note] => [note.text, note])).values()],
  };
}

/** The edits with those that make the block a `route`, or a part of the one that is there. */
function named(resource: Resource, edits: readonly TextEdit[]): readonly TextEdit[] | Refusal {
  const {file, root} = resource.document;
  const values = root.at("spec", "values");
  const ingress = values.get("ingress");
  const route = values.get("route");
  if (route.type !== "missing") return joinedWith(file, route, ingress, edits);
  return ingress.keySpan ? [{span: ingress.keySpan, newText: "route"}, ...edits] : {refused: "The block has no name."};
}

function obstacleAround(workspace: Workspace, resource: Resource, values: Field, ingress: Field): Refusal | undefined {
  if (resource.document.problems.length > 0) return {refused: "The document is no well-formed YAML."};
  if (values.isAlias || !values.entries.some(({key}) => key === "ingress")) {
    return {refused: "The block stands somewhere else: an alias or a merge key brings it here."};
  }
  if (ingress.isAlias) return {refused: `The block is the alias \`${ingress.written}\`, which other values have too.`};
  if (ingress.merges.length > 0) return {refused: "A merge key brings parts of the block, which stand somewhere else."};
  if (ingress.anchor !== undefined)
    return {refused: `The block has the anchor \`&${ingress.anchor}\`, through which other values have it too.`};
  if (workspace.mayBeSetByPatch(resource, "/spec/values/ingress")) {
    return {refused: "A patch may change `spec.values.ingress` too; it has to be one of `route` first."};
  }
  const targeted = resource.root.at("spec", "valuesFrom").items.find((from) => {
    const target = from.get("targetPath").string;
    return target !== undefined && /^ingress(?:[.[]|$)/.test(target);
  });
  if (targeted)
    return {
      refused: `\`valuesFrom\` sets \`${targeted.get("targetPath").string}\`; that has to be one of \`route\` first.`,
    };
  return undefined;
}
