import {type Disposable, Uri, ViewColumn, type WebviewPanel, window} from "vscode";
import {openLocation} from "../views/open.ts";
import type {Problems} from "../views/problems.ts";
import {locationOf, type TreeNode, withAncestors} from "../views/treeModel.ts";
import type {TreeStore} from "../views/treeStore.ts";
import {detailsOf, graphOf} from "./content.ts";
import {pageOf} from "./html.ts";
import type {MessageFromPage, MessageToPage} from "./messages.ts";

const viewType = "fluxWorkbench.graph";

/** The picture of the tree in an editor tab, of which there is at most one. */
export interface Graph extends Disposable {
  /** Opens the picture, or brings it to the front; with a row, the Kustomization of that is selected in it. */
  show(node?: TreeNode): void;
}

/** Prepares the picture; nothing is asked before it is shown. A picture that was open is restored with the window. */
export function registerGraph(extensionUri: Uri, store: TreeStore, problems: Problems): Graph {
  const bundles = Uri.joinPath(extensionUri, "client", "dist");
  const options = {enableScripts: true, localResourceRoots: [bundles]};
  let open: {readonly panel: WebviewPanel; select(id: string): void} | undefined;

  function adopt(panel: WebviewPanel): void {
    panel.webview.options = options;
    panel.iconPath = Uri.joinPath(extensionUri, "docs", "images", "icon.png");
    const page = connect(panel, store, problems);
    const mine = {panel, select: page.select};
    open = mine;
    panel.onDidDispose(() => {
      page.dispose();
      if (open === mine) open = undefined;
    });
    panel.webview.html = pageOf(panel.webview, bundles);
  }

  const serializer = window.registerWebviewPanelSerializer(viewType, {
    async deserializeWebviewPanel(panel) {
      if (open === undefined) adopt(panel);
      else panel.dispose();
    },
  });
  return {
    show(node) {
      if (open === undefined) adopt(window.createWebviewPanel(viewType, "Flux Graph", ViewColumn.Active, options));
      else open.panel.reveal();
      const row = node && withAncestors(node).find(({type}) => type === "kustomization");
      if (row !== undefined) open?.select(row.id);
    },
    dispose() {
      serializer.dispose();
      open?.panel.dispose();
    },
  };
}

/** Answers the page of a panel and keeps it current. What the page shows is kept by the page, while it is hidden too. */
function connect(panel: WebviewPanel, store: TreeStore, problems: Problems): Disposable & {select(id: string): void} {
  let ready = false;
  /** What the page shows, to say it once only: diagnostics change with every key stroke, the picture does not. */
  let sent = "";
  /** What the page shall select as soon as it is there. */
  let wanted: string | undefined;
  const post = (message: MessageToPage) => void panel.webview.postMessage(message);

  async function send(): Promise<void> {
    const model = await store.get();
    if (!ready || !panel.visible) return;
    const message: MessageToPage =
      model === undefined ? {type: "unavailable"} : {type: "graph", clusters: graphOf(model, problems)};
    const text = JSON.stringify(message);
    if (text !== sent) post(message);
    sent = text;
    if (wanted !== undefined) post({type: "select", id: wanted});
    wanted = undefined;
  }

  async function answer(message: MessageFromPage): Promise<void> {
    if (message.type === "ready") {
      ready = true;
      sent = "";
      return send();
    }
    const model = await store.get();
    const row = model?.byId.get(message.id);
    if (message.type === "details" && row?.type === "kustomization") {
      post({type: "details", details: detailsOf(row, problems)});
    }
    if (message.type === "open" && row !== undefined) await openBeside(locationOf(row));
    if (message.type === "openSource" && row?.type === "kustomization") {
      await openBeside(row.kustomization.source?.location);
    }
  }

  /** In another group than the picture, which stays in sight. */
  async function openBeside(location: Parameters<typeof openLocation>[0] | undefined): Promise<void> {
    const column = panel.viewColumn === ViewColumn.One ? ViewColumn.Two : ViewColumn.One;
    if (location !== undefined) await openLocation(location, column);
  }

  let watch: Disposable | undefined = store.watch();
  const subscriptions = [
    store.onDidChange(send),
    problems.onDidChange(send),
    panel.webview.onDidReceiveMessage(answer),
    panel.onDidChangeViewState(() => {
      if (panel.visible === (watch !== undefined)) return;
      watch?.dispose();
      watch = panel.visible ? store.watch() : undefined;
      // A hidden page is gone; a new one says that it is ready.
      if (!panel.visible) ready = false;
    }),
  ];
  return {
    select(id) {
      wanted = id;
      void send();
    },
    dispose() {
      watch?.dispose();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
