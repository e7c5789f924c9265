import {type Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window} from "vscode";
import {READ_REPOSITORY_COMMAND, type Status} from "../../server/src/protocol.ts";

/** What the server says of itself, and what only its client can know. */
export type ServerState = Status | {readonly kind: "starting" | "stopped"};

/** Shows the state of the server; a click opens the log, or goes on with what was stopped. */
export interface StatusBar extends Disposable {
  show(state: ServerState): void;
}

/** Creates the entry in the status bar. */
export function createStatusBar(): StatusBar {
  const item = window.createStatusBarItem("fluxWorkbench.status", StatusBarAlignment.Right, 90);
  item.name = "Flux Workbench";
  return {
    show(state) {
      const {text, tooltip} = describe(state);
      item.text = text;
      const isPartial = state.kind === "partial";
      const click = isPartial ? "read all of it" : "open the log";
      item.tooltip = new MarkdownString(`**Flux Workbench**: ${tooltip}\n\nClick to ${click}.`);
      item.command = isPartial ? READ_REPOSITORY_COMMAND : "fluxWorkbench.showLog";
      item.backgroundColor = state.kind === "stopped" ? new ThemeColor("statusBarItem.errorBackground") : undefined;
      item.show();
    },
    dispose: () => item.dispose(),
  };
}

function describe(state: ServerState): {text: string; tooltip: string} {
  switch (state.kind) {
    case "starting":
      return {text: "$(sync~spin) Flux", tooltip: "the language server is starting."};
    case "indexing":
      return {
        text: `$(sync~spin) Flux: ${state.files}`,
        tooltip: `reading the repository, ${count(state.files)}${ofAll(state)} so far.`,
      };
    case "partial":
      return {
        text: `$(warning) Flux: ${state.files}${ofAll(state)}`,
        tooltip:
          `reading the repository was cancelled, ${count(state.files)}${ofAll(state)} are known. ` +
          "Until the rest is read, nothing is reported but what a text says by itself.",
      };
    case "ready":
      return {text: `$(pass) Flux: ${count(state.files)}`, tooltip: `${count(state.files)} checked.`};
    case "stopped":
      return {text: "$(error) Flux", tooltip: "the language server is not running."};
  }
}

function ofAll({of}: Status): string {
  return of === undefined ? "" : ` of ${of}`;
}

function count(files: number): string {
  return files === 1 ? "1 file" : `${files} files`;
}
