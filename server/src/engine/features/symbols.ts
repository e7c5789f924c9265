import {KUSTOMIZE_TYPES} from "../resources/kustomize.ts";
import type {Resource} from "../resources/resource.ts";
import {folderOf} from "../text/paths.ts";
import type {Span} from "../text/span.ts";
import type {Graph} from "../workspace/graph.ts";
import {writtenText} from "../workspace/reference-types.ts";
import type {Workspace} from "../workspace/workspace.ts";
import type {Field} from "../yaml/field.ts";
import type {YamlDocument} from "../yaml/parse.ts";
import {contentSpan} from "./documentPlaces.ts";
import {effectiveName, writtenName} from "./effectiveName.ts";
import {itemName} from "./itemName.ts";

export type SymbolType = "resource" | "map" | "list" | "text" | "number" | "boolean" | "null";

/** A part of a file with a name: a resource, a field, an item of a list. */
export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly type: SymbolType;
  readonly span: Span;
  /** What to select: inside of `span`. */
  readonly selection: Span;
  readonly children: DocumentSymbol[];
}

/** A file of generated data has more fields than an outline can show. */
const MAX_SYMBOLS = 5000;
/** Deeper than this is no manifest, and more than some clients can take. */
const MAX_DEPTH = 40;
/** `apiVersion` and `kind` are what the name of a resource says. */
const IN_NAME = new Set(["apiVersion", "kind"]);

/**
 * The structure of a file, for outline and breadcrumbs; undefined for a file that is none of ours. While files of the
 * repository are still to come (`isComplete` is false) resources are called what they are called in the file.
 */
export function documentSymbols(
  workspace: Workspace,
  path: string,
  {isComplete = true}: {readonly isComplete?: boolean} = {},
): DocumentSymbol[] | undefined {
  const file = workspace.file(path);
  const judgement = workspace.judgement(path);
  if (!file || !judgement || judgement.skipped !== undefined) return undefined;
  const patches = judgement.inlinePatches;
  const level: [Field, DocumentSymbol][] = [];
  const documents = file.documents.flatMap((document) => {
    const resource = judgement.resources.find((one) => one.document === document);
    const symbol = documentSymbol(isComplete ? workspace.graph : undefined, document, resource);
    if (symbol) level.push([document.root, symbol]);
    return symbol ?? [];
  });
  // Level by level: where there is too much, it is what lies deep that is left out.
  let count = level.length;
  for (const [parent, symbol] of level) {
    for (const field of childrenOf(parent, patches)) {
      if (++count > MAX_SYMBOLS) return documents.map(around);
      const child = fieldSymbol(field, patches);
      symbol.children.push(child);
      const isOpen = child.type === "map" || child.type === "list";
      if (isOpen && field.path.length < MAX_DEPTH) level.push([field, child]);
    }
  }
  return documents.map(around);
}

/** A symbol that reaches over all that is in it: in broken YAML the parser's own ranges need not. */
function around({children, ...symbol}: DocumentSymbol): DocumentSymbol {
  const inside = children.map(around);
  const start = Math.min(symbol.span.start, ...inside.map(({span}) => span.start));
  const end = Math.max(symbol.span.end, ...inside.map(({span}) => span.end));
  return {...symbol, span: {start, end}, children: inside};
}

function documentSymbol(
  graph: Graph | undefined,
  {root, file, span}: YamlDocument,
  resource: Resource | undefined,
): DocumentSymbol | undefined {
  if (root.type === "missing") return undefined;
  const whole = contentSpan(root);
  if (!resource) return {...fieldSymbol(root, []), name: "document", span: whole};
  const isKustomize = KUSTOMIZE_TYPES.includes(resource.type);
  const name = isKustomize
    ? folderOf(file.path) || "."
    : graph
      ? effectiveName(graph, resource)
      : writtenName(resource);
  const title = [resource.kind, name].filter(Boolean).join(" ");
  return {
    name: resource.role === "patch" ? `patch of ${title}` : title,
    detail: resource.apiVersion,
    type: "resource",
    span: {start: whole.start, end: Math.min(whole.end, Math.max(span.end, whole.start))},
    selection: firstLine(file.text, whole),
    children: [],
  };
}

function fieldSymbol(field: Field, patches: readonly Resource[]): DocumentSymbol {
  const {key} = field;
  const span = contentSpan(field);
  const type = typeOf(field, patches);
  const isItem = typeof key === "number";
  return {
    name: (isItem ? itemName(field, patches) : String(key ?? "")) || "(empty)",
    detail: isItem && type !== "map" ? "" : shownValue(field),
    type,
    span,
    selection: field.keySpan ?? firstLine(field.written, span, span.start),
    children: [],
  };
}

/** What is in a value. What an alias stands for is somewhere else; a patch in a block scalar is YAML too. */
function childrenOf(field: Field, patches: readonly Resource[]): readonly Field[] {
  if (field.isAlias) return [];
  const inside = patchIn(field, patches)?.root ?? field;
  const entries = [...inside.entries, ...inside.items];
  return inside.path.length === 0 && inside.get("kind").exists
    ? entries.filter(({key}) => !IN_NAME.has(String(key)))
    : entries;
}

/** The patch that a block scalar holds: of those inside it, the outermost. */
function patchIn(field: Field, patches: readonly Resource[]): Resource | undefined {
  if (field.style !== "block") return undefined;
  const {start, end} = field.span;
  return patches.find(({document}) => start < document.span.start && document.span.end <= end);
}

function typeOf(field: Field, patches: readonly Resource[]): SymbolType {
  if (patchIn(field, patches)) return "map";
  if (field.isMap) return "map";
  if (field.isList) return "list";
  if (!field.exists) return "null";
  return field.number !== undefined ? "number" : field.boolean !== undefined ? "boolean" : "text";
}

/** A value in a few words: scalars as they are written, what an anchor or an alias is called. */
function shownValue(field: Field): string {
  if (field.isAlias) return field.written;
  if (field.type !== "scalar" || field.style === "block") return "";
  const text = writtenText(field) ?? String(field.scalar);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function firstLine(text: string, {start, end}: Span, shift = 0): Span {
  const newline = text.indexOf("\n", start - shift);
  return {start, end: newline < 0 ? end : Math.min(end, newline + shift)};
}
