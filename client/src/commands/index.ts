import {commands, type Disposable, type ExtensionContext, type LogOutputChannel, type Uri, window} from "vscode";
import {READ_REPOSITORY_COMMAND} from "../../../server/src/protocol.ts";
import type {Server} from "../languageClient.ts";
import {explainRefusalCommand, refactorWithNotes, refactorWithNotesCommand} from "../refactoring/actions.ts";
import {convertIngresses} from "../refactoring/convertIngresses.ts";
import type {ConversionReports} from "../refactoring/report.ts";
import {checkWorkspace} from "./checkWorkspace.ts";
import {explainRule} from "./explainRule.ts";
import {openConfiguration} from "./openConfiguration.ts";
import {readRepository} from "./readRepository.ts";

/** What commands work with. */
export interface CommandServices {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly server: Server;
  readonly reports: ConversionReports;
}

/** Registers every command of the extension; `package.json` gives each its title. */
export function registerCommands(services: CommandServices): Disposable[] {
  const table: Record<string, (...args: unknown[]) => unknown> = {
    "fluxWorkbench.restartServer": () => services.server.restart(),
    "fluxWorkbench.showLog": () => services.log.show(),
    "fluxWorkbench.checkWorkspace": () => checkWorkspace(services),
    "fluxWorkbench.explainRule": (rule) => explainRule(services, rule),
    "fluxWorkbench.openConfiguration": () => openConfiguration(),
    "fluxWorkbench.convertIngressesInWorkspace": () => convertIngresses(services.server, services.reports),
    // The explorer gives what was clicked on, and all that is selected.
    "fluxWorkbench.convertIngressesInFolder": (clicked, selected) =>
      convertIngresses(services.server, services.reports, (selected ?? [clicked]) as Uri[]),
    [explainRefusalCommand]: (title, reason) => window.showInformationMessage(`${title}: ${reason}`),
    [refactorWithNotesCommand]: (action) =>
      refactorWithNotes(services.server, action as Parameters<typeof refactorWithNotes>[1]),
    [READ_REPOSITORY_COMMAND]: () => readRepository(services),
  };
  return Object.entries(table).map(([name, run]) => commands.registerCommand(name, run));
}
