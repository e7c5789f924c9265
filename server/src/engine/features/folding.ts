import type {Workspace} from "../workspace/workspace.ts";
import type {Field} from "../yaml/field.ts";
import type {YamlDocument, YamlFile} from "../yaml/parse.ts";
import {contentSpan, rangeOf} from "./documentPlaces.ts";

/** Lines that can be hidden but for the first. */
export interface Fold {
  readonly first: number;
  readonly last: number;
  readonly isComment: boolean;
}

/** As many as editors take. */
const MAX_FOLDS = 5000;

/** What can be folded in a file, by its structure; undefined for a file that is none of ours. */
export function foldsOf(workspace: Workspace, path: string): Fold[] | undefined {
  const file = workspace.file(path);
  const judgement = workspace.judgement(path);
  if (!file || !judgement || judgement.skipped !== undefined) return undefined;
  const folds = new Folds(file);
  for (const document of file.documents) folds.addDocument(document);
  folds.addFields([...file.documents, ...judgement.inlinePatches.map(({document}) => document)]);
  folds.addComments();
  return folds.all;
}

class Folds {
  /** By their first lines: what begins on the same line is inside of what is there already. */
  private readonly folds = new Map<number, Fold>();
  private readonly texts: Fold[] = [];

  constructor(private readonly file: YamlFile) {}

  get all(): Fold[] {
    return [...this.folds.values()].sort((a, b) => a.first - b.first).slice(0, MAX_FOLDS);
  }

  /** A document from its `---`; without one only where there are others to tell it from. */
  addDocument({root, span, index}: YamlDocument): void {
    if (root.type === "missing") return;
    const {lines, documents} = this.file;
    const {start, end} = rangeOf(this.file, contentSpan(root));
    const top = documents[index - 1] ? lines.positionAt(span.start).line : 0;
    let first = start.line;
    while (first > top && !isStart(lines.lineText(first))) first--;
    if (isStart(lines.lineText(first))) this.add(first, end.line);
    else if (documents.length > 1) this.add(start.line, end.line);
  }

  /** Level by level, so that what is too much is what lies deep. */
  addFields(documents: readonly YamlDocument[]): void {
    const fields: Field[] = documents.map(({root}) => root);
    for (const field of fields) {
      if (fields.length > MAX_FOLDS * 4) return;
      if (field.isAlias) continue;
      if (field.key !== undefined && field.exists) this.addField(field);
      fields.push(...field.entries, ...field.items);
    }
  }

  private addField(field: Field): void {
    const {start, end} = rangeOf(this.file, contentSpan(field));
    // The closing bracket of a map or list in brackets stays in sight where it has a line of its own.
    const isClosing = field.isFlow && /^\s*[\]}]/.test(this.file.lines.lineText(end.line));
    this.add(start.line, isClosing ? end.line - 1 : end.line);
    if (field.style === "block") this.texts.push({first: start.line, last: end.line, isComment: false});
  }

  /** Comments of several lines. What looks like one in a block scalar is text. */
  addComments(): void {
    const {lines} = this.file;
    const inTexts = new Set<number>();
    for (const {first, last} of this.texts) for (let line = first + 1; line <= last; line++) inTexts.add(line);
    const isComment = (line: number): boolean =>
      line < lines.lineCount && /^\s*#/.test(lines.lineText(line)) && !inTexts.has(line);
    for (let line = 0; line < lines.lineCount; line++) {
      if (!isComment(line)) continue;
      const first = line;
      while (isComment(line + 1)) line++;
      this.add(first, line, true);
    }
  }

  private add(first: number, last: number, isComment = false): void {
    if (last > first && !this.folds.has(first)) this.folds.set(first, {first, last, isComment});
  }
}

function isStart(line: string): boolean {
  return /^---(\s|$)/.test(line);
}
