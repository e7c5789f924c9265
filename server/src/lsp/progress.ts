import type {WorkDoneProgressServerReporter} from "vscode-languageserver/node";
import type {Session} from "./session.ts";

/** Shows a person how far something is, and lets them stop it. */
export interface Progress {
  /** Whether the person does not want the rest. */
  readonly isCancelled: boolean;
  /** `percentage`: left out while nobody knows how much there is. */
  report(message: string, percentage?: number): void;
  done(): void;
}

/** Progress begins when the client has agreed to it; until then, and when it never does, nobody waits for it. */
export function showProgress({client, connection}: Session, message: string): Progress {
  let reporter: WorkDoneProgressServerReporter | undefined;
  let isDone = false;
  let isCancelled = false;
  const created = client.progress ? connection.window.createWorkDoneProgress() : undefined;
  created?.then(
    (progress) => {
      if (isDone) return;
      reporter = progress;
      progress.token.onCancellationRequested(() => {
        isCancelled = true;
      });
      // Some clients show no percentage later where none was there at the beginning.
      progress.begin("Flux Workbench", 0, message, true);
    },
    () => undefined,
  );
  return {
    get isCancelled() {
      return isCancelled;
    },
    report: (current, percentage) => {
      if (percentage === undefined) reporter?.report(current);
      else reporter?.report(percentage, current);
    },
    done: () => {
      isDone = true;
      reporter?.done();
    },
  };
}
