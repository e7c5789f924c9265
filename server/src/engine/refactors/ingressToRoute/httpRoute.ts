import type {Resource} from "../../resources/resource.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import type {Comment} from "../../yaml/comments.ts";
import type {Field} from "../../yaml/field.ts";
import type {Answers, Note, Proposal, Refusal} from "../refactoring.ts";
import {type Blocked, confirmationOf} from "./annotations/confirmation.ts";
import {annotationNotes, interpret, type Verdict} from "./annotations.ts";
import type {Draft} from "./draft.ts";
import {type Parent, parentFor, rememberGateways} from "./gateways.ts";
import {changesOnTheWay, obstacleAround} from "./httpRoute/around.ts";
import {documentEdits} from "./httpRoute/document.ts";
import {fitted, patternIn} from "./httpRoute/limits.ts";
import {routeNames} from "./httpRoute/metadata.ts";
import {inNewFile} from "./httpRoute/newFile.ts";
import {type PlannedRoute, surroundingNotes} from "./surroundings.ts";

/** A manifest that becomes one HTTPRoute or several. */
export interface RouteSource {
  readonly resource: Resource;
  /** The class of the ingress as it is on the clusters; undefined where it has none. */
  readonly ingressClass: string | undefined;
  /** Where it is written in the `spec`, so that comments there go to the Gateway. */
  readonly classField?: Field;
  /** The hosts that it serves, as far as they are known, to ask for a Gateway that takes them. */
  readonly hosts?: readonly string[];
  /** Reads the manifest for a Gateway. What can be refused before there is a Gateway is refused before. */
  read(parent: Parent): RouteReading | Refusal;
}

/** What a manifest says. */
export interface RouteReading {
  readonly drafts: readonly Draft[];
  readonly hasTls: boolean;
  readonly notes: readonly Note[];
  /** What guards access and does not go along, beside annotations. */
  readonly blocked?: readonly Blocked[];
  /** The listener that it asks for, where the configuration names none. */
  readonly sectionName?: string;
  /** Comments about what does not go along, with the places where that stood. */
  readonly comments?: readonly Comment[];
}

/** What becomes of a manifest: HTTPRoutes in its place, or in a new file beside it where the answers ask for that. */
export function routeProposal(workspace: Workspace, source: RouteSource, answers: Answers): Proposal {
  const {resource, ingressClass, classField, hosts} = source;
  const obstacle = obstacleAround(workspace, resource);
  if (obstacle) return obstacle;
  const parent = parentFor(workspace, resource, ingressClass, answers, hosts);
  if ("asks" in parent) return parent;
  const reading = source.read(parent);
  if ("refused" in reading) return reading;
  const annotations = resource.root.at("metadata", "annotations");
  const {verdicts, drafts: asked, ...more} = interpret(annotations, reading.drafts, {workspace, resource, parent});
  const pattern = patternIn(asked);
  if (pattern) return pattern;
  const guards = verdicts.filter(({action}) => action === "block");
  const question = confirmationOf([...(reading.blocked ?? []), ...guards], answers);
  if (question) return question;

  const sectionName = more.sectionName ?? parent.sectionName ?? reading.sectionName;
  const drafts = fitted(asked);
  const names = routeNames(workspace, resource, drafts);
  const classAt = classField?.span.start;
  const {comments = []} = reading;
  const plan = {resource, drafts, parent, sectionName, classAt, verdicts, names, answers, comments};
  const document = documentEdits(plan);
  if ("refused" in document) return document;
  const onTheWay = changesOnTheWay(workspace, resource, document.edits);
  if ("refused" in onTheWay) return onTheWay;
  const change = answers.newFile
    ? inNewFile(workspace, resource, document.edits)
    : {edits: new Map([[resource.document.file.path, document.edits]])};
  if ("refused" in change) return change;
  const remembered = rememberGateways(workspace, parent.remember === undefined ? [] : [parent]);
  const routes = drafts.map(
    (draft): PlannedRoute => ({
      resource,
      draft,
      parent,
      sectionName,
      hasTls: reading.hasTls,
      annotations: keptAnnotations(annotations, verdicts),
    }),
  );
  return {
    ...change,
    edits: new Map([...change.edits, ...remembered.edits]),
    created: new Map([...("created" in change ? change.created : []), ...remembered.created]),
    notes: [
      ...annotationNotes(verdicts),
      ...reading.notes,
      ...document.notes,
      ...onTheWay,
      ...severalRoutes(names, drafts.length > asked.length),
      ...surroundingNotes(workspace, routes),
    ],
  };
}

function severalRoutes(names: readonly string[], isTooLarge: boolean): Note[] {
  if (names.length < 2) return [];
  const reason = isTooLarge
    ? "a route has 16 hostnames and rules at most"
    : "the rules of a route are for all its hosts";
  const list = names.map((name) => `\`${name}\``).join(", ");
  return [{weight: "info", text: `It becomes ${names.length} routes, because ${reason}: ${list}.`}];
}

/** Keys and values of the annotations that go along. */
function keptAnnotations(annotations: Field, verdicts: readonly Verdict[]): Map<string, unknown> {
  const gone = new Set(verdicts.filter(({action}) => action !== "keep").map(({key}) => key));
  const kept = annotations.mergedEntries.filter(({key}) => !gone.has(String(key)));
  return new Map(kept.map((field) => [String(field.key), field.scalar]));
}
