import type {Span} from "../text/span.ts";
import type {Workspace} from "../workspace/workspace.ts";
import type {Field} from "../yaml/field.ts";
import {walk} from "../yaml/walk.ts";
import {aliasAt, findAt, type NamedHere} from "./names/at.ts";
import type {Declaration} from "./names/declarations.ts";
import {targetFiles} from "./names/paths.ts";

/** A place to go to. */
export interface Destination {
  readonly file: string;
  /** What is shown of it, as an editor peeks at it. */
  readonly around: Span;
  /** What is selected there. */
  readonly span: Span;
}

/** What a definition was asked for, and where it is: several places where clusters differ. */
export interface Definitions {
  readonly origin: Span;
  readonly destinations: readonly Destination[];
}

/** Where the thing is declared whose name, path or alias stands at an offset. */
export function definition(workspace: Workspace, path: string, offset: number): Definitions | undefined {
  const found = findAt(workspace, path, offset);
  const definitions = found && (found.type === "name" ? ofName(found) : ofPath(workspace, found));
  if (definitions && definitions.destinations.length > 0) return definitions;
  return ofAlias(workspace, path, offset);
}

/** What a place refers to; a declaration leads to itself, from where editors go on to what refers to it. */
function ofName({field, declares, means, elsewhere}: NamedHere): Definitions {
  const targets = means.length > 0 ? means : declares.length > 0 ? declares : elsewhere;
  return {origin: field.span, destinations: targets.map(destinationOf)};
}

/** Where an object is declared: the line of its name, in its document. */
export function destinationOf({at, field, resource}: Declaration): Destination {
  const {root} = resource;
  const start = root.entries[0]?.keySpan?.start ?? root.span.start;
  const around = {start, end: Math.max(start, root.contentEnd)};
  const span = field.exists ? field.span : firstLineOf(resource.document.file.text, start);
  return {file: at.file, around, span};
}

function ofPath(workspace: Workspace, {reference, resource}: Parameters<typeof targetFiles>[1]): Definitions {
  const destinations = targetFiles(workspace, {reference, resource}).flatMap((file) => {
    const text = workspace.file(file)?.text;
    const around = {start: 0, end: text?.length ?? 0};
    return [{file, around, span: {start: 0, end: 0}}];
  });
  return {origin: reference.span, destinations};
}

/** An alias stands for the node that carries its anchor. */
function ofAlias(workspace: Workspace, path: string, offset: number): Definitions | undefined {
  const found = aliasAt(workspace, path, offset);
  const anchored = found && anchorOf(found.root, found.alias);
  if (!found || !anchored) return undefined;
  const {span} = anchored;
  return {origin: found.alias.span, destinations: [{file: path, around: span, span}]};
}

/** The field that an alias stands for. */
export function anchorOf(root: Field, alias: Field): Field | undefined {
  for (const field of walk(root)) if (!field.isAlias && field.node && field.node === alias.target) return field;
  return undefined;
}

function firstLineOf(text: string, start: number): Span {
  const end = text.indexOf("\n", start);
  return {start, end: end < 0 ? text.length : end};
}
