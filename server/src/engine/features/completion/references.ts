import type {ReferenceRow} from "../../resources/references/row.ts";
import {referenceRows} from "../../resources/references/table.ts";
import type {TextEdit} from "../../text/edit.ts";
import type {Applied} from "../../workspace/graph.ts";
import {typesOf} from "../../workspace/reference-types.ts";
import {scalarText} from "../../yaml/edit/scalar.ts";
import {isUnknownText} from "../../yaml/field.ts";
import {parseYaml} from "../../yaml/parse.ts";
import {qualifiedName} from "../effectiveName.ts";
import {fuzzyRank} from "../fuzzy.ts";
import type {Place} from "../place.ts";
import type {CompletionContext} from "./context.ts";
import {type Completion, RANK} from "./item.ts";
import {textOf} from "./kinds.ts";
import {generatedObjects, type NamedObject, objectsOfType} from "./named.ts";
import {escaped} from "./snippet.ts";

/** More names than this help nobody; those of the own namespace come first. */
export const MAX_NAMES = 500;
/** What is named in so many files is likely meant again: the source of all, the store of all secrets. */
const COMMON = 3;

/** The names of objects that a reference can lead to, with the namespace where it is another one. */
export function referenceCompletions(context: CompletionContext, place: Place, type: string, at: string): Completion[] {
  if (place.isKeyed) return [];
  const rows = referenceRows(type).filter((row) => pathOfName(row) === at);
  // What applies the document may take long to find, while its path is being typed.
  const ways = rows.length > 0 ? context.ways() : [];
  return rows.flatMap((row) => completionsOfRow(context, place, row, ways)).slice(0, MAX_NAMES);
}

function pathOfName({at, name = "name"}: ReferenceRow): string {
  return name === "" ? at : `${at}.${name}`;
}

function completionsOfRow(
  context: CompletionContext,
  place: Place,
  row: ReferenceRow,
  ways: readonly Applied[],
): Completion[] {
  const {graph} = context.workspace;
  const known = new Set(ways.flatMap(({cluster}) => cluster ?? []));
  const clusters = known.size > 0 ? known : undefined;
  const scope = scopeOf(context, place, row, ways);
  const word = context.file.text.slice(context.span(place).start, context.offset).trim().replace(/^["']/, "");
  return typesAt(row, place)
    .flatMap((type) => [...objectsOfType(graph, type, clusters), ...generatedObjects(graph, type, ways)])
    .filter(({at}) => at.file !== context.path || at.document !== context.document)
    .filter(({name}) => fuzzyRank([word.toLowerCase()], name.toLowerCase()) !== undefined)
    .flatMap((object) => completionOf(context, place, row, scope, object, clusters === undefined) ?? [])
    .sort((a, b) => a.rank - b.rank || (a.label < b.label ? -1 : 1));
}

/** Which namespaces a reference means where it is, and whether it can be made to mean others. */
interface Scope {
  /** Undefined where they are not known. */
  readonly own: ReadonlySet<string> | undefined;
  readonly mayCross: boolean;
}

function scopeOf({namespace}: CompletionContext, place: Place, row: ReferenceRow, ways: readonly Applied[]): Scope {
  const written = row.namespace === undefined ? undefined : textOf(place.present.get(row.namespace));
  const mayCross = row.namespace !== undefined && !row.namespace.includes(".");
  if (written !== undefined) return {own: isUnknownText(written) ? undefined : new Set([written]), mayCross};
  if (row.isElsewhere) return {own: undefined, mayCross: false};
  const own = ways.length > 0 ? ways.map((way) => way.namespace) : [namespace];
  const isKnown = own.every((name) => name !== undefined && name !== "");
  return {own: isKnown ? new Set(own.filter((name) => name !== undefined)) : undefined, mayCross};
}

function completionOf(
  context: CompletionContext,
  place: Place,
  row: ReferenceRow,
  {own, mayCross}: Scope,
  {type, kind, name, namespace, clusters}: NamedObject,
  isAnyCluster: boolean,
): Completion | undefined {
  const isNear = !namespace || own === undefined || own.has(namespace);
  if (!isNear && !mayCross) return undefined;
  const extra: [string, string][] = [];
  const {kind: kindKey, assumedKind} = row.to;
  if (kindKey !== undefined && !place.present.has(kindKey) && kind !== assumedKind) extra.push([kindKey, kind]);
  const isCommon = [...context.workspace.graph.index.references.files(`${type}|${name}`)].length >= COMMON;
  const {entries, edits} = namespaceChange(context, place, row, isNear ? undefined : namespace);
  const on = isAnyCluster && clusters.size > 0 ? ` on ${[...clusters].join(", ")}` : "";
  const prefix = place.needsSpace ? " " : place.position === "line" && isListPlace(place) ? "- " : "";
  return {
    label: prefix === "- " ? `- ${name}` : name,
    kind: "reference",
    detail: `${kind} ${qualifiedName(name, namespace)}${on}`,
    span: context.span(place),
    snippet: prefix + escaped(scalarText(name)) + entriesText(place, [...extra, ...entries]),
    rank: clusters.size === 0 && !isAnyCluster ? RANK.rare : rankOf(isNear, isCommon),
    ...(edits.length > 0 && {edits}),
  };
}

/** What is common comes first, but of several that have its name the one in the own namespace. */
function rankOf(isNear: boolean, isCommon: boolean): number {
  if (isCommon) return isNear ? RANK.first : RANK.first + 0.5;
  return isNear ? RANK.required : RANK.usual;
}

/** What has to change so that the reference leads to another namespace. */
function namespaceChange(
  {file}: CompletionContext,
  place: Place,
  row: ReferenceRow,
  namespace: string | undefined,
): {entries: [string, string][]; edits: TextEdit[]} {
  if (!namespace || row.namespace === undefined) return {entries: [], edits: []};
  const present = place.present.get(row.namespace);
  if (!present) return {entries: [[row.namespace, namespace]], edits: []};
  const start = file.lines.lineStart(present.line) + present.valueColumn;
  return {entries: [], edits: [{span: {start, end: start + present.value.length}, newText: scalarText(namespace)}]};
}

/** Entries behind the name: on lines of their own, or in the same braces. */
function entriesText(place: Place, entries: readonly (readonly [string, string])[]): string {
  const separator = place.position === "flowValue" ? ", " : `\n${" ".repeat(place.keyColumn)}`;
  return entries.map(([key, value]) => `${separator}${key}: ${escaped(scalarText(value))}`).join("");
}

/** The types that the reference around the cursor may lead to, by what is written beside the name. */
function typesAt({to}: ReferenceRow, {present}: Place): string[] {
  const text = [...present].map(([key, {value}]) => `${scalarText(key)}: ${value}\n`).join("");
  return parseYaml("", text || "{}").documents.flatMap(({root}) => typesOf(to, root));
}

function isListPlace({path}: Place): boolean {
  return typeof path.at(-1) !== "number";
}
