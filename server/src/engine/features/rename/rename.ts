import type {TextEdit} from "../../text/edit.ts";
import type {Span} from "../../text/span.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import type {Field} from "../../yaml/field.ts";
import {findAt} from "../names/at.ts";
import type {Declaration} from "../names/declarations.ts";
import {usesInValues} from "./chartValues.ts";
import {consequences} from "./consequences.ts";
import {nameEdits, type Site, sharedSite} from "./nameEdits.ts";
import {faultOfName} from "./newName.ts";
import {obstacle} from "./obstacles.ts";
import {usesOfRendered} from "./rendered.ts";
import {type Scope, scopeOf} from "./scope.ts";

/** Why something is not renamed, as a sentence. */
export interface Refusal {
  readonly refused: string;
}

/** What can be renamed at a place. */
export interface Renamable {
  readonly span: Span;
  readonly name: string;
}

type FileEdits = ReadonlyMap<string, readonly TextEdit[]>;

/** A new name in all places at once. */
export interface Renaming {
  readonly edits: FileEdits;
  /** Edits of what looks as if it meant the same object, or one named after it; only a chart knows. */
  readonly guesses: FileEdits;
  /** What the new name costs on the cluster. */
  readonly consequences: readonly string[];
}

/** What a rename at an offset would change; undefined where no name stands. */
export function prepareRename(workspace: Workspace, path: string, offset: number): Renamable | Refusal | undefined {
  const subject = subjectAt(workspace, path, offset);
  if (!subject || "refused" in subject) return subject;
  const refused = obstacle(workspace, scopeOf(workspace, subject.declarations));
  return refused === undefined ? {span: textSpan(subject.field), name: subject.name} : {refused};
}

/** Gives the thing whose name stands at an offset another one, wherever it is named. */
export function rename(
  workspace: Workspace,
  path: string,
  offset: number,
  newName: string,
): Renaming | Refusal | undefined {
  const subject = subjectAt(workspace, path, offset);
  if (!subject || "refused" in subject) return subject;
  const scope = scopeOf(workspace, subject.declarations);
  const refused =
    obstacle(workspace, scope) ?? (newName === subject.name ? undefined : faultOfName(workspace, scope, newName));
  if (refused !== undefined) return {refused};
  if (newName === subject.name) return {edits: new Map(), guesses: new Map(), consequences: []};
  return renamed(workspace, scope, newName);
}

function renamed(workspace: Workspace, scope: Scope, newName: string): Renaming | Refusal {
  const {declarations, uses} = scope;
  const sites: Site[] = [...declarations, ...uses];
  const shared = sharedSite(sites);
  if (shared) {
    const {path} = shared.resource.document.file;
    return {refused: `The name in ${path} stands in a part that aliases use in other places too.`};
  }
  const edits = nameEdits(sites, newName);
  const likely = declarations.flatMap((declared) => [
    ...usesInValues(workspace, declared),
    ...usesOfRendered(workspace, declared),
  ]);
  const guesses = new Map<string, TextEdit[]>();
  for (const [file, ofFile] of nameEdits([...sites, ...likely], newName)) {
    const certain = new Set(edits.get(file)?.map(({span}) => span.start));
    const more = ofFile.filter(({span}) => !certain.has(span.start));
    if (more.length > 0) guesses.set(file, more);
  }
  return {edits, guesses, consequences: consequences(workspace, declarations)};
}

interface Subject {
  readonly field: Field;
  readonly name: string;
  readonly declarations: readonly Declaration[];
}

function subjectAt(workspace: Workspace, path: string, offset: number): Subject | Refusal | undefined {
  const found = findAt(workspace, path, offset);
  if (!found) return undefined;
  if (found.type === "path") {
    return {refused: "A path changes with the file or folder that it leads to: rename that."};
  }
  const {field, means, declares, resource} = found;
  if (resource.group === "kustomize.config.k8s.io" && means.length === 0 && declares.length === 0) return undefined;
  const declarations = means.length > 0 ? means : declares;
  const name = field.scalar;
  if (typeof name !== "string" || name === "") return undefined;
  if (declarations.length === 0) {
    return {
      refused: `Nothing in the repository declares \`${name}\` where this looks for it. A chart may make it, or a controller.`,
    };
  }
  return {field, name, declarations};
}

/** A name without its quotes. */
function textSpan(field: Field): Span {
  const {start, end} = field.span;
  return field.style === "quoted" && !field.isAlias ? {start: start + 1, end: end - 1} : {start, end};
}
