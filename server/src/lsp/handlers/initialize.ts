import {
  CodeActionKind,
  type FileOperationRegistrationOptions,
  type InitializeResult,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import {READ_REPOSITORY_COMMAND, REFACTOR_COMMAND} from "../../protocol.ts";
import {FIX_ALL} from "../actions/fixAll.ts";
import {kindOf} from "../actions/refactorings.ts";
import {SOURCE} from "../diagnostics.ts";
import type {Session} from "../session.ts";
import {TRIGGER_CHARACTERS} from "./completion.ts";

/** Watchers see files; folders that a person moves or deletes in the editor are told this way. */
const FOLDERS: FileOperationRegistrationOptions = {filters: [{pattern: {glob: "**/*", matches: "folder"}}]};

/** Every file that a path can lead to, YAML or not. */
const ANYTHING: FileOperationRegistrationOptions = {filters: [{scheme: "file", pattern: {glob: "**/*"}}]};

/** What this server offers to a client. */
export function initializeResult({client, files, refactorings}: Session): InitializeResult {
  return {
    serverInfo: {name: SOURCE, version: files.version},
    capabilities: {
      textDocumentSync: {openClose: true, change: TextDocumentSyncKind.Incremental},
      ...(client.pullDiagnostics && {
        diagnosticProvider: {identifier: SOURCE, interFileDependencies: true, workspaceDiagnostics: true},
      }),
      codeActionProvider: {
        codeActionKinds: [CodeActionKind.QuickFix, ...refactorings.map(kindOf), FIX_ALL],
        resolveProvider: true,
      },
      hoverProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      documentLinkProvider: {},
      renameProvider: client.prepareRename ? {prepareProvider: true} : true,
      documentSymbolProvider: {label: "Flux"},
      workspaceSymbolProvider: true,
      foldingRangeProvider: true,
      executeCommandProvider: {commands: [READ_REPOSITORY_COMMAND, REFACTOR_COMMAND]},
      completionProvider: {triggerCharacters: TRIGGER_CHARACTERS},
      workspace: {
        workspaceFolders: {supported: true, changeNotifications: true},
        fileOperations: {willRename: ANYTHING, didRename: FOLDERS, didDelete: FOLDERS},
      },
    },
  };
}
