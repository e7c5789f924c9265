import {CreateFile, type WorkspaceEdit} from "vscode-languageserver/node";
import type {Session} from "./session.ts";

/**
 * An edit that is shown first as a whole, in a client that takes nothing of what needs confirmation unless a person
 * ticks it, edit by edit. What needs it is the creation of a file that is there already: it does nothing, VS Code does
 * not list it, and shows everything else as ticked.
 */
export function withPreview({client, options}: Session, edit: WorkspaceEdit): WorkspaceEdit {
  const {documentChanges = [], changeAnnotations = {}} = edit;
  const isShown = Object.values(changeAnnotations).some(({needsConfirmation}) => needsConfirmation);
  const created = new Set(documentChanges.flatMap((one) => (CreateFile.is(one) ? one.uri : [])));
  const uris = documentChanges.flatMap((one) =>
    "textDocument" in one ? one.textDocument.uri : "uri" in one ? one.uri : [],
  );
  const existing = uris.find((uri) => !created.has(uri));
  if (options.ticksConfirmed !== true || !client.fileOperations || !isShown || existing === undefined) return edit;
  const ticked = Object.entries(changeAnnotations).map(([id, annotation]) => [
    id,
    {...annotation, needsConfirmation: false},
  ]);
  return {
    documentChanges: [CreateFile.create(existing, {ignoreIfExists: true}, "preview"), ...documentChanges],
    changeAnnotations: {...Object.fromEntries(ticked), preview: {label: "Preview", needsConfirmation: true}},
  };
}
