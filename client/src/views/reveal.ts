import {commands, type Disposable, type TextEditor, window, workspace} from "vscode";
import type {FluxView} from "./fluxView.ts";
import {rowsAt, rowsBeside, rowsBuiltThrough, rowsIn} from "./places.ts";
import {type TreeModel, type TreeNode, withAncestors} from "./treeModel.ts";
import type {TreeStore} from "./treeStore.ts";

/** Milliseconds between tries to show a row in a view that is still filling. */
const waitsForRows = [100, 300, 900];
const followSetting = "fluxWorkbench.tree.followActiveEditor";

/** Shows the row of the active editor, or says that there is none. */
export async function revealInTree(store: TreeStore, {view}: FluxView): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) return;
  const model = await store.get();
  const row = model && rowOf(model, editor, view.selection[0]);
  if (row === undefined) {
    const file = workspace.asRelativePath(editor.document.uri);
    await window.showInformationMessage(`No Flux Kustomization of the opened folders builds ${file}.`);
    return;
  }
  await commands.executeCommand("fluxWorkbench.tree.focus");
  // A view that is shown for the first time is still filling, and VS Code refuses rows that it does not have yet.
  for (const wait of waitsForRows) {
    const isShown = await Promise.resolve(view.reveal(row, {select: true, focus: true})).then(
      () => true,
      () => false,
    );
    if (isShown) return;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  await view.reveal(row, {select: true, focus: true});
}

/** Keeps the row of the active editor selected while the view is visible, as the explorer does. */
export function followActiveEditor(store: TreeStore, {view}: FluxView): Disposable[] {
  async function follow(): Promise<void> {
    const editor = window.activeTextEditor;
    if (editor === undefined || !view.visible || !workspace.getConfiguration().get(followSetting, true)) return;
    const model = await store.get();
    // Waiting for the tree takes a moment, in which somebody may have gone elsewhere.
    if (model === undefined || !view.visible || window.activeTextEditor !== editor) return;
    const [selected] = view.selection;
    // The cursor of an editor that was opened from the tree may still be on its way to the selected row.
    if (selected !== undefined && rowsIn(model, editor.document.uri).some(({id}) => id === selected.id)) return;
    const row = rowOf(model, editor, selected);
    if (row === undefined || row.id === selected?.id) return;
    // A row that the filter hides can't be revealed, and nobody asked for it.
    await Promise.resolve(view.reveal(row, {select: true, focus: false})).catch(() => undefined);
  }
  return [
    window.onDidChangeActiveTextEditor(follow),
    view.onDidChangeVisibility(({visible}) => visible && follow()),
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(followSetting) && follow()),
  ];
}

/**
 * The row of an editor: what its cursor is in, else the Kustomization that is built through the file, else the first of
 * the file, else the Kustomization that builds the files beside it. Where several Kustomizations build a file, the one
 * that `selected` is in comes first.
 */
function rowOf(model: TreeModel, {document, selection}: TextEditor, selected?: TreeNode): TreeNode | undefined {
  const near = new Set(selected === undefined ? [] : withAncestors(selected).map(({id}) => id));
  const nearness = (node: TreeNode) => withAncestors(node).filter(({id}) => near.has(id)).length;
  const nearest = (rows: readonly TreeNode[]) =>
    rows.reduce<TreeNode | undefined>(
      (best, row) => (best === undefined || nearness(row) > nearness(best) ? row : best),
      undefined,
    );
  return (
    nearest(rowsAt(model, document.uri, selection)) ??
    nearest(rowsBuiltThrough(model, document.uri)) ??
    nearest(rowsIn(model, document.uri)) ??
    nearest(rowsBeside(model, document.uri).flatMap((row) => (row.type === "resource" ? [row.parent] : [])))
  );
}
