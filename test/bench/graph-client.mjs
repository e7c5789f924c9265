// An editor that pulls: it asks again for all open documents and for the workspace whenever the server wants it to.
import {spawn} from "node:child_process";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {createInterface} from "node:readline";
import {fileURLToPath, pathToFileURL} from "node:url";
import {createMessageConnection, StreamMessageReader, StreamMessageWriter} from "vscode-jsonrpc/node";
import {ours} from "./servers.mjs";

const preload = fileURLToPath(new URL("graph-memory.cjs", import.meta.url));
const serverCancelled = -32802;
/** As long as this no request for a refresh comes: then nothing more follows from an edit. */
const quiet = 100;
/** A server that needs longer has failed, whatever its answer may be. */
const answerWithin = 180_000;

const capabilities = {
  workspace: {configuration: true, workspaceFolders: true, diagnostics: {refreshSupport: true}},
  window: {workDoneProgress: true},
  textDocument: {diagnostic: {relatedDocumentSupport: false}, hover: {contentFormat: ["markdown"]}},
};

/** Starts our server on a folder. */
export async function connectEditor(folder) {
  const [program, ...args] = ours.command;
  const started = performance.now();
  const child = spawn(program, ["--expose-gc", "--require", preload, ...args], {
    stdio: ["pipe", "pipe", "ignore", "pipe"],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const editor = new Editor(folder, connection, child, started);
  await editor.initialize();
  return editor;
}

class Editor {
  /** Text, version and last result of every open document, by address. */
  documents = new Map();
  progress = {reports: 0, cancellable: false, token: undefined};
  ready;
  #workspaceResults = new Map();
  #refreshes = 0;
  #memory = [];
  #waiting = [];

  constructor(folder, connection, child, started) {
    Object.assign(this, {folder, connection, child, started});
    this.ready = new Promise((resolve, reject) => {
      connection.onNotification("fluxWorkbench/status", ({kind}) => {
        if (kind === "ready") resolve(performance.now() - started);
      });
      // A server that died answers nothing; what waits for it must not wait for ever.
      child.once("exit", (code, signal) => {
        reject(new Error(`The server ended with ${code ?? signal}.`));
        connection.dispose();
      });
    });
    connection.onRequest("workspace/diagnostic/refresh", () => {
      this.#refreshes++;
      return null;
    });
    connection.onRequest("workspace/configuration", ({items}) => items.map(() => null));
    connection.onRequest(() => null);
    connection.onNotification("$/progress", ({token, value}) => this.#progressed(token, value));
    createInterface(child.stdio[3]).on("line", (line) => this.#memory.shift()?.(JSON.parse(line)));
    connection.listen();
  }

  async initialize() {
    const uri = pathToFileURL(this.folder).href;
    await this.connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{uri, name: "repository"}],
      capabilities,
      initializationOptions: {status: true},
    });
    await this.connection.sendNotification("initialized", {});
  }

  /** Opens a file of the repository; `edit` makes what the document holds from what is on disk. */
  async open(path, edit = (text) => text) {
    const file = join(this.folder, path);
    const document = {uri: pathToFileURL(file).href, version: 1, text: edit(readFileSync(file, "utf8"))};
    this.documents.set(path, document);
    const {uri, version, text} = document;
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: {uri, languageId: "yaml", version, text},
    });
    await this.#pull(document);
  }

  /**
   * Types one character behind the first `marker` in a document, or takes it away again, and follows it to its last
   * consequence: the milliseconds until the edited document, all open documents, and the workspace are up to date.
   */
  async stroke(path, marker, isTyped) {
    const document = this.documents.get(path);
    const before = this.#results();
    this.#refreshes = 0;
    const change = replacement(document, marker, isTyped);
    const sent = performance.now();
    await this.connection.sendNotification("textDocument/didChange", change);
    await this.#pull(document);
    const times = {edited: performance.now() - sent};
    times.open = times.edited;
    times.all = times.edited;
    for (let seen = 0; await this.#isAskedToRefresh(seen); ) {
      seen = this.#refreshes;
      const round = this.#pullWorkspace();
      await Promise.all([...this.documents.values()].map((one) => this.#pull(one)));
      times.open = performance.now() - sent;
      await round;
      times.all = performance.now() - sent;
    }
    const after = this.#results();
    return {...times, refreshes: this.#refreshes, changed: after.filter((id, at) => id !== before[at]).length};
  }

  /** Asks once for the findings of all files; milliseconds. */
  async workspaceRound() {
    const sent = performance.now();
    await this.#pullWorkspace();
    return performance.now() - sent;
  }

  /** How long an answer takes that needs no work. */
  async hover(path) {
    const {uri} = this.documents.get(path);
    const sent = performance.now();
    const position = {line: 0, character: 0};
    await this.connection.sendRequest("textDocument/hover", {textDocument: {uri}, position});
    return performance.now() - sent;
  }

  /** Resolves when the progress of the reading comes to the next of a kind: `begin`, `report` or `end`. */
  async next(kind) {
    while ((await new Promise((resolve) => this.#waiting.push(resolve))) !== kind);
  }

  cancelProgress() {
    return this.connection.sendNotification("window/workDoneProgress/cancel", {token: this.progress.token});
  }

  /** The memory of the server after a collection of garbage, in bytes. */
  memory() {
    return new Promise((resolve) => {
      this.#memory.push(resolve);
      this.child.kill("SIGUSR2");
    });
  }

  async stop() {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.ready.catch(() => {});
    const timer = setTimeout(() => this.child.kill("SIGKILL"), 3000);
    await Promise.race([this.connection.sendRequest("shutdown").catch(() => {}), ended]);
    this.child.kill();
    await ended;
    clearTimeout(timer);
  }

  #results() {
    return [...this.documents.values()].map(({items}) => items);
  }

  /** Whether the server has asked since; waits until it is certain that it does not. */
  async #isAskedToRefresh(seen) {
    const until = performance.now() + quiet;
    while (this.#refreshes === seen && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 1));
    return this.#refreshes !== seen;
  }

  async #pull(document) {
    const answer = await this.#ask("textDocument/diagnostic", {
      textDocument: {uri: document.uri},
      previousResultId: document.resultId,
    });
    if (answer.kind === "unchanged") return;
    document.resultId = answer.resultId;
    document.items = JSON.stringify(answer.items);
  }

  async #pullWorkspace() {
    const previousResultIds = [...this.#workspaceResults].map(([uri, value]) => ({uri, value}));
    const {items} = await this.#ask("workspace/diagnostic", {previousResultIds});
    for (const {uri, resultId, items: found} of items) {
      if (found?.length === 0) this.#workspaceResults.delete(uri);
      else if (resultId !== undefined) this.#workspaceResults.set(uri, resultId);
    }
  }

  /** Asks until the server does not say that the question came too early. */
  async #ask(method, params) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`No answer to ${method} within ${answerWithin} ms.`)), answerWithin);
    });
    try {
      return await Promise.race([this.#askAgain(method, params), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #askAgain(method, params) {
    for (;;) {
      try {
        return await this.connection.sendRequest(method, params);
      } catch (error) {
        if (error.code !== serverCancelled) throw error;
      }
    }
  }

  #progressed(token, value) {
    const {progress} = this;
    if (value.kind === "begin") Object.assign(progress, {token, cancellable: value.cancellable === true});
    if (value.kind === "report") progress.reports++;
    for (const resolve of this.#waiting.splice(0)) resolve(value.kind);
  }
}

/** The change that types an `x` behind a text, or removes it. */
function replacement(document, marker, isTyped) {
  const at = document.text.indexOf(marker) + marker.length;
  if (at < marker.length) throw new Error(`${document.uri} holds no ${JSON.stringify(marker)}.`);
  const lines = document.text.slice(0, at).split("\n");
  const start = {line: lines.length - 1, character: lines[lines.length - 1].length};
  const end = isTyped ? start : {...start, character: start.character + 1};
  const rest = document.text.slice(isTyped ? at : at + 1);
  document.text = `${document.text.slice(0, at)}${isTyped ? "x" : ""}${rest}`;
  document.version++;
  const {uri, version} = document;
  return {textDocument: {uri, version}, contentChanges: [{range: {start, end}, text: isTyped ? "x" : ""}]};
}
