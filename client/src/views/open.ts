import {Range, Uri, ViewColumn, window} from "vscode";
import type {Location} from "../../../server/src/protocol.ts";

/** A range of the protocol as one of VS Code. */
export function toRange({range: {start, end}}: Location): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

/** Opens a place in an editor, with the cursor at its beginning. */
export async function openLocation(location: Location, viewColumn = ViewColumn.Active): Promise<void> {
  const {start} = toRange(location);
  await window.showTextDocument(Uri.parse(location.uri), {
    selection: new Range(start, start),
    viewColumn,
    preview: true,
  });
}
