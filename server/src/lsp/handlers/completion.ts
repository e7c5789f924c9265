import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
} from "vscode-languageserver/node";
import {complete} from "../../engine/features/completion/complete.ts";
import {type Completion, plainText} from "../../engine/features/completion/item.ts";
import {MAX_NAMES} from "../../engine/features/completion/references.ts";
import type {YamlFile} from "../../engine/yaml/parse.ts";
import {toRange} from "../diagnostics.ts";
import {markup} from "../markup.ts";
import type {Session} from "../session.ts";

/** Characters behind which something new can be typed: the space behind a colon or dash, the colon itself, a folder. */
export const TRIGGER_CHARACTERS = [" ", ":", "/"];

const KINDS: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
  field: CompletionItemKind.Field,
  value: CompletionItemKind.EnumMember,
  resource: CompletionItemKind.Class,
  reference: CompletionItemKind.Reference,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
};

/** `textDocument/completion`: fields, values and kinds that can stand at a position. */
export function completionAt(session: Session, {textDocument, position}: CompletionParams): CompletionList {
  const place = session.projects.locate(textDocument.uri);
  const file = place?.project.workspace.file(place.path);
  if (!place || !file) return {isIncomplete: false, items: []};
  const isComplete = place.project.isAtRest;
  const found = complete(
    place.project.workspace,
    session.schemas.of(place.project),
    place.path,
    file.lines.offsetAt(position),
    {isComplete},
  );
  // A list that was cut off is asked for again with the next letter.
  return {
    isIncomplete: !isComplete || found.length >= MAX_NAMES,
    items: found.map((completion) => toItem(session, file, completion)),
  };
}

function toItem({client}: Session, file: YamlFile, completion: Completion): CompletionItem {
  const {label, detail, documentation, span, snippet, rank, isDeprecated, edits} = completion;
  const kind = client.markdownCompletion ? MarkupKind.Markdown : MarkupKind.PlainText;
  return {
    label,
    kind: KINDS[completion.kind],
    sortText: `${rank} ${label}`,
    // The word at the cursor may begin before the label does, as the quote of a quoted value.
    filterText: label,
    ...(detail !== undefined && {detail}),
    // Names are alike in many namespaces: where a name leads has to be in sight beside all of them.
    ...(client.labelDetails &&
      completion.kind === "reference" &&
      detail !== undefined && {labelDetails: {description: detail}}),
    ...(documentation !== undefined && {documentation: markup(kind, documentation)}),
    ...(isDeprecated && {tags: [CompletionItemTag.Deprecated]}),
    textEdit: {range: toRange(file, span), newText: client.snippets ? snippet : plainText(snippet)},
    insertTextFormat: client.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    // Indentation is complete already: an editor must not add that of the line.
    insertTextMode: InsertTextMode.asIs,
    ...(edits &&
      edits.length > 0 && {
        additionalTextEdits: edits.map((edit) => ({range: toRange(file, edit.span), newText: edit.newText})),
      }),
  };
}
