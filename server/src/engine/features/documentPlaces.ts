import type {Position} from "../text/lines.ts";
import type {Span} from "../text/span.ts";
import type {Origin} from "../workspace/kustomize/built.ts";
import type {Answers} from "../workspace/memo.ts";
import type {Workspace} from "../workspace/workspace.ts";
import type {Field} from "../yaml/field.ts";
import type {YamlFile} from "../yaml/parse.ts";
import {pointerOf} from "../yaml/value.ts";

/** A part of a file, in lines and characters. */
export interface FileRange {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

/** Lists of a kustomization whose entries make objects. Kustomize finds them however they are capitalized. */
const GENERATORS = /^(?:configMap|secret)Generator$/i;

/**
 * Where the objects of files are written. Lists of a whole repository need these few numbers of every file and not its
 * tree, which is parsed again for everybody who asks after it was forgotten.
 */
export class DocumentPlaces {
  private readonly places: Answers<ReadonlyMap<string, FileRange>>;

  constructor(workspace: Workspace) {
    this.places = workspace.answers((path) => placesIn(workspace.file(path)));
  }

  /** Reads a file, so that later questions about it are cheap. */
  prepare(file: string): void {
    this.ofFile(file);
  }

  /** Where an object is written: its first line to its last. */
  of({file, document, item, generator}: Origin): FileRange {
    const places = this.ofFile(file);
    const inside = generator ?? (item === undefined ? "" : pointerOf(["items", item]));
    const nowhere = {line: 0, character: 0};
    return places.get(`${document}${inside}`) ?? places.get(`${document}`) ?? {file, start: nowhere, end: nowhere};
  }

  private ofFile(path: string): ReadonlyMap<string, FileRange> {
    return this.places.get(path);
  }
}

function placesIn(file: YamlFile | undefined): Map<string, FileRange> {
  const places = new Map<string, FileRange>();
  for (const {root, index} of file?.documents ?? []) {
    if (!file) break;
    const add = (field: Field): void => {
      places.set(`${index}${pointerOf(field.path)}`, rangeOf(file, contentSpan(field)));
    };
    add(root);
    const isList = String(root.get("kind").scalar).endsWith("List");
    for (const entry of root.entries) {
      if ((isList && entry.key === "items") || GENERATORS.test(String(entry.key))) entry.items.forEach(add);
    }
  }
  return places;
}

/** From the first character of a field's key or value to the last that can be seen. */
export function contentSpan(field: Field): Span {
  return {start: field.keySpan?.start ?? field.span.start, end: field.contentEnd};
}

/** A span of a file in lines and characters. The break behind a block scalar belongs to no line that can be seen. */
export function rangeOf({path, text, lines}: YamlFile, {start, end}: Span): FileRange {
  const isAtBreak = end > start && text[end - 1] === "\n";
  const last = lines.positionAt(end).line - 1;
  return {
    file: path,
    start: lines.positionAt(start),
    end: isAtBreak ? lines.positionAt(lines.lineEnd(last)) : lines.positionAt(end),
  };
}
