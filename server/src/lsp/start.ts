import {type Connection, type InitializeParams, MessageType, ShowMessageNotification} from "vscode-languageserver/node";
import {Changes} from "./changes.ts";
import {Configuration} from "./configuration.ts";
import {Folders} from "./folders.ts";
import {codeActions} from "./handlers/codeAction.ts";
import {completionAt} from "./handlers/completion.ts";
import {documentDiagnostic} from "./handlers/documentDiagnostic.ts";
import {hoverAt} from "./handlers/hover.ts";
import {initializeResult} from "./handlers/initialize.ts";
import {WorkspaceDiagnostics} from "./handlers/workspaceDiagnostic.ts";
import {Indexing} from "./indexing.ts";
import {loadSchemas, type ServerFiles} from "./serverFiles.ts";
import {Session} from "./session.ts";
import {Watching} from "./watching.ts";

/** Serves one client over a connection, until that ends. */
export function startServer(connection: Connection, files: ServerFiles): void {
  connection.onInitialize((params) => initializeResult(serve(connection, params, files)));
  connection.listen();
}

/** Wires everything for the client that introduced itself. */
function serve(connection: Connection, params: InitializeParams, files: ServerFiles): Session {
  const {problem, ...schemas} = loadSchemas(files.schemas);
  const session = new Session(connection, params, schemas, files);
  const {documents, projects} = session;
  const changes = new Changes(session);
  const indexing = new Indexing(session, changes);
  const watching = new Watching(session, indexing, changes);
  const configuration = new Configuration(session);
  const folders = new Folders(session, configuration, indexing, watching, changes);

  projects.onAlone = (project) => folders.openAlone(project);
  session.onSchemas = () => changes.noticeAll();

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
  connection.onDidChangeWatchedFiles((params) => watching.handle(params.changes));
  connection.workspace.onDidRenameFiles(() => watching.rescan());
  connection.workspace.onDidDeleteFiles(() => watching.rescan());

  documents.onDidChangeContent(({document}) => {
    projects.touch(document);
    changes.notice(document.uri);
  });
  documents.onDidClose(({document}) => {
    projects.close(document.uri);
    changes.closed(document.uri);
    changes.notice();
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
  connection.onHover((params) => hoverAt(session, params));
  connection.onCompletion((params) => completionAt(session, params));

  connection.onShutdown(() => {
    indexing.stop();
    changes.stop();
  });
  return session;
}
