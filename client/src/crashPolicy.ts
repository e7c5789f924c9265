import {type LogOutputChannel, window} from "vscode";
import {CloseAction, ErrorAction, type ErrorHandler} from "vscode-languageclient/node";

const crashesAllowed = 3;
const periodMs = 3 * 60 * 1000;
/** Errors in a row on the connection after which it is given up. */
const errorsAllowed = 3;

/** What happens when the server does not start, or ends by itself. */
export interface CrashPolicy extends ErrorHandler {
  started(): void;
  failedToStart(error: unknown): void;
  /** Called when a person restarts the server: what happened before no longer counts. */
  forget(): void;
}

/**
 * A server that ran and crashed is started again, a few times and without a word; one that cannot start is not. Either
 * way a person gets one message at the end, with a way to the log.
 */
export function createCrashPolicy(
  log: LogOutputChannel,
  server: {start: () => Promise<void>; restart: () => Promise<void>},
): CrashPolicy {
  let crashes: number[] = [];
  let running = false;

  function giveUp(sentence: string): void {
    running = false;
    log.error(sentence);
    void window.showErrorMessage(sentence, "Open Log", "Restart Server").then((choice) => {
      if (choice === "Open Log") log.show();
      if (choice === "Restart Server") return server.restart();
      return undefined;
    });
  }

  return {
    started() {
      running = true;
    },
    failedToStart(error) {
      log.error(error instanceof Error ? error : String(error));
      giveUp("The language server of Flux Workbench could not start. The log says why.");
    },
    forget() {
      crashes = [];
      running = false;
    },
    error(_error, _message, count) {
      if (count !== undefined && count <= errorsAllowed) return {action: ErrorAction.Continue, handled: true};
      giveUp("The connection to the language server of Flux Workbench broke. The log says why.");
      return {action: ErrorAction.Shutdown, handled: true};
    },
    closed() {
      // The end of a server that never ran is reported by `failedToStart`.
      const result = {action: CloseAction.DoNotRestart, handled: true};
      if (!running) return result;
      running = false;
      const now = Date.now();
      crashes = [...crashes.filter((time) => now - time < periodMs), now];
      if (crashes.length > crashesAllowed) {
        giveUp(`The language server of Flux Workbench ended ${crashes.length} times within three minutes.`);
        return result;
      }
      log.warn("The language server ended unexpectedly and is started again.");
      // After this handler the client is in the stopped state, from which it can be started.
      setTimeout(() => void server.start(), 0);
      return result;
    },
  };
}
