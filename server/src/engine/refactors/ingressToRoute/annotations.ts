import type {Resource} from "../../resources/resource.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import type {Field} from "../../yaml/field.ts";
import type {Note} from "../refactoring.ts";
import type {Blocked} from "./annotations/confirmation.ts";
import {judged} from "./annotations/judge.ts";
import type {Draft} from "./draft.ts";
import type {Parent} from "./gateways.ts";

export {confirmationOf} from "./annotations/confirmation.ts";
export {annotationEdits} from "./annotations/edits.ts";

/** What becomes of one annotation. */
export interface Verdict {
  /** The annotation, as it is written. */
  readonly field: Field;
  readonly key: string;
  /**
   * `keep`: goes along as it is. `convert`: the route says it in another way. `drop`: means nothing to a route, and
   * nothing is lost. `todo`: works differently until somebody does something; a comment stays. `block`: guards access.
   */
  readonly action: "keep" | "convert" | "drop" | "todo" | "block";
  /** One sentence about it; undefined where there is nothing to say. */
  readonly why: string | undefined;
  /** Whether it belongs on every route where one ingress becomes several; else on the first only, as a dashboard's. */
  readonly isOfRoute: boolean;
  /** Whether something works differently although nothing can be done about it in the route. */
  readonly isWarning?: boolean;
  /** The annotation that this one only completes: to confirm that is enough. */
  readonly with?: string;
  /** What it names that guards access, each to be confirmed by itself instead of the annotation. */
  readonly guards?: readonly Blocked[];
}

/** What the annotations of an ingress mean for its routes. */
export interface Interpretation {
  /** One for each annotation, in their order; those that merge keys bring in are last. */
  readonly verdicts: readonly Verdict[];
  /** The routes with what the annotations ask for. */
  readonly drafts: readonly Draft[];
  /** The listener that they ask for, where that is another one than the parent's. */
  readonly sectionName?: string;
}

/** What an interpretation depends on. */
export interface AnnotationContext {
  readonly workspace: Workspace;
  readonly resource: Resource;
  readonly parent: Parent;
  /** The version of app-template that prints the route; undefined where no chart does. */
  readonly appTemplate?: string;
}

/** Says what becomes of each annotation, and lets the drafts have what they ask for. */
export function interpret(annotations: Field, drafts: readonly Draft[], context: AnnotationContext): Interpretation {
  return judged(annotations, drafts, context);
}

/** What a person should know of the annotations before; for those that block, when they were confirmed. */
export function annotationNotes(verdicts: readonly Verdict[]): Note[] {
  const notes = verdicts.flatMap(({why, action, isWarning, with: main}): Note[] => {
    if (action === "block" && main !== undefined) return [];
    const weight = isWarning || action === "todo" || action === "block" ? "warning" : "info";
    return why === undefined ? [] : [{weight, text: why}];
  });
  return [...new Map(notes.map((note) => [note.text, note])).values()];
}
