import {type Disposable, type Event, EventEmitter, type LogOutputChannel} from "vscode";
import {State} from "vscode-languageclient/node";
import {type FluxTree, TREE_CHANGED_NOTIFICATION, TREE_REQUEST} from "../../../server/src/protocol.ts";
import type {Server} from "../languageClient.ts";
import {buildTree} from "./buildTree.ts";
import {fileKey} from "./places.ts";
import type {TreeModel} from "./treeModel.ts";

/** How long changes are gathered before the tree is asked for again: while somebody looks at it, and else. */
const pauseMs = {watched: 300, unwatched: 2000};

/** The server's tree, asked for when it is first needed and kept current from then on. */
export interface TreeStore extends Disposable {
  /** A tree has arrived, or it is known that there is none. */
  readonly onDidChange: Event<void>;
  /** The newest tree that has arrived. */
  readonly current: TreeModel | undefined;
  /** The tree; waits for a server that is starting, and is undefined where none runs. */
  get(): Promise<TreeModel | undefined>;
  /** Asks again. */
  refresh(): void;
  /** Says that somebody looks at the tree, until the result is disposed of. */
  watch(): Disposable;
}

/** Creates the store; nothing is asked before somebody calls `get`. */
export function createTreeStore({client}: Server, log: LogOutputChannel): TreeStore {
  const changed = new EventEmitter<void>();
  let current: TreeModel | undefined;
  let asked: Promise<TreeModel | undefined> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let watchers = 0;

  async function ask(): Promise<TreeModel | undefined> {
    try {
      await settled();
      if (!client.isRunning()) return undefined;
      return buildTree(await client.sendRequest<FluxTree>(TREE_REQUEST), fileKey);
    } catch (error) {
      log.error(error instanceof Error ? error : String(error));
      return undefined;
    }
  }

  /** While the server starts, waits until it runs or has failed. */
  function settled(): Promise<void> {
    if (client.state !== State.Starting) return Promise.resolve();
    return new Promise((resolve) => {
      const waiting = client.onDidChangeState(({newState}) => {
        if (newState === State.Starting) return;
        waiting.dispose();
        resolve();
      });
    });
  }

  function get(): Promise<TreeModel | undefined> {
    if (asked !== undefined) return asked;
    const mine: Promise<TreeModel | undefined> = ask().then((model) => {
      if (asked === mine) {
        current = model;
        changed.fire();
      }
      return model;
    });
    asked = mine;
    return mine;
  }

  function refresh(): void {
    clearTimeout(timer);
    timer = undefined;
    asked = undefined;
    void get();
  }

  function refreshSoon(): void {
    if (asked === undefined || timer !== undefined) return;
    timer = setTimeout(refresh, watchers > 0 ? pauseMs.watched : pauseMs.unwatched);
  }

  const subscriptions = [
    changed,
    client.onNotification(TREE_CHANGED_NOTIFICATION, refreshSoon),
    client.onDidChangeState(({newState}) => {
      // What a stopped server said stays on the screen until the next one has spoken.
      if (newState === State.Running && asked !== undefined) refresh();
    }),
  ];
  return {
    onDidChange: changed.event,
    get current() {
      return current;
    },
    get,
    refresh,
    watch() {
      watchers++;
      return {dispose: () => watchers--};
    },
    dispose() {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
