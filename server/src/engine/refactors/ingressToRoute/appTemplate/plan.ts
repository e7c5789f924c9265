import type {Workspace} from "../../../workspace/workspace.ts";
import type {Field} from "../../../yaml/field.ts";
import type {Answers, Note, Question, Refusal} from "../../refactoring.ts";
import {interpret, type Verdict} from "../annotations.ts";
import {type Draft, draftsOf} from "../draft.ts";
import {type Parent, parentFor} from "../gateways.ts";
import {fitted, patternIn} from "../httpRoute/limits.ts";
import {hostNotes} from "../ingress/notes.ts";
import type {PlannedRoute} from "../surroundings.ts";
import type {Reading} from "./backends.ts";
import {badPathIn, servedBy} from "./hosts.ts";
import {unwritable} from "./limits.ts";
import {certificateNotes} from "./notes.ts";
import {sameOfAll} from "./release.ts";
import {knows} from "./spelling.ts";
import {SHARED_KEYS} from "./verify.ts";

/** What becomes of one ingress of the block. */
export interface IngressPlan {
  readonly id: string;
  readonly field: Field;
  /** One route each, the first one with the identifier of the ingress; none for an ingress that is off and empty. */
  readonly drafts: readonly Draft[];
  readonly parent: Parent | undefined;
  readonly sectionName: string | undefined;
  readonly verdicts: readonly Verdict[];
  readonly notes: readonly Note[];
}

/** What makes an ingress of the values; everything else that it may have a route has too. */
export const INGRESS_KEYS = ["className", "defaultBackend", "hosts", "tls"];

const KNOWN_KEYS = new Set([...INGRESS_KEYS, ...SHARED_KEYS, "annotations"]);

/** What becomes of an ingress, as far as it can be said. */
export function planOf(
  workspace: Workspace,
  field: Field,
  reading: Reading,
  answers: Answers,
): IngressPlan | Question | Refusal {
  const id = String(field.key);
  const obstacle = obstacleIn(id, field);
  if (obstacle) return obstacle;
  if (isNothing(field)) {
    return {id, field, drafts: [], parent: undefined, sectionName: undefined, verdicts: [], notes: []};
  }
  const served = servedBy(field, reading);
  if ("refused" in served) return served;
  const annotations = field.get("annotations");
  const hosts = served.hosts.flatMap(({hostText}) => hostText ?? []);
  const parent = parentFor(workspace, reading.resource, classOf(field), answers, hosts);
  if ("asks" in parent) return parent;
  const placed = withNamespace(parent, reading);
  if ("refused" in placed) return placed;
  const context = {
    workspace,
    resource: reading.resource,
    parent: placed,
    appTemplate: reading.versions[0].join("."),
  };
  const {verdicts, drafts, sectionName} = interpret(annotations, draftsOf(served.hosts), context);
  const asked = fitted(drafts);
  const impossible = patternIn(asked) ?? badPathIn(id, asked) ?? unwritable(id, asked, reading.versions);
  if (impossible) return impossible;
  const notes = [...served.notes, ...hostNotes(served.hosts), ...certificateNotes(field)];
  return {id, field, drafts: asked, parent: placed, sectionName: sectionName ?? placed.sectionName, verdicts, notes};
}

/** Whether an ingress is there only to be off. */
export function isNothing(field: Field): boolean {
  const isOff = !field.exists || field.get("enabled").boolean === false;
  return isOff && !field.get("hosts").exists && !field.get("defaultBackend").exists;
}

function obstacleIn(id: string, field: Field): Refusal | undefined {
  if (field.isAlias)
    return {refused: `\`${id}\` is the alias \`${field.written}\`, which stands for what is no route.`};
  const brought =
    field.merges.length > 0
      ? field.mergedEntries.filter((entry) => !field.entries.some(({key}) => key === entry.key))
      : [];
  const ingressKey = brought.find(({key}) => INGRESS_KEYS.includes(String(key)));
  if (ingressKey)
    return {refused: `\`${id}\` has \`${ingressKey.key}\` through a merge key, so it can't be replaced here.`};
  const unknown = field.mergedEntries.find(({key}) => !KNOWN_KEYS.has(String(key)));
  if (unknown)
    return {refused: `\`${id}\` has \`${unknown.key}\`, which is nothing to an ingress of app-template 2 or newer.`};
  const keys = field.entries.map(({key}) => key);
  const repeated = keys.find((key, i) => keys.indexOf(key) !== i);
  return repeated === undefined ? undefined : {refused: `\`${id}\` has \`${repeated}\` twice.`};
}

/** The class as it is written; the annotation that was there before classes counts where there is none. */
function classOf(field: Field): string | undefined {
  const name = field.get("className");
  const old = field.at("annotations", "kubernetes.io/ingress.class");
  const found = name.exists && name.scalar !== "" ? name : old;
  return found.exists ? String(found.scalar) : undefined;
}

/** The Gateway with the namespace that older versions of the chart want to be written. */
function withNamespace(parent: Parent, {versions, releases}: Reading): Parent | Refusal {
  if (parent.namespace !== undefined || knows(versions[0], "parentWithoutNamespace")) return parent;
  const namespace = sameOfAll(releases, (release) => release.namespace);
  if (namespace) return {...parent, namespace};
  return {
    refused: `app-template ${versions[0].join(".")} wants the namespace of Gateway \`${parent.name}\`, and nothing says it: add \`namespace\` to the entry of \`gateways\`.`,
  };
}

/** The routes of an ingress, for those who look at what is around them. */
export function plannedRoutes(plan: IngressPlan, {resource}: Reading): PlannedRoute[] {
  const {field, drafts, parent, sectionName, verdicts} = plan;
  if (!parent) return [];
  const gone = new Set(verdicts.filter(({action}) => action !== "keep").map(({key}) => key));
  const kept = field.get("annotations").mergedEntries.filter(({key}) => !gone.has(String(key)));
  const annotations = new Map(kept.map((one) => [String(one.key), one.scalar]));
  const hasTls = field.get("tls").items.length > 0;
  return drafts.map((draft) => ({resource, draft, parent, sectionName, hasTls, annotations}));
}
