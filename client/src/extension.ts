import {type ExtensionContext, window, workspace} from "vscode";
import {registerCommands} from "./commands/index.ts";
import {createServer, type Server} from "./languageClient.ts";
import {createConversionReports} from "./refactoring/report.ts";
import {registerRulePages} from "./rulePages.ts";
import {createStatusBar} from "./statusBar.ts";
import {registerViews} from "./views/index.ts";

/**
 * Wires the parts together; VS Code calls it once, when the first YAML file or Flux repository is opened. Tests get the
 * server as the extension's exports.
 */
export async function activate(context: ExtensionContext): Promise<Server> {
  const log = window.createOutputChannel("Flux Workbench", {log: true});
  const status = createStatusBar();
  const server = createServer(context, log, status);
  const reports = createConversionReports();
  context.subscriptions.push(
    log,
    status,
    server,
    reports,
    ...registerRulePages(context),
    ...registerCommands({context, log, server, reports}),
    ...registerViews(context.extensionUri, server, log),
    workspace.onDidGrantWorkspaceTrust(() => server.restart()),
  );
  await server.start();
  return server;
}
