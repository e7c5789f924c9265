import {
  ConfigurationTarget,
  commands,
  type Disposable,
  EventEmitter,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
  workspace,
} from "vscode";
import {decorateRows} from "./decorations.ts";
import {describeProblems, type Problems} from "./problems.ts";
import {tooltip, treeItem} from "./treeItems.ts";
import type {TreeNode} from "./treeModel.ts";
import type {TreeStore} from "./treeStore.ts";

const viewId = "fluxWorkbench.tree";
/** The menus and the text of an empty view look at it. */
const problemsOnlyKey = "fluxWorkbench.tree.problemsOnly";
const orderSetting = "tree.sortOrder";

/** The view "Flux" in the side bar. */
export interface FluxView extends Disposable {
  readonly view: TreeView<TreeNode>;
  /** Shows rows with problems alone, or all of them. */
  showProblemsOnly(only: boolean): void;
}

/** Creates the view. The tree is asked for when somebody looks at it for the first time. */
export function createFluxView(store: TreeStore, problems: Problems): FluxView {
  const changed = new EventEmitter<undefined>();
  let problemsOnly = false;

  async function roots(): Promise<readonly TreeNode[]> {
    const model = await store.get();
    view.message = model === undefined ? "The language server of Flux Workbench is not running." : "";
    return model?.clusters ?? [];
  }
  const hasProblems = ({id}: TreeNode) => problems.of(id).errors + problems.of(id).warnings > 0;
  const shown = (nodes: readonly TreeNode[]) => (problemsOnly ? nodes.filter(hasProblems) : nodes);

  const provider: TreeDataProvider<TreeNode> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: (node) => treeItem(node, shown(node.children), problems),
    getChildren: async (node) => [...shown(node === undefined ? await roots() : inOrder(node.children))],
    getParent: (node) => node.parent,
    resolveTreeItem: (item: TreeItem, node) => Object.assign(item, {tooltip: tooltip(node, problems)}),
  };
  const view = window.createTreeView(viewId, {treeDataProvider: provider, showCollapseAll: true});

  let watch: Disposable | undefined;
  const update = () => changed.fire(undefined);
  const subscriptions = [
    changed,
    view,
    view.onDidChangeVisibility(({visible}) => {
      watch?.dispose();
      watch = visible ? store.watch() : undefined;
    }),
    store.onDidChange(update),
    problems.onDidChange(() => {
      const {errors} = problems.total;
      view.badge = errors === 0 ? undefined : {value: errors, tooltip: describeProblems({errors, warnings: 0})};
      // Not for the filter alone: what is read out of a row says how many there are.
      update();
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`fluxWorkbench.${orderSetting}`)) update();
    }),
    ...decorateRows(problems),
  ];
  return {
    view,
    showProblemsOnly(only) {
      problemsOnly = only;
      // Without a word about it, somebody could take the part for the whole.
      view.description = only ? "with problems" : "";
      void commands.executeCommand("setContext", problemsOnlyKey, only);
      update();
    },
    dispose() {
      watch?.dispose();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** Changes the order of the Kustomizations where it is set already, else for the person. */
export async function sortBy(order: "name" | "dependencies"): Promise<void> {
  const settings = workspace.getConfiguration("fluxWorkbench");
  const isShared = settings.inspect(orderSetting)?.workspaceValue !== undefined;
  await settings.update(orderSetting, order, isShared ? ConfigurationTarget.Workspace : ConfigurationTarget.Global);
}

/** Resources keep the order in which they are built. */
function inOrder(nodes: readonly TreeNode[]): readonly TreeNode[] {
  const order = workspace.getConfiguration("fluxWorkbench").get<string>(orderSetting);
  if (order !== "name") return nodes;
  const kustomizations = nodes.filter(({type}) => type === "kustomization");
  const others = nodes.filter(({type}) => type !== "kustomization");
  return [...kustomizations.sort((a, b) => a.label.localeCompare(b.label)), ...others];
}
