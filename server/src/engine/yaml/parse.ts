import {type Document, type ParsedNode, parseAllDocuments, type YAMLParseError} from "yaml";
import {LineIndex} from "../text/lines.ts";
import type {Span} from "../text/span.ts";
import {Anchors} from "./anchors.ts";
import {Field} from "./field.ts";
import {KeyIndex} from "./keys.ts";
import {type PlainValue, plainValue, type YamlVersion} from "./value.ts";

/** A place where the text is no well-formed YAML. `code` is the parser's own error code. */
export interface SyntaxProblem {
  readonly code: string;
  readonly span: Span;
}

/** One document of a file. `root` is there for broken documents too, as far as the parser could read. */
export interface YamlDocument {
  readonly file: YamlFile;
  /** Zero-based position among the documents of the file. */
  readonly index: number;
  readonly root: Field;
  readonly span: Span;
  readonly problems: readonly SyntaxProblem[];
  readonly anchors: Anchors;
  /** The plain value of the root, computed when somebody asks for it first. */
  plain(version?: YamlVersion): PlainValue;
}

/** One parsed file. */
export interface YamlFile {
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly documents: readonly YamlDocument[];
}

/** Parses a text. Never throws: what is wrong with the text is in the documents' `problems`. */
export function parseYaml(path: string, text: string): YamlFile {
  const documents: YamlDocument[] = [];
  const file: YamlFile = {path, text, lines: new LineIndex(text), documents};
  documents.push(...documentsOf(file, text, 0, 0));
  return file;
}

/**
 * Parses the YAML inside a block scalar (`patch: |`), with all places counted in the file it stands in.
 * Undefined for other scalars: quotes and folding make places uncertain.
 */
export function parseEmbedded(file: YamlFile, field: Field): YamlDocument[] | undefined {
  if (field.style !== "block" || field.isAlias || field.written.startsWith(">")) return undefined;
  const header = file.text.indexOf("\n", field.span.start) + 1;
  if (header === 0 || header > field.span.end) return undefined;
  // A part is parsed as it stands: YAML does not mind that every line is indented, except for lines between documents.
  const documents: YamlDocument[] = [];
  for (const {start, end} of partsOf(file.text.slice(header, field.span.end))) {
    const text = file.text.slice(header + start, header + end);
    documents.push(...documentsOf(file, text, header + start, documents.length));
  }
  return documents;
}

/** The parts of an indented text between its lines of `---`. */
function partsOf(text: string): Span[] {
  const margin = /^ *(?=\S)/m.exec(text)?.[0] ?? "";
  const parts: Span[] = [];
  let start = 0;
  for (const separator of text.matchAll(new RegExp(`^${margin}---[ \\t]*(?:#.*)?\\r?$\\n?`, "gm"))) {
    // Before the first document stands nothing but perhaps a comment.
    if (start > 0 || /^\s*[^#\s]/m.test(text.slice(0, separator.index))) parts.push({start, end: separator.index});
    start = separator.index + separator[0].length;
  }
  return [...parts, {start, end: text.length}];
}

function documentsOf(file: YamlFile, text: string, shift: number, before: number): YamlDocument[] {
  return parseDocuments(text).map((parsed, i) => {
    const index = before + i;
    if (parsed instanceof TooDeep) {
      const span = {start: shift, end: shift + Math.min(1, text.length)};
      return documentOf(file, index, null, span, [{code: "TOO_DEEP", span}], shift);
    }
    const [start = 0, , end = text.length] = parsed.range ?? [];
    const problems = parsed.errors.map((error) => problemOf(error, shift));
    return documentOf(file, index, parsed.contents, {start: start + shift, end: end + shift}, problems, shift);
  });
}

class TooDeep {}

function parseDocuments(text: string): (Document.Parsed | TooDeep)[] {
  try {
    // Duplicate keys are found by a rule of ours; the parser's own check takes quadratic time on long maps.
    const parsed = parseAllDocuments(text, {uniqueKeys: false, logLevel: "silent", prettyErrors: false});
    return Array.isArray(parsed) ? (parsed as Document.Parsed[]) : [];
  } catch (error) {
    // The parser recurses once a level; a text of ten thousand brackets exhausts the stack.
    if (error instanceof RangeError) return [new TooDeep()];
    throw error;
  }
}

function documentOf(
  file: YamlFile,
  index: number,
  contents: ParsedNode | null,
  span: Span,
  problems: readonly SyntaxProblem[],
  shift: number,
): YamlDocument {
  const anchors = new Anchors(contents);
  const root = Field.root({anchors, keys: new KeyIndex(), text: file.text, shift}, contents, span.start);
  const values = new Map<YamlVersion, PlainValue>();
  const plain = (version: YamlVersion = "1.2"): PlainValue => {
    const value = values.get(version) ?? plainValue(root, version);
    values.set(version, value);
    return value;
  };
  return {file, index, span, problems, anchors, root, plain};
}

function problemOf(error: YAMLParseError, shift: number): SyntaxProblem {
  const [start, end] = error.pos;
  return {code: error.code, span: {start: start + shift, end: Math.max(start, end) + shift}};
}
