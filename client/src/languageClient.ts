import {type Disposable, type ExtensionContext, extensions, type LogOutputChannel, Uri, workspace} from "vscode";
import {
  type DynamicFeature,
  ExecuteCommandRequest,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type ServerOptions,
  State,
  type StaticFeature,
  TransportKind,
} from "vscode-languageclient/node";
import {SETTINGS_SECTION, STATUS_NOTIFICATION, type Status} from "../../server/src/protocol.ts";
import {createCrashPolicy} from "./crashPolicy.ts";
import {documentSelector} from "./documents.ts";
import {spokenActions} from "./refactoring/actions.ts";
import {initializationOptions, otherYamlServer} from "./settings.ts";
import type {StatusBar} from "./statusBar.ts";

/** The language server as the rest of the extension sees it. */
export interface Server extends Disposable {
  readonly client: LanguageClient;
  start(): Promise<void>;
  restart(): Promise<void>;
}

class QuietClient extends LanguageClient {
  /** The library would register the server's commands while it runs; ours are there always, and ask before they act. */
  override registerFeature(feature: StaticFeature | DynamicFeature<unknown>): void {
    const isForCommands =
      "registrationType" in feature && feature.registrationType.method === ExecuteCommandRequest.method;
    if (!isForCommands) super.registerFeature(feature);
  }

  /** The library has a message of its own for every failure; ours, said once, is enough, and the log has them all. */
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** Prepares the language server; nothing runs before `start`. */
export function createServer(context: ExtensionContext, log: LogOutputChannel, status: StatusBar): Server {
  const crashes = createCrashPolicy(log, {start, restart});
  const options: LanguageClientOptions = {
    documentSelector,
    outputChannel: log,
    // The log never opens by itself: what a person must know is said in a message.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: () => initializationOptions(context),
    initializationFailedHandler: () => false,
    errorHandler: crashes,
    middleware: spokenActions,
  };
  const client = new QuietClient(SETTINGS_SECTION, "Flux Workbench", serverOptions(context), options);

  async function start(): Promise<void> {
    status.show({kind: "starting"});
    try {
      await client.start();
    } catch (error) {
      crashes.failedToStart(error);
    }
  }

  // One after the other: a client that is stopping can't be started.
  let restarting = Promise.resolve();
  function restart(): Promise<void> {
    restarting = restarting.then(async () => {
      crashes.forget();
      if (client.needsStop()) await client.stop().catch((error) => log.error(error));
      await start();
    });
    return restarting;
  }

  const subscriptions = [
    client.onDidChangeState(({newState}) => {
      if (newState === State.Stopped || newState === State.StartFailed) status.show({kind: "stopped"});
      if (newState === State.Running) crashes.started();
    }),
    client.onNotification(STATUS_NOTIFICATION, (current: Status) => status.show(current)),
    restartWhenOtherServersChange(restart),
  ];
  return {
    client,
    start,
    restart,
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
      void client.dispose();
    },
  };
}

function serverOptions(context: ExtensionContext): ServerOptions {
  const module = Uri.joinPath(context.extensionUri, "server", "dist", "server.js").fsPath;
  const run = {module, transport: TransportKind.ipc};
  return {run, debug: {...run, options: {execArgv: ["--nolazy", "--inspect=127.0.0.1:6019"]}}};
}

/** Whether another YAML server validates too is told at the start, so a change of that starts the server anew. */
function restartWhenOtherServersChange(restart: () => Promise<void>): Disposable {
  let known = otherYamlServer();
  const compare = () => {
    const current = otherYamlServer();
    if (current === known) return;
    known = current;
    void restart();
  };
  const installed = extensions.onDidChange(compare);
  const configured = workspace.onDidChangeConfiguration((event) => event.affectsConfiguration("yaml") && compare());
  return {
    dispose: () => {
      installed.dispose();
      configured.dispose();
    },
  };
}
