import {type FoldingRange, FoldingRangeKind, type FoldingRangeParams} from "vscode-languageserver/node";
import {foldsOf} from "../../engine/features/folding.ts";
import type {Session} from "../session.ts";

/** `textDocument/foldingRange`: documents, maps, lists, texts and comments. Null leaves the file to the editor. */
export function foldingRanges({projects}: Session, {textDocument: {uri}}: FoldingRangeParams): FoldingRange[] | null {
  const place = projects.locate(uri);
  const folds = place && foldsOf(place.project.workspace, place.path);
  if (!folds) return null;
  return folds.map(({first, last, isComment}) => ({
    startLine: first,
    endLine: last,
    ...(isComment && {kind: FoldingRangeKind.Comment}),
  }));
}
