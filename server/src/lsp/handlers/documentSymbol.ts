import {
  type DocumentSymbolParams,
  type DocumentSymbol as ProtocolSymbol,
  type SymbolInformation,
  SymbolKind,
} from "vscode-languageserver/node";
import {type DocumentSymbol, documentSymbols, type SymbolType} from "../../engine/features/symbols.ts";
import type {YamlFile} from "../../engine/yaml/parse.ts";
import {toRange} from "../diagnostics.ts";
import type {Session} from "../session.ts";

const KINDS: Readonly<Record<SymbolType, SymbolKind>> = {
  resource: SymbolKind.Class,
  map: SymbolKind.Object,
  list: SymbolKind.Array,
  text: SymbolKind.String,
  number: SymbolKind.Number,
  boolean: SymbolKind.Boolean,
  null: SymbolKind.Null,
};

/** `textDocument/documentSymbol`: the resources of a file and their fields, for outline and breadcrumbs. */
export function documentSymbolsOf(
  session: Session,
  {textDocument: {uri}}: DocumentSymbolParams,
): ProtocolSymbol[] | SymbolInformation[] | null {
  const place = session.projects.locate(uri);
  const file = place?.project.workspace.file(place.path);
  const symbols = place && documentSymbols(place.project.workspace, place.path, {isComplete: place.project.isAtRest});
  if (!file || !symbols) return null;
  if (session.client.symbolTrees) return symbols.map((symbol) => toSymbol(file, symbol));
  return symbols.flatMap((symbol) => toList(uri, file, symbol, undefined));
}

function toSymbol(file: YamlFile, {name, detail, type, span, selection, children}: DocumentSymbol): ProtocolSymbol {
  return {
    name,
    ...(detail !== "" && {detail}),
    kind: KINDS[type],
    range: toRange(file, span),
    selectionRange: toRange(file, selection),
    ...(children.length > 0 && {children: children.map((child) => toSymbol(file, child))}),
  };
}

/** For clients that know no trees: every symbol with the name of the one around it. */
function toList(
  uri: string,
  file: YamlFile,
  {name, type, span, children}: DocumentSymbol,
  containerName: string | undefined,
): SymbolInformation[] {
  const own = {
    name,
    kind: KINDS[type],
    location: {uri, range: toRange(file, span)},
    ...(containerName !== undefined && {containerName}),
  };
  return [own, ...children.flatMap((child) => toList(uri, file, child, name))];
}
