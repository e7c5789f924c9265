import {commands, type Disposable, type ExtensionContext, type LogOutputChannel} from "vscode";
import {READ_REPOSITORY_COMMAND} from "../../../server/src/protocol.ts";
import type {Server} from "../languageClient.ts";
import {checkWorkspace} from "./checkWorkspace.ts";
import {explainRule} from "./explainRule.ts";
import {openConfiguration} from "./openConfiguration.ts";
import {readRepository} from "./readRepository.ts";

/** What commands work with. */
export interface CommandServices {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly server: Server;
}

/** Registers every command of the extension; `package.json` gives each its title. */
export function registerCommands(services: CommandServices): Disposable[] {
  const table: Record<string, (...args: unknown[]) => unknown> = {
    "fluxWorkbench.restartServer": () => services.server.restart(),
    "fluxWorkbench.showLog": () => services.log.show(),
    "fluxWorkbench.checkWorkspace": () => checkWorkspace(services),
    "fluxWorkbench.explainRule": (rule) => explainRule(services, rule),
    "fluxWorkbench.openConfiguration": () => openConfiguration(),
    [READ_REPOSITORY_COMMAND]: () => readRepository(services),
  };
  return Object.entries(table).map(([name, run]) => commands.registerCommand(name, run));
}
