import {
  type CancellationToken,
  type Connection,
  type InitializeParams,
  MessageType,
  ShowMessageNotification,
} from "vscode-languageserver/node";
import type {Refactoring} from "../engine/refactors/refactoring.ts";
import {TREE_REQUEST} from "../protocol.ts";
import {Changes} from "./changes.ts";
import {Configuration} from "./configuration.ts";
import {Folders} from "./folders.ts";
import {codeActions, resolvedAction} from "./handlers/codeAction.ts";
import {completionAt} from "./handlers/completion.ts";
import {definitionAt} from "./handlers/definition.ts";
import {documentDiagnostic} from "./handlers/documentDiagnostic.ts";
import {documentLinks} from "./handlers/documentLink.ts";
import {documentSymbolsOf} from "./handlers/documentSymbol.ts";
import {executeCommand} from "./handlers/executeCommand.ts";
import {FluxTrees} from "./handlers/fluxTree.ts";
import {foldingRanges} from "./handlers/foldingRange.ts";
import {hoverAt} from "./handlers/hover.ts";
import {initializeResult} from "./handlers/initialize.ts";
import {prepareRenameAt} from "./handlers/prepareRename.ts";
import {referencesAt} from "./handlers/references.ts";
import {renameAt} from "./handlers/rename.ts";
import {willRenameFiles} from "./handlers/willRenameFiles.ts";
import {WorkspaceDiagnostics} from "./handlers/workspaceDiagnostic.ts";
import {workspaceSymbols} from "./handlers/workspaceSymbol.ts";
import {Indexing} from "./indexing.ts";
import {ProjectTrees} from "./projectTrees.ts";
import {loadSchemas, type ServerFiles} from "./serverFiles.ts";
import {Session} from "./session.ts";
import {Watching} from "./watching.ts";

/** Serves one client over a connection, until that ends. `refactorings`: instead of all that there are. */
export function startServer(connection: Connection, files: ServerFiles, refactorings?: readonly Refactoring[]): void {
  connection.onInitialize((params) => initializeResult(serve(connection, params, files, refactorings)));
  connection.listen();
}

/** Wires everything for the client that introduced itself. */
function serve(
  connection: Connection,
  params: InitializeParams,
  files: ServerFiles,
  refactorings: readonly Refactoring[] | undefined,
): Session {
  const {problem, ...schemas} = loadSchemas(files.schemas);
  const session = new Session(connection, params, schemas, files, refactorings);
  const {documents, projects} = session;
  const changes = new Changes(session);
  const indexing = new Indexing(session, changes);
  const watching = new Watching(session, indexing, changes);
  const configuration = new Configuration(session);
  const folders = new Folders(session, configuration, indexing, watching, changes);

  const projectTrees = new ProjectTrees(session);
  const trees = new FluxTrees(session, projectTrees);

  projects.onAlone = (project) => folders.openAlone(project);
  session.onSchemas = () => changes.noticeAll();
  session.onReady = () => trees.notice();

  connection.onInitialized(() => {
    // A notification: `connection.window` would send a request, which not every client answers.
    if (problem !== undefined) {
      void connection.sendNotification(ShowMessageNotification.type, {type: MessageType.Error, message: problem});
    }
    configuration.register();
    folders.openFirst();
    if (params.capabilities.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders((event) => folders.change(event));
    }
  });
  connection.onDidChangeConfiguration(({settings}) => {
    void configuration.changed(settings).then(() => changes.noticeAll());
  });
  connection.onDidChangeWatchedFiles((params) => {
    watching.handle(params.changes);
    trees.notice();
  });
  connection.workspace.onDidRenameFiles(() => watching.rescan());
  connection.workspace.onDidDeleteFiles(() => watching.rescan());

  documents.onDidChangeContent(({document}) => {
    projects.touch(document);
    changes.notice(document.uri);
    trees.notice();
  });
  documents.onDidClose(({document}) => {
    projects.close(document.uri);
    changes.closed(document.uri);
    changes.notice();
    trees.notice();
  });
  documents.listen(connection);

  if (session.client.pullDiagnostics) {
    const workspaceDiagnostics = new WorkspaceDiagnostics(session);
    connection.languages.diagnostics.on((params, token) => documentDiagnostic(session, params, token));
    connection.languages.diagnostics.onWorkspace((params, token, _workDone, partial) =>
      workspaceDiagnostics.handle(params, token, partial),
    );
  }
  connection.onCodeAction((params, token) => codeActions(session, params, token));
  connection.onCodeActionResolve((action) => resolvedAction(session, action));
  connection.onHover((params) => hoverAt(session, params));
  connection.onDefinition((params, token) => definitionAt(session, params, token));
  connection.onReferences((params, token) => referencesAt(session, params, token));
  connection.onDocumentLinks((params, token) => documentLinks(session, params, token));
  connection.onPrepareRename((params, token) => prepareRenameAt(session, params, token));
  connection.onRenameRequest((params, token) => renameAt(session, params, token));
  connection.workspace.onWillRenameFiles((params, token) => willRenameFiles(session, params, token));
  connection.onCompletion((params) => completionAt(session, params));
  connection.onDocumentSymbol((params) => documentSymbolsOf(session, params));
  connection.onFoldingRanges((params) => foldingRanges(session, params));
  connection.onExecuteCommand((params, token) => executeCommand(session, folders, params, token));
  connection.onWorkspaceSymbol((params, token) => workspaceSymbols(session, projectTrees, params, token));
  // Without parameters; a client that sends some all the same gets its tree too.
  connection.onRequest(TREE_REQUEST, (...given: [...unknown[], CancellationToken]) => {
    return trees.handle(given[given.length - 1] as CancellationToken);
  });

  connection.onShutdown(() => {
    indexing.stop();
    changes.stop();
    trees.stop();
  });
  return session;
}
