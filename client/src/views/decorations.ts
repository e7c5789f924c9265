import {type Disposable, EventEmitter, type FileDecoration, ThemeColor, Uri, window} from "vscode";
import {describeProblems, type Problems} from "./problems.ts";

const scheme = "flux-workbench-tree";

/** An address for a row, by which VS Code asks for its decoration. */
export function rowUri(id: string): Uri {
  return Uri.from({scheme, path: "/", query: id});
}

/** Shows problems as the explorer does: by a count and a colour. */
export function decorateRows(problems: Problems): Disposable[] {
  const changed = new EventEmitter<undefined>();
  const provider = {
    onDidChangeFileDecorations: changed.event,
    provideFileDecoration: (uri: Uri): FileDecoration | undefined => {
      if (uri.scheme !== scheme) return undefined;
      const found = problems.of(uri.query);
      const count = found.errors + found.warnings;
      if (count === 0) return undefined;
      return {
        // There is room for two characters.
        badge: count > 9 ? "9+" : String(count),
        color: new ThemeColor(found.errors > 0 ? "list.errorForeground" : "list.warningForeground"),
        tooltip: describeProblems(found),
      };
    },
  };
  return [
    changed,
    problems.onDidChange(() => changed.fire(undefined)),
    window.registerFileDecorationProvider(provider),
  ];
}
