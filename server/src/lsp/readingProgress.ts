import type {WorkDoneProgressServerReporter} from "vscode-languageserver/node";
import type {Session} from "./session.ts";

/** Shows a person how far the reading of a repository is, and lets them stop it. */
export interface ReadingProgress {
  /** Whether the person does not want the rest. */
  readonly isCancelled: boolean;
  /** `of`: how many files there are, where that is known. */
  report(files: number, of?: number): void;
  done(): void;
}

/** Progress begins when the client has agreed to it; until then, and when it never does, nobody waits for it. */
export function showProgress({client, connection}: Session): ReadingProgress {
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
      progress.begin("Flux Workbench", 0, "reading the repository", true);
    },
    () => undefined,
  );
  return {
    get isCancelled() {
      return isCancelled;
    },
    report: (files, of) => {
      if (of === undefined) reporter?.report("looking for files");
      else reporter?.report(Math.floor((files / of) * 100), `${files} of ${of} files`);
    },
    done: () => {
      isDone = true;
      reporter?.done();
    },
  };
}
