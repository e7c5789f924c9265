import {commands, type Disposable, env, type LogOutputChannel, type Uri, workspace} from "vscode";
import {registerGraph} from "../graph/panel.ts";
import type {Server} from "../languageClient.ts";
import {createFluxView, sortBy} from "./fluxView.ts";
import {openLocation} from "./open.ts";
import {createProblems} from "./problems.ts";
import {followActiveEditor, revealInTree} from "./reveal.ts";
import {locationOf, type TreeNode} from "./treeModel.ts";
import {createTreeStore} from "./treeStore.ts";

/** The view container shows itself where this is set. */
const repositoryKey = "fluxWorkbench.hasRepository";
/** What only Flux or kustomize repositories have. */
const repositoryFiles = "**/{kustomization.yaml,kustomization.yml,Kustomization,.flux-workbench.yaml}";

/** Registers the tree, the picture and their commands. */
export function registerViews(extensionUri: Uri, server: Server, log: LogOutputChannel): Disposable[] {
  const store = createTreeStore(server, log);
  const problems = createProblems(store);
  const flux = createFluxView(store, problems);
  const graph = registerGraph(extensionUri, store, problems);
  const table: Record<string, (node?: TreeNode) => unknown> = {
    "fluxWorkbench.revealInTree": () => revealInTree(store, flux),
    "fluxWorkbench.showGraph": () => graph.show(),
    "fluxWorkbench.tree.refresh": () => store.refresh(),
    "fluxWorkbench.tree.showProblemsOnly": () => flux.showProblemsOnly(true),
    "fluxWorkbench.tree.showAll": () => flux.showProblemsOnly(false),
    "fluxWorkbench.tree.sortByName": () => sortBy("name"),
    "fluxWorkbench.tree.sortByDependencies": () => sortBy("dependencies"),
    // Of the row whose menu was opened; from a key binding, of the selected one.
    "fluxWorkbench.tree.open": (node = flux.view.selection[0]) => open(node && locationOf(node)),
    "fluxWorkbench.tree.openSource": (node = flux.view.selection[0]) =>
      node?.type === "kustomization" && open(node.kustomization.source?.location),
    "fluxWorkbench.tree.copyName": (node = flux.view.selection[0]) => node && env.clipboard.writeText(nameOf(node)),
    "fluxWorkbench.tree.showInGraph": (node = flux.view.selection[0]) => graph.show(node),
  };
  return [
    store,
    problems,
    flux,
    graph,
    ...followActiveEditor(store, flux),
    ...Object.entries(table).map(([name, run]) => commands.registerCommand(name, run)),
    ...showInRepositories(),
  ];
}

function open(location: Parameters<typeof openLocation>[0] | undefined): Promise<void> | undefined {
  return location && openLocation(location);
}

function nameOf(node: TreeNode): string {
  return node.type === "resource" ? node.resource.name : node.label;
}

/** The first file of a repository is enough; it may be written while the folder is open. */
function showInRepositories(): Disposable[] {
  const show = () => void commands.executeCommand("setContext", repositoryKey, true);
  const look = async () => {
    const [found] = await workspace.findFiles(repositoryFiles, "**/node_modules/**", 1);
    if (found !== undefined) show();
  };
  void look();
  const watcher = workspace.createFileSystemWatcher(repositoryFiles, false, true, true);
  return [watcher, watcher.onDidCreate(show), workspace.onDidChangeWorkspaceFolders(look)];
}
