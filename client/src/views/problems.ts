import {DiagnosticSeverity, type Disposable, type Event, EventEmitter, languages} from "vscode";
import {fileKey, rowsAt, rowsBuiltThrough} from "./places.ts";
import {type TreeModel, type TreeNode, withAncestors} from "./treeModel.ts";
import type {TreeStore} from "./treeStore.ts";

const source = "flux-workbench";
const pauseMs = 200;

/** How many errors and warnings there are in something. Hints are no problems. */
export interface ProblemCount {
  errors: number;
  warnings: number;
}

const none: Readonly<ProblemCount> = {errors: 0, warnings: 0};

/** What the editor's diagnostics say about the rows of the tree. */
export interface Problems extends Disposable {
  readonly onDidChange: Event<void>;
  /** Errors and warnings in the tree, each counted once, however many clusters it is in. */
  readonly total: Readonly<ProblemCount>;
  /** Of a row and all below it. */
  of(id: string): Readonly<ProblemCount>;
  /** Of a file that Kustomizations are built through. */
  ofFile(uri: string): Readonly<ProblemCount>;
}

/** Counts the problems of the newest tree, and again whenever the tree or the editor's diagnostics change. */
export function createProblems(store: TreeStore): Problems {
  const changed = new EventEmitter<void>();
  // The last one that arrived: a server that is away for a moment changes nothing about the files.
  let model: TreeModel | undefined;
  let counts = new Map<string, ProblemCount>();
  let inFiles = new Map<string, ProblemCount>();
  let total: ProblemCount = {...none};
  let timer: NodeJS.Timeout | undefined;

  function count(): void {
    timer = undefined;
    const before = textOf(counts, inFiles, total);
    counts = new Map();
    inFiles = new Map();
    total = {...none};
    for (const [uri, diagnostics] of languages.getDiagnostics()) {
      if (model === undefined || diagnostics.length === 0) continue;
      const through = rowsBuiltThrough(model, uri);
      for (const diagnostic of diagnostics) {
        const kind = diagnostic.source === source ? kindOf(diagnostic.severity) : undefined;
        if (kind === undefined) continue;
        const rows = [...rowsAt(model, uri, diagnostic.range), ...through];
        if (rows.length > 0) total[kind]++;
        for (const row of allAbove(rows)) add(counts, row.id, kind);
        if (through.length > 0) add(inFiles, fileKey(uri), kind);
      }
    }
    if (textOf(counts, inFiles, total) !== before) changed.fire();
  }

  const subscriptions = [
    changed,
    store.onDidChange(() => {
      model = store.current ?? model;
      count();
    }),
    languages.onDidChangeDiagnostics(() => {
      // Without a tree there is nothing to count for.
      if (model !== undefined) timer ??= setTimeout(count, pauseMs);
    }),
  ];
  return {
    onDidChange: changed.event,
    get total() {
      return total;
    },
    of: (id) => counts.get(id) ?? none,
    ofFile: (uri) => inFiles.get(fileKey(uri)) ?? none,
    dispose() {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

type Counts = ReadonlyMap<string, ProblemCount>;

function textOf(counts: Counts, inFiles: Counts, total: ProblemCount): string {
  return JSON.stringify([...counts, ...inFiles, total]);
}

function add(counts: Map<string, ProblemCount>, key: string, kind: keyof ProblemCount): void {
  const known = counts.get(key) ?? {...none};
  known[kind]++;
  counts.set(key, known);
}

/** The rows and all that they are in, each once: what is applied twice in a cluster is still one problem there. */
function allAbove(rows: readonly TreeNode[]): Set<TreeNode> {
  return new Set(rows.flatMap(withAncestors));
}

function kindOf(severity: DiagnosticSeverity): keyof ProblemCount | undefined {
  if (severity === DiagnosticSeverity.Error) return "errors";
  return severity === DiagnosticSeverity.Warning ? "warnings" : undefined;
}

/** Such as "2 errors, 1 warning"; empty where there are none. */
export function describeProblems({errors, warnings}: Readonly<ProblemCount>): string {
  const part = (count: number, word: string) => (count === 0 ? [] : [`${count} ${word}${count === 1 ? "" : "s"}`]);
  return [...part(errors, "error"), ...part(warnings, "warning")].join(", ");
}
